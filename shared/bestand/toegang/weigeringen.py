"""A refusal leaves a trail: the request's own transaction is gone by then, so it gets its own."""

from __future__ import annotations

from typing import NoReturn

import structlog
from starlette.requests import Request

from shared.bestand.toegang.spoor import WEIGERING, laat_spoor_na
from shared.opslag.draad import in_draad
from shared.opslag.fouten import DatabankFout
from shared.partij.dienst import Dienst

_WIE = "driehoek_wie"
_log = structlog.get_logger(__name__)


def onthoud_wie(request: Request, medewerker: str) -> None:
    """Who asks, for when this request is refused."""
    setattr(request.state, _WIE, medewerker)


async def bij_weigering(request: Request, fout: Exception) -> NoReturn:
    """Handler of ``GeenToegang``: keeps that somebody was refused, and lets the refusal go on."""
    wie: str | None = getattr(request.state, _WIE, None)
    if wie is not None:
        # The error comes by once for the route and once for the app: one refusal, one row.
        setattr(request.state, _WIE, None)
        dienst: Dienst = request.app.state.dienst
        try:
            await in_draad(_leg_vast, dienst, wie)
        except DatabankFout as niet:
            # The refusal stands, also when it cannot be kept now.
            _log.warning("een weigering is niet vastgelegd", fout=type(niet).__name__)
    raise fout


def _leg_vast(dienst: Dienst, wie: str) -> None:
    with dienst.transactie() as sessie:
        laat_spoor_na(sessie, dienst.klok(), WEIGERING, wie, [None])
