"""Following the log for what stands out: beside the messages, never in their way.

How far it got is kept with the alarms themselves, in one transaction: an alarm is never made twice
and none is missed, whenever the process dies. What counts towards the next alarm is not kept: it
follows from the leaves of the longest window, which are read again at start.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select

from gateway.alarmen.bericht import Berichtgeving
from gateway.alarmen.gebeurtenissen import uit_blad
from gateway.alarmen.opdrachten import Melden
from gateway.alarmen.opslag import Alarmregister, Registerkennis
from gateway.registers.beeld import Fundament
from shared.alarmen.beoordeling import Alarm, Beoordelaar, Gebeurtenis
from shared.logboek.bladen import Bladsoort, GelezenBlad
from shared.logboek.fouten import LogboekFout
from shared.logboek.opslag import LOG_BLAD
from shared.opslag.draad import in_draad
from shared.opslag.engine import lezend
from shared.opslag.fouten import DatabankFout
from shared.web.proces.achtergrond import steeds

_PORTIE = 500
_BEWAAR_NA = 5000
_SOORTEN = (
    Bladsoort.BESLUIT,
    Bladsoort.BEVESTIGING,
    Bladsoort.MONDELING,
    Bladsoort.RAADPLEGING,
)
_log = structlog.get_logger(__name__)


class Alarmvolger:
    """One per process. `wek`: called when there is something to deliver."""

    def __init__(
        self,
        fundament: Fundament,
        berichtgeving: Berichtgeving,
        rust_seconden: float,
        wek: Callable[[], None],
    ) -> None:
        self._engine = lezend(fundament.engine)
        self._schrijver = fundament.schrijver
        self._berichtgeving = berichtgeving
        self._beelden = fundament.beelden
        self._rust = rust_seconden
        self._klok = fundament.klok
        self._wek = wek
        self._beoordelaar: Beoordelaar | None = None
        self._tot = 0
        self._bewaard: int | None = None

    async def draai(self) -> None:
        """Judges what was added, until cancelled. After a fault it begins anew from the log."""
        wat, verwacht = "het log beoordelen", (DatabankFout, LogboekFout)
        await steeds(wat, self._beurt, self._rust, eerst_rust=True, verwacht=verwacht)

    async def _beurt(self) -> bool:
        try:
            return await self.ronde()
        except Exception:
            self._beoordelaar = None
            raise

    async def ronde(self) -> bool:
        """One portion of leaves; whether there was any."""
        beoordelaar = self._beoordelaar
        if beoordelaar is None:
            beoordelaar = await in_draad(self._begin)
        if self._bewaard is None:
            await self._meld([], self._tot)
        grootte = self._schrijver.stand.grootte
        if self._tot >= grootte:
            return False
        tot = min(self._tot + _PORTIE, grootte)
        gebeurtenissen = await in_draad(self._lees, self._tot, tot)
        alarmen = beoordelaar.neem(gebeurtenissen)
        if alarmen or tot - (self._bewaard or 0) >= _BEWAAR_NA:
            await self._meld(alarmen, tot)
        self._tot = tot
        if gebeurtenissen:
            beoordelaar.vergeet(gebeurtenissen[-1].tijdstip)
        return True

    async def _meld(self, alarmen: Sequence[Alarm], tot: int) -> None:
        await self._schrijver.voer_uit(Melden(alarmen, tot, self._berichtgeving, self._klok()))
        self._bewaard = tot
        for alarm in alarmen:
            _log.warning("alarm", soort=alarm.regel.naam, aantal=alarm.aantal)
        if alarmen:
            self._wek()

    def _begin(self) -> Beoordelaar:
        """The fold as it was, out of the leaves of the longest window and the last alarms."""
        regels = self._berichtgeving.regels
        venster = Beoordelaar(regels, "log").langste_venster
        with self._engine.connect() as verbinding:
            bewaard = Alarmregister(verbinding).beoordeeld_tot()
        # The first time: what is long past is history, not an alarm.
        tot = self._eerste_vanaf(self._klok() - venster) if bewaard is None else bewaard
        with self._engine.connect() as verbinding:
            stil = Alarmregister(verbinding).stil(self._moment(tot) - venster)
        beoordelaar = Beoordelaar(regels, "log", stil)
        self._herhaal(beoordelaar, venster, tot)
        self._tot, self._bewaard = tot, bewaard
        self._beoordelaar = beoordelaar
        return beoordelaar

    def _herhaal(self, beoordelaar: Beoordelaar, venster: timedelta, tot: int) -> None:
        """Count again what came before `tot`; it made its alarms already."""
        begin = self._eerste_vanaf(self._moment(tot) - venster)
        for van in range(begin, tot, _PORTIE):
            beoordelaar.neem(self._lees(van, min(van + _PORTIE, tot)))

    def _moment(self, nummer: int) -> datetime:
        """When leaf `nummer - 1` was made; now for an empty log."""
        vraag = select(LOG_BLAD.c.tijdstip).where(LOG_BLAD.c.nummer == nummer - 1)
        with self._engine.connect() as verbinding:
            return verbinding.scalar(vraag) or self._klok()

    def _eerste_vanaf(self, moment: datetime) -> int:
        vraag = (
            select(LOG_BLAD.c.nummer)
            .where(LOG_BLAD.c.tijdstip >= moment)
            .order_by(LOG_BLAD.c.nummer)
            .limit(1)
        )
        with self._engine.connect() as verbinding:
            nummer = verbinding.scalar(vraag)
        return self._schrijver.stand.grootte if nummer is None else nummer

    def _lees(self, van: int, tot: int) -> list[Gebeurtenis]:
        kolommen = LOG_BLAD.c
        vraag = (
            select(kolommen.nummer, kolommen.soort, kolommen.tijdstip, kolommen.inhoud)
            .where(
                kolommen.nummer >= van,
                kolommen.nummer < tot,
                kolommen.soort.in_([soort.value for soort in _SOORTEN]),
                kolommen.inhoud.is_not(None),
            )
            .order_by(kolommen.nummer)
        )
        with self._engine.connect() as verbinding:
            kennis = Registerkennis(verbinding, self._beelden.lees(verbinding).regels)
            return [
                gebeurtenis
                for nummer, soort, tijdstip, inhoud in verbinding.execute(vraag).all()
                for gebeurtenis in uit_blad(nummer, _blad(soort, tijdstip, inhoud), kennis)
            ]


def _blad(soort: str, tijdstip: datetime, inhoud: bytes) -> GelezenBlad:
    """A leaf of our own store: it was checked when it was made."""
    return GelezenBlad(Bladsoort(soort), tijdstip, json.loads(inhoud))
