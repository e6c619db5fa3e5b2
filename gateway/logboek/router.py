"""The log for whoever checks it: checkpoint, leaves with proof, consistency, proof bundles."""

from __future__ import annotations

import base64
from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Header, Path, Query
from starlette.responses import PlainTextResponse, Response

from gateway.fouten import InvoerOngeldig
from gateway.getuigen.uitgave import UITLEG_KOPPEN, Uitgaven
from gateway.logboek.afhankelijkheden import AansluitingAfh, InzageAfh
from gateway.logboek.bewijzen import base64_lijst
from gateway.logboek.vormen import (
    Bladbewijs,
    Bladreeksvorm,
    Consistentie,
    Dagstandenvorm,
    Dagstandvorm,
    Reeksblad,
)
from gateway.toegang.afhankelijkheden import LEZERS, RaadplegerAfh, ToegangAfh
from gateway.web import voorbeelden
from shared.web.aanmelding.identiteit import OrganisatieAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.onderdelen import van
from shared.web.verzoek.paginering import etag
from shared.web.verzoek.vormen import Cijfers

router = maak_router("logboek")

_DAGEN = 60
UitgavenAfh = Annotated[Uitgaven, Depends(van(Uitgaven))]


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
    uitgaven: UitgavenAfh,
    inzage: InzageAfh,
    _: RaadplegerAfh,
    medeondertekend: Annotated[
        bool, Query(description="Het nieuwste met een medeondertekening, niet het allerlaatste.")
    ] = False,
    if_none_match: Annotated[
        str | None, Header(max_length=200, description="De ETag van het checkpoint dat u al heeft.")
    ] = None,
) -> Response:
    uitgave = uitgaven.laatste() if medeondertekend else None
    if uitgave is None:
        stand = inzage.checkpoint()
        uitgave = uitgaven.van(stand.grootte, stand.checkpoint)
    koppen = {
        **uitgave.koppen(),
        "Cache-Control": "private, no-cache",
        "ETag": etag("checkpoint", uitgave.notitie, *uitgave.ontbreekt),
    }
    if if_none_match == koppen["ETag"]:
        return Response(status_code=304, headers=koppen)
    return PlainTextResponse(uitgave.notitie, headers=koppen)


@router.get(
    "/logboek/standen",
    **operatie(
        "lijstStanden",
        "Van elke dag de laatste stand die een partij mede ondertekende",
        beschrijving=(
            "Voor wie zelf geen stand bewaarde: met `GET /logboek/consistentie` ziet hij of het "
            "log van nu ermee begint. De gateway kan een handtekening van een getuige niet maken."
        ),
        antwoord={"standen": [voorbeelden.DAGSTAND]},
        beveiliging=LEZERS,
    ),
)
def lijst_standen(uitgaven: UitgavenAfh, _: RaadplegerAfh) -> Dagstandenvorm:
    return Dagstandenvorm(
        standen=[
            Dagstandvorm(
                dag=dag,
                grootte=een.grootte,
                notitie=een.notitie,
                getuigen=list(een.aanwezig),
            )
            for dag, een in uitgaven.dagstanden(_DAGEN)
        ]
    )


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
    toegang: ToegangAfh,
    aansluiting: AansluitingAfh,
    organisatie: OrganisatieAfh,
    vanaf: Annotated[Cijfers, Query(ge=0, lt=2**53, description="Het eerste bladnummer.")],
) -> Bladreeksvorm:
    wie = await to_thread.run_sync(toegang.partij, organisatie.oin)
    reeks = await aansluiting.reeks(vanaf, wie)
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
    inzage: InzageAfh,
    wie: RaadplegerAfh,
    nummer: Annotated[Cijfers, Path(ge=0, lt=2**53, description="Bladnummer, vanaf 0.")],
) -> Bladbewijs:
    gelezen = await inzage.blad(nummer, wie)
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
    inzage: InzageAfh,
    _: RaadplegerAfh,
    van: Annotated[Cijfers, Query(ge=1, lt=2**53, description="Aantal bladen toen.")],
    tot: Annotated[Cijfers, Query(ge=1, lt=2**53, description="Aantal bladen later.")],
) -> Consistentie:
    if van > tot:
        raise InvoerOngeldig(
            "Het verzoek klopt niet; zie fouten.", (("query:van", "is groter dan tot"),)
        )
    bewijs = inzage.consistentie(van, tot)
    return Consistentie(van=van, tot=tot, bewijs=base64_lijst(bewijs))
