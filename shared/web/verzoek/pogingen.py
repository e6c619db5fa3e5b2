"""How often somebody unknown may try something that has no login: per address, in a time.

Kept in this process and nowhere else: an address is never stored. What is remembered is bounded, so
that many addresses cost no memory; the one that was quiet longest is forgotten first.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from math import ceil

import structlog
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.routing import BaseRoute

from shared.web.aanmelding.aanroeper import adres_van_vrager
from shared.web.limieten import Limieten
from shared.web.problemen import ProbleemFout

_MAX_ADRESSEN = 10_000
_ZIN = "Van dit adres is te vaak geprobeerd. Wacht even en probeer het opnieuw."


class Pogingen:
    """Counts, for one process. Used from the event loop only."""

    def __init__(self, limieten: Limieten, tik: Callable[[], float] = time.monotonic) -> None:
        self._hoogstens = limieten.max_pogingen_per_adres
        self._venster = limieten.pogingen_venster_seconden
        self._tik = tik
        self._per_adres: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def tel(self, adres: str) -> None:
        """One more from this address. Raises a 429 that says when to come back."""
        nu = self._tik()
        begin, aantal = self._per_adres.pop(adres, (nu, 0))
        if nu - begin >= self._venster:
            begin, aantal = nu, 0
        self._per_adres[adres] = begin, aantal + 1
        while len(self._per_adres) > _MAX_ADRESSEN:
            self._per_adres.popitem(last=False)
        if aantal >= self._hoogstens:
            wacht = max(1, ceil(begin + self._venster - nu))
            raise ProbleemFout(429, _ZIN, koppen={"Retry-After": str(wacht)})


async def eis_niet_te_vaak(request: Request) -> None:
    """FastAPI dependency of an endpoint that asks nobody who he is."""
    pogingen: Pogingen = request.app.state.pogingen
    pogingen.tel(adres_van_vrager(request))


def waarschuw_zonder_portaal(routes: Iterable[BaseRoute]) -> None:
    """Says so, where somebody unknown may send something and no portal is known: whoever comes by
    one counts as one and the same.
    """
    open_ = [
        een.path
        for een in routes
        if isinstance(een, APIRoute)
        and eis_niet_te_vaak in [wat.call for wat in een.dependant.dependencies]
    ]
    if open_:
        zin = "server.portalen is leeg: wie via een portaal iets inlevert telt als een bezoeker"
        structlog.get_logger().warning(zin, paden=open_)
