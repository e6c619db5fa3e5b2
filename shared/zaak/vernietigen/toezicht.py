"""What destroying by plan shows to who oversees: what waits for a second, and what was done."""

from __future__ import annotations

from collections.abc import Iterator

from shared.partij.toezicht.bron import Toezichtblik, Toezichtbron, Toezichtregel, uit
from shared.zaak.vernietigen import opslag
from shared.zaak.vernietigen.begrippen import Planstand

_WACHT, _LOOPT, _GEDAAN = "plan-wacht", "plan-loopt", "plan-gedaan"
_SOORTEN = uit(_WACHT, _LOOPT, _GEDAAN)
_PER_STAND = {
    Planstand.VOORGESTELD: _WACHT,
    Planstand.BEVESTIGD: _LOOPT,
    Planstand.UITGEVOERD: _GEDAAN,
}


def _regels(blik: Toezichtblik) -> Iterator[Toezichtregel]:
    for stand, soort in _PER_STAND.items():
        for rij in opslag.in_stand(blik.sessie, stand):
            if rij.gedaan_op is not None and rij.gedaan_op < blik.sinds:
                continue
            yield _SOORTEN[soort].regel(
                rij.id, sinds=rij.opgesteld_op, gedaan_op=rij.gedaan_op,
                pad=f"/vernietigingsplannen/{rij.id}", aantal=sum((rij.aantallen or {}).values()),
            )  # fmt: skip


PLANTOEZICHT = Toezichtbron(_SOORTEN, _regels)
