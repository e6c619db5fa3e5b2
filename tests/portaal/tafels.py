"""Alle tafels bij elkaar: elke familie van schermen heeft haar eigen rijen."""

from __future__ import annotations

from tests.portaal import tafel, tafel_mensen, tafel_partij

TAFEL = (*tafel.TAFEL, *tafel_mensen.RIJEN, *tafel_partij.RIJEN)
ZONDER_PAGINA = {**tafel.ZONDER_PAGINA, **tafel_mensen.ZONDER_PAGINA, **tafel_partij.ZONDER_PAGINA}
