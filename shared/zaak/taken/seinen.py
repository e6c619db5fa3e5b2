"""That a task is due, as a signal to the party's own system."""

from __future__ import annotations

from collections.abc import Iterator

from shared.convenant.regels.laden import Convenantregels
from shared.partij.poorten.sein import Sein, Seinbron, werd_gezet
from shared.zaak.taken.tabellen import TaakRij


def _gewijzigd(rij: TaakRij, _regels: Convenantregels) -> Iterator[Sein]:
    if werd_gezet(rij, "herinnerd_op"):
        uiterlijk = rij.uiterlijk.isoformat()
        data = {"groep": rij.groep, "eigenaar": rij.eigenaar, "uiterlijk": uiterlijk}
        yield Sein("taak.te-doen", rij.id, f"/taken/{rij.id}", data)


TAAKSEINEN = Seinbron(TaakRij, gewijzigd=_gewijzigd)
