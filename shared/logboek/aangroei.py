"""The growing edge of the log: what must be in memory to append and to prove what is recent.

Pure. Memory does not grow with the log: per tile level the hashes of the last few tiles, and one
hash for every one bit of the size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from shared.logboek.merkle import LEGE_WORTEL, Hashlezer, inclusiebewijs, knoophash
from shared.logboek.tegels import TEGEL_BREEDTE, TEGEL_HOOGTE

BEWAARDE_TEGELS = 4
"""Per level: the unfinished tile and the full ones before it. With 4 a leaf is proven from memory
until 768 newer ones have come."""

Lagen = list[list[bytes]]
"""One tile, unfolded: layer h holds its complete subtrees of 2**h entries, h from 0 to 7."""


@dataclass(frozen=True)
class Tegelstand:
    """One tile as it must be stored now: `hashes` is the concatenation of 1 to 256 hashes."""

    niveau: int
    nummer: int
    hashes: bytes


class Aangroei:
    """The right edge of a tree of `grootte` leaves, to which leaf hashes can be added.

    Usage: `voeg_toe` for every leaf hash, then `neem_gewijzigde_tegels` gives every tile that
    changed since the last call, in the form in which it must be stored. `bewijs` proves a leaf
    against the tree as it is at that moment.
    """

    def __init__(self) -> None:
        self._grootte = 0
        # Wortels van de volledige deelbomen, van groot naar klein: één per 1-bit van de grootte.
        self._pieken: list[bytes] = []
        # Per tegelniveau de laatste tegels, uitgevouwen; de hoogst genummerde is nog niet vol.
        self._tegels: list[dict[int, Lagen]] = []
        # Wat sinds de laatste opslag vol raakte, en welke randen veranderden.
        self._vol: list[Tegelstand] = []
        self._geraakt: set[int] = set()

    @classmethod
    def uit_lezer(cls, grootte: int, hashes: Hashlezer) -> Aangroei:
        """The edge of a stored tree of `grootte` leaves, read through `hashes`."""
        rand = cls()
        rand._grootte = grootte
        rand._pieken = [hashes(niveau, index) for niveau, index in pieken_van(grootte)]
        niveau, aantal = 0, grootte
        while aantal:
            nummer = aantal // TEGEL_BREEDTE
            rand._tegels.append({nummer: _lees_lagen(hashes, niveau, nummer, aantal)})
            niveau, aantal = niveau + 1, nummer
        return rand

    @property
    def grootte(self) -> int:
        """Number of leaves."""
        return self._grootte

    def wortel(self) -> bytes:
        """Root of the tree as it is now."""
        if not self._pieken:
            return LEGE_WORTEL
        uitkomst = self._pieken[-1]
        for piek in reversed(self._pieken[:-1]):
            uitkomst = knoophash(piek, uitkomst)
        return uitkomst

    def bewijs(self, nummer: int, opslag: Hashlezer) -> list[bytes]:
        """Proof that leaf `nummer` is in the tree as it is now; `opslag` reads what is older."""

        def hashes(niveau: int, index: int) -> bytes:
            gevonden = self._hash(niveau, index)
            return opslag(niveau, index) if gevonden is None else gevonden

        return inclusiebewijs(nummer, self._grootte, hashes)

    def voeg_toe(self, bladhashes: Iterable[bytes]) -> None:
        """Append leaves by their hashes, in order."""
        for hash_ in bladhashes:
            self._grootte += 1
            self._pieken.append(hash_)
            self._op_rand(0, hash_)
            self._voeg_samen()

    def neem_gewijzigde_tegels(self) -> list[Tegelstand]:
        """Tiles to be stored since the last call: those that became full and the new edges."""
        tegels = self._vol
        for niveau in sorted(self._geraakt):
            nummer = self._nummer(niveau)
            if laag := self._tegels[niveau][nummer][0]:
                tegels.append(Tegelstand(niveau, nummer, b"".join(laag)))
        self._vol, self._geraakt = [], set()
        self._vergeet_oude()
        return tegels

    def _vergeet_oude(self) -> None:
        """Let go of older tiles; not before they were handed over, or nobody could read them."""
        for niveau, tegels in enumerate(self._tegels):
            oudste = self._nummer(niveau) - BEWAARDE_TEGELS + 1
            for nummer in [n for n in tegels if n < oudste]:
                del tegels[nummer]

    def _voeg_samen(self) -> None:
        """Merge the peaks of equal height; a peak of tile height also goes into the tile above."""
        hoogte, rest = 0, self._grootte
        while not rest & 1:
            rechts = self._pieken.pop()
            piek = self._pieken[-1] = knoophash(self._pieken[-1], rechts)
            hoogte, rest = hoogte + 1, rest >> 1
            niveau, laag = divmod(hoogte, TEGEL_HOOGTE)
            if laag:
                self._tegels[niveau][self._nummer_bij(niveau)][laag].append(piek)
            else:
                self._sluit_tegel(niveau - 1)
                self._op_rand(niveau, piek)

    def _op_rand(self, niveau: int, hash_: bytes) -> None:
        if niveau == len(self._tegels):
            self._tegels.append({0: _lege_lagen()})
        self._tegels[niveau][self._nummer_bij(niveau)][0].append(hash_)
        self._geraakt.add(niveau)

    def _sluit_tegel(self, niveau: int) -> None:
        """The tile that got its last hash is full; the next one begins empty."""
        tegels, nummer = self._tegels[niveau], self._nummer(niveau) - 1
        self._vol.append(Tegelstand(niveau, nummer, b"".join(tegels[nummer][0])))
        tegels[nummer + 1] = _lege_lagen()

    def _nummer(self, niveau: int) -> int:
        """Number of the unfinished tile of this level."""
        return self._grootte >> (TEGEL_HOOGTE * (niveau + 1))

    def _nummer_bij(self, niveau: int) -> int:
        """Number of the tile in which the entry that ends with the last leaf belongs."""
        return (self._grootte - 1) >> (TEGEL_HOOGTE * (niveau + 1))

    def _hash(self, niveau: int, index: int) -> bytes | None:
        """A `Hashlezer` over the tiles in memory; None for what is not there any more."""
        tegelniveau, hoogte = divmod(niveau, TEGEL_HOOGTE)
        nummer, plek = divmod(index, TEGEL_BREEDTE >> hoogte)
        if tegelniveau >= len(self._tegels):
            return None
        lagen = self._tegels[tegelniveau].get(nummer)
        return lagen[hoogte][plek] if lagen is not None else None


def pieken_van(grootte: int) -> Iterator[tuple[int, int]]:
    """The (niveau, index) of the complete subtrees that make up `grootte` leaves, large first."""
    begin = 0
    for niveau in range(grootte.bit_length() - 1, -1, -1):
        if grootte >> niveau & 1:
            yield niveau, begin >> niveau
            begin += 1 << niveau


def _lege_lagen() -> Lagen:
    return [[] for _ in range(TEGEL_HOOGTE)]


def _lees_lagen(hashes: Hashlezer, niveau: int, nummer: int, aantal: int) -> Lagen:
    """Tile `nummer` of a level that has `aantal` entries, with all complete subtrees inside it."""
    begin = nummer * TEGEL_BREEDTE
    lagen: Lagen = []
    for hoogte in range(TEGEL_HOOGTE):
        plekken: Sequence[int] = range(begin >> hoogte, aantal >> hoogte)
        lagen.append([hashes(niveau * TEGEL_HOOGTE + hoogte, plek) for plek in plekken])
    return lagen
