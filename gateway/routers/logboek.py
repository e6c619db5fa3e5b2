"""The log for whoever checks it: checkpoint, leaves with proof, consistency, proof bundles."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import IO, Annotated, Literal

from anyio import to_thread
from fastapi import Header, Path, Query
from starlette.background import BackgroundTask
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from gateway.afhankelijkheden import LEZERS, GatewayAfh, RaadplegerAfh
from gateway.bewijzen import base64_lijst
from gateway.bundels import Zoekvraag
from gateway.fouten import InvoerOngeldig
from gateway.getuigen.uitgave import UITLEG_KOPPEN
from gateway.routers import voorbeelden
from gateway.routers.rapporten import PDF, als_rapport
from gateway.routers.zoekvoorbeelden import RAPPORT_UIT
from gateway.vormen import Bladbewijs, Bladreeksvorm, Bundelvraag, Consistentie, Reeksblad
from shared.web.identiteit import OrganisatieAfh
from shared.web.paginering import etag
from shared.web.routes import bewaar_voorbeeld, maak_router, operatie
from shared.web.vormen import Cijfers

router = maak_router("logboek")

_ZIP = "application/zip"
_BLOK = 64 * 1024


_CHECKPOINT = operatie(
    "leesCheckpoint",
    "Het laatste ondertekende checkpoint van het logboek (C2SP tlog-checkpoint)",
    antwoord=voorbeelden.CHECKPOINT,
    vorm="text/plain",
    koppen={
        **UITLEG_KOPPEN,
        "Cache-Control": "Mag worden bewaard, en wordt voor elk gebruik nagevraagd.",
        "ETag": "Geef deze terug in If-None-Match.",
    },
    beschrijving=(
        "Getuigen ondertekenen even na het log. Met `medeondertekend=true` krijgt u het "
        "nieuwste checkpoint dat zij al mede ondertekenden."
    ),
    beveiliging=LEZERS,
)
_CHECKPOINT["responses"][304] = {"description": "Het checkpoint met deze ETag is nog het laatste."}


@router.get("/logboek/checkpoint", response_class=PlainTextResponse, **_CHECKPOINT)
def lees_checkpoint(
    gateway: GatewayAfh,
    _: RaadplegerAfh,
    medeondertekend: Annotated[
        bool, Query(description="Het nieuwste met een medeondertekening, niet het allerlaatste.")
    ] = False,
    if_none_match: Annotated[
        str | None, Header(max_length=200, description="De ETag van het checkpoint dat u al heeft.")
    ] = None,
) -> Response:
    uitgave = gateway.lezen.uitgaven.laatste() if medeondertekend else None
    if uitgave is None:
        stand = gateway.lezen.inzage.checkpoint()
        uitgave = gateway.lezen.uitgaven.van(stand.grootte, stand.checkpoint)
    koppen = {
        **uitgave.koppen(),
        "Cache-Control": "private, no-cache",
        "ETag": etag("checkpoint", uitgave.notitie, *uitgave.ontbreekt),
    }
    if if_none_match == koppen["ETag"]:
        return Response(status_code=304, headers=koppen)
    return PlainTextResponse(uitgave.notitie, headers=koppen)


@router.get(
    "/logboek/bladen",
    **operatie(
        "leesBladreeks",
        "Een stuk van het logboek: de bladen over uw eigen berichten, elk met bewijs",
        beschrijving=(
            "Voor het eigen systeem van een partij, om haar bestand naast het logboek te leggen: "
            "besluiten over berichten die zij stuurde of kreeg, en wat daarvan is bevestigd. "
            "Hoogstens 256 bladnummers tegelijk; vraag verder vanaf `tot`. Stond er iets in, dan "
            "komt ook deze raadpleging in het logboek."
        ),
        antwoord=voorbeelden.BLADREEKS,
        beveiliging=("organisatie",),
    ),
)
async def lees_bladreeks(
    gateway: GatewayAfh,
    organisatie: OrganisatieAfh,
    vanaf: Annotated[Cijfers, Query(ge=0, lt=2**53, description="Het eerste bladnummer.")],
) -> Bladreeksvorm:
    wie = await to_thread.run_sync(gateway.toegang.partij, organisatie.oin)
    reeks = await gateway.lezen.aansluiting.reeks(vanaf, wie)
    return Bladreeksvorm(
        vanaf=reeks.vanaf,
        tot=reeks.tot,
        grootte=reeks.stand.grootte,
        checkpoint=reeks.stand.checkpoint,
        bladen=[
            Reeksblad(
                bladnummer=blad.nummer,
                blad=base64.b64encode(blad.inhoud).decode("ascii"),
                bewijs=base64_lijst(blad.bewijs),
            )
            for blad in reeks.bladen
        ],
    )


@router.get(
    "/logboek/bladen/{nummer}",
    **operatie(
        "leesBlad",
        "Eén blad van het logboek met het bewijs dat het erin staat",
        beschrijving="Lezen is een handeling: ook deze raadpleging komt in het logboek.",
        antwoord=voorbeelden.BLAD,
        fouten=(410,),
        beveiliging=LEZERS,
    ),
)
async def lees_blad(
    gateway: GatewayAfh,
    wie: RaadplegerAfh,
    nummer: Annotated[Cijfers, Path(ge=0, lt=2**53, description="Bladnummer, vanaf 0.")],
) -> Bladbewijs:
    gelezen = await gateway.lezen.inzage.blad(nummer, wie)
    return Bladbewijs(
        **gelezen.bewijs.als_dict(), blad=base64.b64encode(gelezen.inhoud).decode("ascii")
    )


@router.get(
    "/logboek/consistentie",
    **operatie(
        "leesConsistentie",
        "Bewijs dat het logboek van toen het begin is van dat van later (RFC 6962)",
        antwoord=voorbeelden.CONSISTENTIE,
        beveiliging=LEZERS,
    ),
)
def lees_consistentie(
    gateway: GatewayAfh,
    _: RaadplegerAfh,
    van: Annotated[Cijfers, Query(ge=1, lt=2**53, description="Aantal bladen toen.")],
    tot: Annotated[Cijfers, Query(ge=1, lt=2**53, description="Aantal bladen later.")],
) -> Consistentie:
    if van > tot:
        raise InvoerOngeldig(
            "Het verzoek klopt niet; zie fouten.", (("query:van", "is groter dan tot"),)
        )
    bewijs = gateway.lezen.inzage.consistentie(van, tot)
    return Consistentie(van=van, tot=tot, bewijs=base64_lijst(bewijs))


_BUNDEL = operatie(
    "maakBewijsbundel",
    "Een bundel die zonder ons te controleren is: bladen, bewijzen, sleutels en convenant",
    beschrijving=(
        "Noem precies één van `bladnummers`, `bericht`, `groep` of `periode`. De bundel bevat "
        "wat u mag zien, en zegt van welke bladen de inhoud na de bewaartermijn weg is; alleen "
        "als er niets over is komt er geen. Met `vorm=rapport` krijgt u dezelfde bundel als PDF "
        "voor een dossier: elk besluit in woorden, en de bundel zelf als bijlage. Ook deze "
        "raadpleging komt in het logboek, en gaat mee in de bundel: zo is er niets uit te halen. "
        "Een bundel van een periode toont dat zij heel is. De getuigen worden eerst om dit logboek "
        "gevraagd; wie niet tekent, staat in `Getuigen-Ontbreken`."
    ),
    verzoek=voorbeelden.BUNDEL_IN,
    antwoord=voorbeelden.BUNDEL_UIT,
    vorm=_ZIP,
    fouten=(410,),
    koppen={"Content-Disposition": "De bestandsnaam van de bundel.", **UITLEG_KOPPEN},
    beveiliging=LEZERS,
)
_BUNDEL["responses"][200]["content"][PDF] = {"example": bewaar_voorbeeld(RAPPORT_UIT)}


@router.post("/bewijsbundels", response_class=Response, **_BUNDEL)
async def maak_bewijsbundel(
    gateway: GatewayAfh,
    wie: RaadplegerAfh,
    vraag: Bundelvraag,
    vorm: Annotated[
        Literal["zip", "rapport"],
        Query(description="zip: de bundel; rapport: een PDF voor een dossier, met haar erin."),
    ] = "zip",
) -> Response:
    bundel = await gateway.lezen.bundels.maak(_zoekvraag(vraag), wie)
    if vorm == "rapport":
        return await als_rapport(gateway, bundel)
    naam = {"Content-Disposition": 'attachment; filename="bewijs.zip"'}
    return StreamingResponse(
        _blokken(bundel.bestand),
        media_type=_ZIP,
        headers=naam | bundel.uitgave.koppen(),
        background=BackgroundTask(bundel.bestand.close),
    )


def _blokken(bestand: IO[bytes]) -> Iterator[bytes]:
    with bestand:
        while blok := bestand.read(_BLOK):
            yield blok


def _zoekvraag(vraag: Bundelvraag) -> Zoekvraag:
    gegeven = vraag.model_dump(exclude_none=True)
    if len(gegeven) != 1:
        raise InvoerOngeldig(
            "Het verzoek klopt niet; zie fouten.",
            (("", "noem precies één van bladnummers, bericht, groep of periode"),),
        )
    periode = vraag.periode
    return Zoekvraag(
        bladnummers=None if vraag.bladnummers is None else tuple(vraag.bladnummers),
        bericht=vraag.bericht,
        groep=vraag.groep,
        periode=None if periode is None else (periode.van, periode.tot),
    )
