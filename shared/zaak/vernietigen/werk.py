"""What awaits people because of destroying: decide about a plan, and ask an archivist."""

from __future__ import annotations

from collections.abc import Iterator

from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.vernietigen import opslag
from shared.zaak.vernietigen.begrippen import Planstand

_OORDELEN, _LOOPT = "vernietiging-bevestigen", "vernietigingsplan-loopt"
_SOORTEN = uit(_OORDELEN, _LOOPT)


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    for rij in opslag.in_stand(blik.sessie, Planstand.VOORGESTELD):
        if rij.opgesteld_door != blik.wie:
            yield _SOORTEN[_OORDELEN].stuk(
                rij.id, sinds=rij.opgesteld_op, pad=f"/vernietigingsplannen/{rij.id}"
            )
    for rij in opslag.in_stand(blik.sessie, Planstand.BEVESTIGD):
        if rij.beoordeeld_op is not None and rij.beoordeeld_op < blik.nu:
            yield _SOORTEN[_LOOPT].stuk(
                rij.id, sinds=rij.beoordeeld_op, pad=f"/vernietigingsplannen/{rij.id}"
            )


VERNIETIGWERK = Werkbron(_SOORTEN, _werk)
