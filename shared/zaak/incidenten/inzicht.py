"""An incident as it stands: who has it by now, and what its clocks say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from shared.convenant.begrippen import Convenantregels
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.zaak.incidenten import opslag
from shared.zaak.incidenten.begrippen import Klokstand, klokken
from shared.zaak.incidenten.tabellen import IncidentberichtRij, IncidentRij

Aflevering = tuple[IncidentberichtRij, UitgaandRij]


@dataclass(frozen=True)
class Incidentblik:
    """``afleveringen``: the messages this party sent about it, the first one first."""

    rij: IncidentRij
    klokken: Sequence[Klokstand]
    afleveringen: Sequence[Aflevering]

    @property
    def niet_bij(self) -> list[str]:
        """The parties that have heard nothing of it yet."""
        kregen = {bericht.partij for bericht, uit in self.afleveringen if _kwam_aan(uit)}
        return sorted({bericht.partij for bericht, _ in self.afleveringen} - kregen)


def bekijk(
    sessie: Session, regels: Convenantregels, rijen: Sequence[IncidentRij], nu: datetime
) -> list[Incidentblik]:
    """These incidents, in this order."""
    afleveringen = opslag.afleveringen(sessie, [rij.id for rij in rijen])
    return [_blik(regels, rij, afleveringen[rij.id], nu) for rij in rijen]


def _blik(
    regels: Convenantregels, rij: IncidentRij, berichten: Sequence[Aflevering], nu: datetime
) -> Incidentblik:
    gestopt: dict[str, datetime | None] = {"besloten": None}
    if rij.eigen:
        gestopt["verteld"] = _verteld_op(berichten)
    return Incidentblik(rij, klokken(regels, rij.ontdekt_op, gestopt, nu), berichten)


def _verteld_op(berichten: Sequence[Aflevering]) -> datetime | None:
    """When the last of the others heard of it; ``None`` while one has not."""
    eerste: dict[str, datetime | None] = {}
    for bericht, uit in berichten:
        if eerste.get(bericht.partij) is None:
            eerste[bericht.partij] = uit.bijgewerkt_op if _kwam_aan(uit) else None
    momenten = list(eerste.values())
    bekend = [een for een in momenten if een is not None]
    return max(bekend) if bekend and len(bekend) == len(momenten) else None


def _kwam_aan(uit: UitgaandRij) -> bool:
    return uit.status == Verzendstatus.AFGELEVERD
