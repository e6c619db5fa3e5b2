"""That a destruction was asked for, and done, as signals to the party's own system."""

from __future__ import annotations

from collections.abc import Iterator

from shared.convenant.regels.laden import Convenantregels
from shared.partij.poorten.sein import Sein, Seinbron, werd_gezet
from shared.zaak.lijsten.tabellen import OpruimingRij


def _gevraagd(rij: OpruimingRij, _regels: Convenantregels) -> Iterator[Sein]:
    if rij.gedaan_op is None:
        yield _sein("vernietiging.gevraagd", rij)


def _gedaan(rij: OpruimingRij, _regels: Convenantregels) -> Iterator[Sein]:
    if werd_gezet(rij, "gedaan_op"):
        yield _sein("vernietiging.gedaan", rij)


def _sein(wat: str, rij: OpruimingRij) -> Sein:
    pad = f"/groepen/{rij.groep}/vernietigingen"
    return Sein(wat, rij.id, pad, {"groep": rij.groep, "grond": str(rij.grond)})


OPRUIMSEINEN = Seinbron(OpruimingRij, nieuw=_gevraagd, gewijzigd=_gedaan)
