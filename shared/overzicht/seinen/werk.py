"""Work of who keeps the service running: notifications that were given up."""

from __future__ import annotations

from collections.abc import Iterator

from shared.meldingen.opslag import Meldingenbak
from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk

_MELDINGEN = uit("melding-opgegeven")


def _meldingen(blik: Werkblik) -> Iterator[Werkstuk]:
    for dode in Meldingenbak(blik.sessie.connection()).dode():
        yield _MELDINGEN["melding-opgegeven"].stuk(
            str(dode.nummer), sinds=dode.gezet_op, pad="/meldingen?stand=dood"
        )


MELDINGEN = Werkbron(_MELDINGEN, _meldingen)
