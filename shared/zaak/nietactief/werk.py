"""What awaits people because somebody looked back: what was found is not tested yet."""

from __future__ import annotations

from collections.abc import Iterator

from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.nietactief import opslag

_SOORTEN = uit("terugblik-toetsen")


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    for rij in opslag.open_terugblikken(blik.sessie, blik.vandaag):
        groep = rij.nieuwe_groep or rij.groep
        if blik.taak.bevat(groep):
            yield _SOORTEN["terugblik-toetsen"].stuk(
                rij.id,
                sinds=rij.gemaakt_op,
                pad=f"/terugblikken/{rij.id}",
                groep=groep,
                uiterlijk=rij.open_tot,
                aantal=rij.gevonden - rij.getoetst,
            )


TERUGBLIKWERK = Werkbron(_SOORTEN, _werk)
