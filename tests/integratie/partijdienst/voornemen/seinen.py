"""Van elk voornemen hoort het eigen systeem."""

from __future__ import annotations

from collections.abc import Iterator

from shared.convenant.regels.laden import Convenantregels
from shared.partij.poorten.sein import Sein, Seinbron
from tests.integratie.partijdienst.voornemen.tabellen import VoornemenRij


def _nieuw(rij: VoornemenRij, _regels: Convenantregels) -> Iterator[Sein]:
    yield Sein("voornemen.vastgelegd", rij.id, f"/groepen/{rij.groep}/voornemens")


VOORNEMENSEINEN = Seinbron(VoornemenRij, nieuw=_nieuw)
