"""Alle tafels bij elkaar: elke familie van schermen heeft haar eigen rijen."""

from __future__ import annotations

from tests.portaal import tafel, tafel_kijken, tafel_stappen

TAFEL = (*tafel.TAFEL, *tafel_stappen.RIJEN, *tafel_kijken.RIJEN)
ZONDER_PAGINA = {
    **tafel.ZONDER_PAGINA,
    **tafel_stappen.ZONDER_PAGINA,
    **tafel_kijken.ZONDER_PAGINA,
}
