"""The growing edge of the log: what must be in memory to append, and nothing else.

Pure. Memory does not grow with the log: per tile level at most 255 hashes, and one hash for
every one bit of the size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shared.logboek.merkle import HASH_BYTES, LEGE_WORTEL, Hashlezer, knoophash
from shared.logboek.tegels import TEGEL_BREEDTE, TEGEL_HOOGTE


@dataclass(frozen=True)
class Tegelstand:
    """One tile as it must be stored now: `hashes` is the concatenation of 1 to 256 hashes."""

    niveau: int
    nummer: int
    hashes: bytes


class Aangroei:
    """The right edge of a tree of `grootte` leaves, to which leaf hashes can be added.

    Usage: `voeg_toe` for every leaf hash, then `neem_gewijzigde_tegels` gives every tile that
    changed since the last call, in the form in which it must be stored.
    """

    def __init__(self) -> None:
        self._grootte = 0
        # Wortels van de volledige deelbomen, van groot naar klein: één per 1-bit van de grootte.
        self._pieken: list[bytes] = []
        # Per tegelniveau de hashes van de laatste, nog niet volle tegel.
        self._randen: list[bytearray] = []
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
            begin = aantal - aantal % TEGEL_BREEDTE
            rand._randen.append(
                bytearray(b"".join(hashes(niveau * TEGEL_HOOGTE, i) for i in range(begin, aantal)))
            )
            niveau, aantal = niveau + 1, aantal // TEGEL_BREEDTE
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

    def voeg_toe(self, bladhashes: Iterable[bytes]) -> None:
        """Append leaves by their hashes, in order."""
        for hash_ in bladhashes:
            self._grootte += 1
            self._pieken.append(hash_)
            self._op_rand(0, hash_)
            self._voeg_samen()

    def _voeg_samen(self) -> None:
        """Merge the peaks of equal height; a peak of tile height also goes into the tile above."""
        hoogte, rest = 0, self._grootte
        while not rest & 1:
            rechts = self._pieken.pop()
            self._pieken[-1] = knoophash(self._pieken[-1], rechts)
            hoogte, rest = hoogte + 1, rest >> 1
            if hoogte % TEGEL_HOOGTE == 0:
                self._op_rand(hoogte // TEGEL_HOOGTE, self._pieken[-1])

    def _op_rand(self, niveau: int, hash_: bytes) -> None:
        if niveau == len(self._randen):
            self._randen.append(bytearray())
        rand = self._randen[niveau]
        rand += hash_
        self._geraakt.add(niveau)
        if len(rand) == TEGEL_BREEDTE * HASH_BYTES:
            nummer = (self._grootte >> (TEGEL_HOOGTE * (niveau + 1))) - 1
            self._vol.append(Tegelstand(niveau, nummer, bytes(rand)))
            rand.clear()

    def neem_gewijzigde_tegels(self) -> list[Tegelstand]:
        """Tiles to be stored since the last call: those that became full and the new edges."""
        tegels = self._vol
        for niveau in sorted(self._geraakt):
            if rand := self._randen[niveau]:
                nummer = self._grootte >> (TEGEL_HOOGTE * (niveau + 1))
                tegels.append(Tegelstand(niveau, nummer, bytes(rand)))
        self._vol, self._geraakt = [], set()
        return tegels


def pieken_van(grootte: int) -> Iterator[tuple[int, int]]:
    """The (niveau, index) of the complete subtrees that make up `grootte` leaves, large first."""
    begin = 0
    for niveau in range(grootte.bit_length() - 1, -1, -1):
        if grootte >> niveau & 1:
            yield niveau, begin >> niveau
            begin += 1 << niveau
