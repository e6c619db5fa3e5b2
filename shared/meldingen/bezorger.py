"""Empties the outbox of notifications, for as long as the process runs.

At least once: an attempt is a lease on the row, and only what the other side took is marked
delivered. A process that dies in between leaves the row to the next attempt. Waits double, up to a
limit, for days; after the last attempt the row is dead, which is logged and can be seen. Whatever
arrives at a destination that was away brings what waits for it along.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Engine

from shared.meldingen.kanaal import BezorgingMislukt, Kanaal
from shared.meldingen.opslag import Melding, Meldingenbak
from shared.opslag.draad import in_draad
from shared.opslag.engine import lezend
from shared.opslag.fouten import DatabankFout
from shared.opslag.sessies import transactie_zonder_orm
from shared.tijd.klok import Klok
from shared.web.limieten import Verzending
from shared.web.proces.achtergrond import steeds

_log = structlog.get_logger(__name__)
_BEWAAR = timedelta(days=30)
_OPRUIMEN = timedelta(hours=6)
_MAX_MACHT = 30


class Bezorger:
    """One per process. `kanalen`: by the name of the destination, as `Meldingenbak.zet` got it."""

    def __init__(
        self,
        engine: Engine,
        kanalen: Mapping[str, Kanaal],
        ritme: Verzending,
        klok: Klok,
    ) -> None:
        self._engine = engine
        self._lezen = lezend(engine)
        self._kanalen = kanalen
        self._ritme = ritme
        self._klok = klok
        self._wekker = asyncio.Event()
        self._opgeruimd: datetime | None = None

    def wek(self) -> None:
        """There is something new; from the event loop's own thread."""
        self._wekker.set()

    async def draai(self) -> None:
        """Delivers until cancelled; without this loop nobody is ever told."""
        rust, verwacht = self._ritme.rusttijd_seconden, (DatabankFout,)
        await steeds("meldingen bezorgen", self._beurt, rust, self._wekker, verwacht=verwacht)

    async def _beurt(self) -> bool:
        return await self.ronde() > 0

    async def ronde(self) -> int:
        """One attempt for everything that is due; how many there were."""
        if self._is_opruimtijd():
            await in_draad(self._ruim_op)
        nummers = await in_draad(self._aan_de_beurt)
        klaar = await asyncio.gather(*(self._een(n) for n in nummers), return_exceptions=True)
        for uitkomst in klaar:
            if isinstance(uitkomst, BaseException):
                raise uitkomst
        return len(nummers)

    async def _een(self, nummer: int) -> None:
        houder = secrets.token_hex(8)
        melding = await in_draad(self._claim, nummer, houder)
        if melding is None:
            return
        try:
            await self._bezorg(melding)
        except BezorgingMislukt as fout:
            await in_draad(self._mislukt, melding, houder, fout)
        else:
            await in_draad(self._bezorgd, melding, houder)

    async def _bezorg(self, melding: Melding) -> None:
        kanaal = self._kanalen.get(melding.bestemming)
        if kanaal is None:
            raise BezorgingMislukt("Deze bestemming is hier niet meer ingesteld.")
        try:
            async with asyncio.timeout(self._ritme.lease_seconden):
                await kanaal.bezorg(melding.gebeurtenis)
        except BezorgingMislukt:
            raise
        except TimeoutError as fout:
            raise BezorgingMislukt("De bestemming antwoordde niet op tijd.") from fout
        except Exception as fout:
            # A fault of ours must count as an attempt too, or the row never comes to rest.
            _log.exception("een melding bezorgen ging mis")
            raise BezorgingMislukt(f"Bezorgen ging mis ({type(fout).__name__}).") from fout

    def _aan_de_beurt(self) -> list[int]:
        with transactie_zonder_orm(self._lezen) as verbinding:
            return Meldingenbak(verbinding).aan_de_beurt(self._klok(), self._ritme.gelijktijdig)

    def _claim(self, nummer: int, houder: str) -> Melding | None:
        lease = timedelta(seconds=self._ritme.lease_seconden)
        with transactie_zonder_orm(self._engine) as verbinding:
            return Meldingenbak(verbinding).claim(nummer, houder, self._klok(), lease)

    def _bezorgd(self, melding: Melding, houder: str) -> None:
        with transactie_zonder_orm(self._engine) as verbinding:
            bak, nu = Meldingenbak(verbinding), self._klok()
            bak.bezorgd(melding.nummer, houder, nu)
            if melding.pogingen > 1:
                bak.haast(melding.bestemming, nu)

    def _mislukt(self, melding: Melding, houder: str, fout: BezorgingMislukt) -> None:
        volgende = None
        nog = fout.blijf or melding.pogingen < self._ritme.maximale_pogingen
        if nog and not fout.definitief:
            volgende = self._klok() + timedelta(seconds=self._wacht(melding.pogingen, fout.wacht))
        else:
            _log.error("een melding is opgegeven", poging=melding.pogingen)
        with transactie_zonder_orm(self._engine) as verbinding:
            Meldingenbak(verbinding).mislukt(melding.nummer, houder, fout.melding, volgende)

    def _wacht(self, pogingen: int, gevraagd: float | None) -> float:
        """Doubling, with a share left to chance, and never sooner than the receiver asked."""
        wacht = self._ritme.eerste_wachttijd_seconden * 2.0 ** min(pogingen - 1, _MAX_MACHT)
        wacht = min(wacht, self._ritme.maximale_wachttijd_seconden)
        wacht *= 1 - self._ritme.spreiding * random.random()  # noqa: S311 - no secret: spreading
        return max(wacht, gevraagd or 0.0)

    def _is_opruimtijd(self) -> bool:
        return self._opgeruimd is None or self._klok() - self._opgeruimd >= _OPRUIMEN

    def _ruim_op(self) -> None:
        nu = self._klok()
        with transactie_zonder_orm(self._engine) as verbinding:
            Meldingenbak(verbinding).ruim_op(nu - _BEWAAR)
        self._opgeruimd = nu
