"""That a list was made final, or its destruction confirmed, as signals to the own system."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import inspect

from shared.convenant.regels.laden import Convenantregels
from shared.partij.poorten.sein import Sein, Seinbron, werd_gezet
from shared.zaak.lijsten.begrippen import Lijststand
from shared.zaak.lijsten.tabellen import LijstbevestigingRij, NamenlijstRij


def _vastgesteld(rij: NamenlijstRij, _regels: Convenantregels) -> Iterator[Sein]:
    veranderd = inspect(rij).attrs["stand"].history.has_changes()
    if veranderd and rij.stand == Lijststand.VASTGESTELD:
        pad = f"/groepen/{rij.groep}/namenlijsten/{rij.id}"
        yield Sein("lijst.vastgesteld", rij.id, pad, {"groep": rij.groep})


def _bevestigd(rij: LijstbevestigingRij, _regels: Convenantregels) -> Iterator[Sein]:
    if werd_gezet(rij, "bevestigd_op"):
        yield Sein("vernietiging.bevestigd", rij.lijst_id, None, {"partij": rij.partij})


LIJSTSEINEN = Seinbron(NamenlijstRij, gewijzigd=_vastgesteld)
BEVESTIGSEINEN = Seinbron(LijstbevestigingRij, gewijzigd=_bevestigd)
