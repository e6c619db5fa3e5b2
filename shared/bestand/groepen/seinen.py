"""That a group goes on, as a signal to the party's own system."""

from __future__ import annotations

from collections.abc import Iterator

from shared.bericht.jsonvorm import JsonWaarde
from shared.bestand.groepen.tabellen import GroepsmomentRij
from shared.convenant.regels.laden import Convenantregels
from shared.partij.poorten.sein import Sein, Seinbron


def _nieuw(rij: GroepsmomentRij, _regels: Convenantregels) -> Iterator[Sein]:
    if rij.volgnummer > 1:
        data: dict[str, JsonWaarde] = {"stap": rij.stap, "status": rij.status}
        yield Sein("groep.gewijzigd", rij.groep, f"/groepen/{rij.groep}", data)


GROEPSSEINEN = Seinbron(GroepsmomentRij, nieuw=_nieuw)
