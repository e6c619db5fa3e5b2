"""Changing the registers: authorisations and group decisions, each signed and logged."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query
from starlette.requests import Request

from gateway.autorisaties.autorisaties import Autorisaties
from gateway.autorisaties.vormen import (
    Autorisatieantwoord,
    Autorisatieinvoer,
    Autorisatielijst,
    Collega,
    EigenAutorisatie,
)
from gateway.keuzes.afhankelijkheden import VertalingAfh
from gateway.registers.begrippen import Autorisatie
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh, lees_ondertekend
from gateway.toegang.registerversie import Registerversie
from gateway.web import voorbeelden
from gateway.web.afhankelijkheden import KlokAfh
from gateway.web.paginering import NaQuery, PaginagrootteAfh
from gateway.web.vormen import Kenmerk, Partijcode
from shared.convenant.termijnen import datum_nl
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze
from shared.web.verzoek.onderdelen import van

router = maak_router("registers")

AutorisatiesAfh = Annotated[Autorisaties, Depends(van(Autorisaties))]


@router.put(
    "/autorisaties/{id}",
    **operatie(
        "registreerAutorisatie",
        "Registreer of wijzig de autorisatie van een eigen medewerker",
        beschrijving=(
            "Een verwijzing met functie en verklaringen, nooit een naam. Onderteken de body: "
            "koppen `Digest` en `Payload-Signature`. Een lagere versie, of dezelfde met een andere "
            "inhoud, is een 409."
        ),
        verzoek=voorbeelden.AUTORISATIE_IN,
        antwoord=voorbeelden.AUTORISATIE_UIT,
        fouten=(409,),
    ),
)
async def registreer_autorisatie(
    request: Request,
    organisatie: OrganisatieAfh,
    autorisaties: AutorisatiesAfh,
    invoer: Autorisatieinvoer,
    id: Annotated[Kenmerk, Path(description="De verwijzing, door de partij gekozen.")],
) -> Autorisatieantwoord:
    geregistreerd = await autorisaties.registreer(
        Autorisatie(id=id, **invoer.model_dump(exclude={"id", "versie", "tijdstip"})),
        Registerversie(invoer.id, invoer.versie, invoer.tijdstip),
        await lees_ondertekend(request),
        organisatie.oin,
    )
    return Autorisatieantwoord(
        id=id,
        partij=invoer.partij,
        functie=invoer.functie,
        geldig_tot=invoer.geldig_tot,
        bladnummer=geregistreerd.bladnummer,
    )


@router.get(
    "/autorisaties/mij",
    **operatie(
        "leesEigenAutorisatie",
        "Met welke autorisatie u hier leest, en wat u daarmee mag",
        beschrijving=(
            "Alleen met een token: een partij heeft hier geen autorisatie. Een naam staat er niet "
            "bij; die kent alleen de partij die u registreerde."
        ),
        antwoord=voorbeelden.EIGEN_AUTORISATIE,
        beveiliging=("medewerker",),
    ),
)
def lees_eigen_autorisatie(
    vertaling: VertalingAfh, autorisaties: AutorisatiesAfh, wie: RaadplegerAfh
) -> EigenAutorisatie:
    een = autorisaties.van(wie)
    functie = vertaling.regels().functies[een.partij][een.functie]
    return EigenAutorisatie(
        id=een.id,
        partij=een.partij,
        functie=een.functie,
        rechten=sorted(functie.rechten),
        geldig_tot=een.geldig_tot,
        aanstelling=wie.aanstelling,
    )


@router.get(
    "/autorisaties",
    **operatie(
        "leesAutorisaties",
        "Aan wie een bericht gericht kan worden: verwijzing en functie, geen namen",
        antwoord=voorbeelden.AUTORISATIES,
        beveiliging=LEZERS,
    ),
)
def lees_autorisaties(
    vertaling: VertalingAfh,
    autorisaties: AutorisatiesAfh,
    klok: KlokAfh,
    _: RaadplegerAfh,
    paginagrootte: PaginagrootteAfh,
    na: NaQuery = None,
    partij: Annotated[
        Partijcode | None, Query(description="Alleen medewerkers van deze partij.")
    ] = None,
) -> Autorisatielijst:
    eis_keuze("partij", partij, vertaling.regels().partijen)
    rijen, meer = autorisaties.pagina(partij, na, paginagrootte)
    vandaag = datum_nl(klok())
    return Autorisatielijst(
        autorisaties=[
            Collega(
                id=rij.id,
                partij=rij.partij,
                functie=rij.functie,
                geldig_tot=rij.geldig_tot,
                geldig=rij.geldt_op(vandaag),
            )
            for rij in rijen
        ],
        volgende=rijen[-1].id if meer else None,
    )
