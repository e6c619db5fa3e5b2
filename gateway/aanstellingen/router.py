"""Auditors over all parties: appointed by all of them together, ended by any one."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path
from starlette.requests import Request

from gateway.aanstellingen import vormen
from gateway.aanstellingen.dienst import Aanstellingen, Getoond
from gateway.aanstellingen.opdrachten import Einde
from gateway.aanstellingen.vormen import (
    Aanstellinginvoer,
    Aanstellinglijst,
    Aanstellingversies,
    Aanstellingvorm,
    Beeindiginginvoer,
)
from gateway.fouten import InvoerOngeldig
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh, lees_ondertekend
from gateway.toegang.handtekeningen import Handtekening
from gateway.web.paginering import NaQuery, PaginagrootteAfh
from gateway.web.vormen import Kenmerk
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.onderdelen import van

router = maak_router("registers")

AanstellingenAfh = Annotated[Aanstellingen, Depends(van(Aanstellingen))]

_ANDER_ADRES = "is niet het kenmerk in het adres"
IdAfh = Annotated[Kenmerk, Path(description="Het kenmerk van de aanstelling.")]


@router.put(
    "/aanstellingen/{id}",
    **operatie(
        "tekenAanstelling",
        "Leg een aanstelling van een auditor voor aan alle partijen, of zet uw handtekening erbij",
        beschrijving=(
            "Met de laatste handtekening geldt zij, van en tot en met de genoemde dagen. Zonder "
            "aanstelling ziet wie het recht 'controleren' heeft, wat zijn eigen partij mag zien."
        ),
        verzoek=vormen.TEKEN_IN,
        antwoord=vormen.AANSTELLING,
        fouten=(409,),
    ),
)
async def teken_aanstelling(
    organisatie: OrganisatieAfh,
    aanstellingen: AanstellingenAfh,
    invoer: Aanstellinginvoer,
    id: IdAfh,
) -> Aanstellingvorm:
    if invoer.aanstelling.get("id") != id:
        zin = (("/aanstelling/id", _ANDER_ADRES),)
        raise InvoerOngeldig("De aanstelling klopt niet.", zin)
    handtekening = Handtekening(invoer.medewerker, invoer.handtekening)
    return _vorm(await aanstellingen.teken(invoer.aanstelling, handtekening, organisatie.oin))


@router.get(
    "/aanstellingen",
    **operatie(
        "leesAanstellingen",
        "Wie er over alle partijen heen mag kijken, waarvoor en hoe lang",
        antwoord={"aanstellingen": [vormen.AANSTELLING], "volgende": None},
        beveiliging=LEZERS,
    ),
)
def lees_aanstellingen(
    aanstellingen: AanstellingenAfh,
    _: RaadplegerAfh,
    paginagrootte: PaginagrootteAfh,
    na: NaQuery = None,
) -> Aanstellinglijst:
    gevonden, meer = aanstellingen.pagina(na, paginagrootte)
    return Aanstellinglijst(
        aanstellingen=[_vorm(een) for een in gevonden],
        volgende=gevonden[-1].stand.id if meer else None,
    )


@router.get(
    "/aanstellingen/{id}",
    **operatie(
        "leesAanstelling",
        "Eén aanstelling, met al haar versies",
        antwoord={"versies": [vormen.AANSTELLING]},
        beveiliging=LEZERS,
    ),
)
def lees_aanstelling(
    aanstellingen: AanstellingenAfh, _: RaadplegerAfh, id: IdAfh
) -> Aanstellingversies:
    return Aanstellingversies(versies=[_vorm(een) for een in aanstellingen.een(id)])


@router.post(
    "/aanstellingen/{id}/_beeindig",
    **operatie(
        "beeindigAanstelling",
        "Beëindig een aanstelling; één partij is genoeg, en zij geldt meteen niet meer",
        beschrijving=(
            "Ook een aanstelling die nog op handtekeningen wacht gaat zo van tafel. Onderteken de "
            "body: koppen `Digest` en `Payload-Signature`."
        ),
        verzoek=vormen.BEEINDIG_IN,
        antwoord=vormen.BEEINDIGD,
        fouten=(409,),
    ),
)
async def beeindig_aanstelling(
    request: Request,
    organisatie: OrganisatieAfh,
    aanstellingen: AanstellingenAfh,
    invoer: Beeindiginginvoer,
    id: IdAfh,
) -> Aanstellingvorm:
    if invoer.id != id:
        raise InvoerOngeldig("De beëindiging klopt niet.", (("/id", _ANDER_ADRES),))
    einde = Einde(**invoer.model_dump())
    return _vorm(
        await aanstellingen.beeindig(einde, await lees_ondertekend(request), organisatie.oin)
    )


def _vorm(getoond: Getoond) -> Aanstellingvorm:
    stand = getoond.stand
    return Aanstellingvorm(
        aanstelling=stand.document,
        digest=stand.digest,
        stand=stand.stand,
        geldt=getoond.geldt,
        voorgelegd_door=stand.voorgelegd_door,
        voorgelegd_op=stand.voorgelegd_op,
        getekend_door=sorted(stand.handtekeningen),
        wacht_op=list(getoond.wacht_op),
        bladnummer=stand.bladnummer,
        beeindigd_door=stand.beeindigd_door,
        beeindigd_op=stand.beeindigd_op,
        eindbladnummer=stand.eindblad,
    )
