"""A key source that opens and never changes: for a drill beside the real kluis.

Destroying, or so much as making an epoch, in a copy of the kluis would change the source that the
real kluis needs (decision record on the kluis). Through this one it cannot.
"""

from __future__ import annotations

from shared.kluis.fouten import KluisNietBeschikbaar
from shared.kluis.sleutelbron import Sleutelbron

_OEFENING = "dit is een oefening: aan de sleutelbron verandert niets"


class Leesbron:
    """A `Sleutelbron` of which only the opening half works."""

    def __init__(self, bron: Sleutelbron) -> None:
        self._bron = bron

    def tijdperken(self) -> frozenset[str]:
        """The epochs the real source holds a secret for."""
        return self._bron.tijdperken()

    def maak_tijdperk(self, _tijdperk: str, /) -> None:
        """Never. Faults: `KluisNietBeschikbaar`."""
        raise KluisNietBeschikbaar(_OEFENING)

    def vernietig_tijdperk(self, _tijdperk: str, /) -> None:
        """Never. Faults: `KluisNietBeschikbaar`."""
        raise KluisNietBeschikbaar(_OEFENING)

    def wikkel(self, _tijdperk: str, _sleutel: bytes, /) -> bytes:
        """Never. Faults: `KluisNietBeschikbaar`."""
        raise KluisNietBeschikbaar(_OEFENING)

    def ontwikkel(self, tijdperk: str, gewikkeld: bytes) -> bytes:
        """As the real source does. Faults: `TijdperkOnbekend`, `ZegelGebroken`."""
        return self._bron.ontwikkel(tijdperk, gewikkeld)
