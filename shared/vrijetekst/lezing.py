"""Text as a reader sees it: what looks the same becomes the same, with the way back.

Pure. Compatibility forms (NFKC), look-alike letters of other scripts, and characters nobody sees
are ironed out, so that a name cannot hide behind them. Every character knows where it came from.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_GELIJKENIS = str.maketrans(
    "аеорсухіјѕԁһɡαορτνκιεАВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhgaoptvkieABEKMHOPCTXIJSABEZHIKMNOPTYX",
)
_LEET = str.maketrans("4310$57@", "aeiosst" + "a")


@dataclass(frozen=True, slots=True)
class Lezing:
    """`tekst` is what is read; `plaats[i]` is the index in the original of its character i."""

    tekst: str
    plaats: tuple[int, ...]

    def spanne(self, begin: int, einde: int) -> tuple[int, int]:
        """The stretch of the original that `tekst[begin:einde]` was read from."""
        return self.plaats[begin], self.plaats[einde - 1] + 1


def lees(tekst: str) -> Lezing:
    """Read a text."""
    tekens: list[str] = []
    plaatsen: list[int] = []
    for plaats, teken in enumerate(tekst):
        if unicodedata.category(teken) in ("Cf", "Mn"):
            continue
        for gelezen in unicodedata.normalize("NFKC", teken).translate(_GELIJKENIS):
            tekens.append(gelezen)
            plaatsen.append(plaats)
    return Lezing("".join(tekens), tuple(plaatsen))


def kaal(woord: str) -> str:
    """A word in lower case without accents, for looking it up."""
    ontleed = unicodedata.normalize("NFD", woord.lower())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def ontcijferd(woord: str) -> str:
    """A word in which digits stand for the letters they look like (`4chm3d`)."""
    return kaal(woord.translate(_LEET))
