"""That the periodic work did not run is an alarm: what must go then stays, and nothing shows it.

The running service looks, because the command that was not started cannot. What it finds goes to
the alarm rules like everything else that stands out.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shared.bestand.toegang.spoor import ONDERHOUD, meld_onderhoud_uitgebleven
from shared.bestand.toegang.tabellen import AlarmspoorRij, AutorisatieHistorieRij
from shared.opslag.draad import in_draad
from shared.opslag.fouten import DatabankFout
from shared.partij.dienst import Dienst
from shared.partijdienst.tabellen import OnderhoudsbeurtRij
from shared.web.proces.achtergrond import steeds

_log = structlog.get_logger(__name__)
_ZWIJGT = timedelta(hours=24)


class Onderhoudswacht:
    """One per process. The last run is in the file, so a restart does not make it forget."""

    def __init__(self, dienst: Dienst) -> None:
        self._dienst = dienst
        self._uiterlijk = timedelta(
            seconds=dienst.instellingen.limieten.onderhoud_uiterlijk_seconden
        )

    async def draai(self) -> None:
        """Looks every so often, until cancelled."""
        rust = self._dienst.instellingen.limieten.groepen_volgen_seconden
        wat, verwacht = "op het onderhoud letten", (DatabankFout,)
        await steeds(wat, self._beurt, rust, eerst_rust=True, verwacht=verwacht)

    async def _beurt(self) -> None:
        await in_draad(self.kijk)

    def kijk(self) -> bool:
        """Whether it is too long ago; then it is told, at most once a day."""
        nu = self._dienst.klok()
        with self._dienst.lezend() as sessie:
            sinds = _laatste(sessie)
            te_laat = sinds is not None and nu - sinds > self._uiterlijk
            if not te_laat or _net_gezegd(sessie, nu):
                return te_laat
        with self._dienst.transactie() as sessie:
            meld_onderhoud_uitgebleven(sessie, nu, self._dienst.partij.code)
        _log.error("het onderhoud is niet gedraaid", sinds=str(sinds))
        return True


def _laatste(sessie: Session) -> datetime | None:
    """When a run was last finished; before the first one, since when there is anything here."""
    klaar = sessie.scalar(select(func.max(OnderhoudsbeurtRij.klaar_op)))
    begin = select(AutorisatieHistorieRij.tijdstip).order_by(AutorisatieHistorieRij.tijdstip)
    return klaar or sessie.scalar(begin.limit(1))


def _net_gezegd(sessie: Session, nu: datetime) -> bool:
    vraag = select(AlarmspoorRij.nummer).where(
        AlarmspoorRij.soort == ONDERHOUD, AlarmspoorRij.tijdstip > nu - _ZWIJGT
    )
    return sessie.scalar(vraag.limit(1)) is not None
