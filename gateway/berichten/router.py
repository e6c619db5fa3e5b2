"""`POST /v1/berichten`: the way in for messages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from gateway.berichten.verkeer import Berichtenverkeer
from gateway.berichten.vormen import Bericht, Uitwisseling
from gateway.invoerfouten.dienst import Invoerfouten
from gateway.web import voorbeelden
from gateway.web.afhankelijkheden import diensten
from shared.bericht.bericht import OntvangenBericht
from shared.bericht.fouten import OngeldigBericht
from shared.bericht.limieten import Berichtlimieten
from shared.web.aanmelding.identiteit import transportidentiteit
from shared.web.beschrijving.routes import maak_router, operatie, rechtstreeks

router = maak_router("berichten")


@router.post(
    "/berichten",
    **operatie(
        "verstuurBericht",
        "Bied een bericht aan om te toetsen, vast te leggen en door te sturen",
        beschrijving=(
            "De gateway controleert wie het bericht ondertekende, toetst de kop aan het convenant, "
            "legt het besluit vast en stuurt het bericht dan pas door. Het antwoord draagt de "
            "ondertekende ontvangst en het bewijs dat het besluit in het logboek staat. Bied "
            "hetzelfde bericht gerust nog eens aan: u krijgt hetzelfde antwoord.\n\n"
            "Koppen: `Digest` (SHA-256 over de body), `Payload-Signature` (JAdES, losgemaakt), "
            "`Fsc-Transaction-Id` (gelijk aan kop.id) en `traceparent`.\n\n"
            "Over een bericht dat niet de vorm van het profiel heeft, of een code noemt die het "
            "convenant niet kent, wordt niet beslist (400, met elke fout); er wordt niets van "
            "bewaard. Een bericht dat niet past bij de uiting die het noemt is een 409.\n\n"
            "Een weigering (403) noemt in `redenen` elke poort die sluit, in `besluit` het hele "
            "besluit en in `logboek` waar het is vastgelegd."
        ),
        status=201,
        verzoek=voorbeelden.BERICHT,
        antwoord=voorbeelden.UITWISSELING,
        model=Uitwisseling,
        verzoekmodel=Bericht,
        fouten=(409, 502),
        beschrijving_antwoord="Toegestaan, vastgelegd en door de ontvanger bevestigd",
        beveiliging=("organisatie",),
    ),
)
@rechtstreeks
async def verstuur_bericht(request: Request) -> Response:
    """Read, then hand over; the exact bytes matter, so FastAPI does not parse them.

    Every message comes by here, so it asks for what it needs itself instead of as dependencies.
    """
    organisatie = await transportidentiteit(request)
    delen = diensten(request)
    body = await request.body()
    try:
        limieten = delen.een(Berichtlimieten)
        ontvangen = OntvangenBericht.lees(body, request.scope["headers"], limieten)
        antwoord = await delen.een(Berichtenverkeer).verwerk(ontvangen, organisatie.oin)
    except OngeldigBericht as fout:
        raise await delen.een(Invoerfouten).meld(fout, body, organisatie.oin) from fout
    return als_json(antwoord, 201)


def als_json(document: Mapping[str, Any], status: int) -> Response:
    """Sorted, so that the same answer is the same text, made from a decision or from its leaf."""
    tekst = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Response(tekst.encode(), status, media_type="application/json")
