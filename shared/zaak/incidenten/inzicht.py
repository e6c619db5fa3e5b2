"""An incident as it stands: who has it by now, and what its clocks say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from shared.convenant.begrippen import Convenantregels
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.zaak.incidenten import opslag
from shared.zaak.incidenten.begrippen import (
    Incidentbesluitstand,
    Incidentuitslag,
    Klokstand,
    klokken,
)
from shared.zaak.incidenten.tabellen import (
    IncidentberichtRij,
    IncidentbesluitRij,
    IncidentRij,
    IncidenttaakRij,
    ToezichtmeldingRij,
)

Aflevering = tuple[IncidentberichtRij, UitgaandRij]


@dataclass(frozen=True)
class Incidentblik:
    """``afleveringen``: the messages this party sent about it, the first one first.

    ``toezicht``: which parties reported it to the supervisor.
    """

    rij: IncidentRij
    klokken: Sequence[Klokstand]
    afleveringen: Sequence[Aflevering]
    besluiten: Sequence[IncidentbesluitRij]
    taken: Sequence[IncidenttaakRij]
    toezicht: Sequence[ToezichtmeldingRij]

    @property
    def niet_bij(self) -> list[str]:
        """The parties that have heard nothing of it yet."""
        kregen = {bericht.partij for bericht, uit in self.afleveringen if _kwam_aan(uit)}
        return sorted({bericht.partij for bericht, _ in self.afleveringen} - kregen)


def bekijk(
    sessie: Session,
    regels: Convenantregels,
    partij: str,
    rijen: Sequence[IncidentRij],
    nu: datetime,
) -> list[Incidentblik]:
    """These incidents, in this order, as ``partij`` has them."""
    if not rijen:
        return []
    kenmerken = [rij.id for rij in rijen]
    afleveringen = opslag.afleveringen(sessie, kenmerken)
    besluiten = opslag.per_incident(sessie, IncidentbesluitRij, kenmerken)
    taken = opslag.per_incident(sessie, IncidenttaakRij, kenmerken)
    toezicht = opslag.per_incident(sessie, ToezichtmeldingRij, kenmerken)
    return [
        Incidentblik(
            rij,
            klokken(regels, rij.ontdekt_op, _gestopt(rij, berichten, besloten, gemeld, partij), nu),
            berichten,
            besloten,
            taken[rij.id],
            gemeld,
        )
        for rij in rijen
        for berichten in (afleveringen[rij.id],)
        for besloten in (besluiten[rij.id],)
        for gemeld in (toezicht[rij.id],)
    ]


def _gestopt(
    rij: IncidentRij,
    berichten: Sequence[Aflevering],
    besluiten: Sequence[IncidentbesluitRij],
    toezicht: Sequence[ToezichtmeldingRij],
    partij: str,
) -> Mapping[str, datetime | None]:
    """By what stops a clock, when that was. Each party decides for what it answers for (I3)."""
    momenten = [een.op for een in toezicht if een.partij == partij]
    momenten += [
        een.tweede_op
        for een in besluiten
        if een.keuze == Incidentuitslag.NIET_MELDEN
        and een.stand == Incidentbesluitstand.GELDT
        and een.tweede_op is not None
    ]
    gestopt: dict[str, datetime | None] = {"besloten": min(momenten, default=None)}
    if rij.eigen:
        gestopt["verteld"] = _verteld_op(berichten)
    return gestopt


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
