"""Alle tafels bij elkaar: elke familie van schermen heeft haar eigen rijen."""

from __future__ import annotations

from tests.portaal import (
    tafel,
    tafel_afmaken,
    tafel_kijken,
    tafel_leden,
    tafel_mensen,
    tafel_partij,
    tafel_stappen,
    tafel_werk,
)

_FAMILIES = (
    tafel_stappen,
    tafel_kijken,
    tafel_mensen,
    tafel_leden,
    tafel_partij,
    tafel_werk,
    tafel_afmaken,
)
TAFEL = (*tafel.TAFEL, *(rij for een in _FAMILIES for rij in een.RIJEN))
ZONDER_PAGINA = dict(tafel.ZONDER_PAGINA)
for _een in _FAMILIES:
    ZONDER_PAGINA |= _een.ZONDER_PAGINA
