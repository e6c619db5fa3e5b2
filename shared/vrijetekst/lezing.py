"""Text as a reader sees it: what looks the same becomes the same, with the way back.

Pure. Compatibility forms (NFKC), look-alike letters of other scripts, signs that stand for an
apostrophe or a hyphen, and characters nobody sees are ironed out, so that a name or a number
cannot hide behind them. Every character knows where it came from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_GELIJKENIS = str.maketrans(
    "аеорсухіјѕԁһɡαορτνκιεАВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdhgaoptvkieABEKMHOPCTXIJSABEZHIKMNOPTYX",
)
_TEKENS = {
    **dict.fromkeys("‘’‚‛ʹʻʼʽʾʿˈ´`′＇ʽ՚", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\u00b7", "-"),
    **dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800\u0640", ""),
    "\u0130": "I",
}
"""Signs read as a plain one; the Hangul and Braille blanks and the tatweel show nothing."""
_ONZICHTBAAR = ("Cf", "Mn", "Me")
_LEET = str.maketrans("4310$57@", "aeiosst" + "a")
_ZONDER_ONTLEDING = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)


@dataclass(frozen=True, slots=True)
class Lezing:
    """`tekst` is what is read; `plaats[i]` is the index in the original of its character i."""

    tekst: str
    plaats: Sequence[int]

    def spanne(self, begin: int, einde: int) -> tuple[int, int]:
        """The stretch of the original that `tekst[begin:einde]` was read from."""
        return self.plaats[begin], self.plaats[einde - 1] + 1


def lees(tekst: str) -> Lezing:
    """Read a text. The result in lower case is as long as the result itself."""
    if tekst.isascii():
        return Lezing(tekst, range(len(tekst)))
    vormen: dict[str, str] = {teken: _vorm(teken) for teken in set(tekst) if not teken.isascii()}
    if all(len(vorm) == 1 for vorm in vormen.values()):
        return Lezing(
            tekst.translate({ord(teken): vorm for teken, vorm in vormen.items()}), range(len(tekst))
        )
    tekens: list[str] = []
    plaatsen: list[int] = []
    for plaats, teken in enumerate(tekst):
        for gelezen in vormen.get(teken, teken):
            tekens.append(gelezen)
            plaatsen.append(plaats)
    return Lezing("".join(tekens), plaatsen)


def _vorm(teken: str) -> str:
    if teken in _TEKENS:
        return _TEKENS[teken]
    if unicodedata.category(teken) in _ONZICHTBAAR:
        return ""
    cijfer = unicodedata.decimal(teken, None)
    if cijfer is not None:
        return str(cijfer)
    vorm = unicodedata.normalize("NFKC", teken).translate(_GELIJKENIS)
    return "".join(een for een in vorm if unicodedata.category(een) not in _ONZICHTBAAR)


def kaal(woord: str) -> str:
    """A word in lower case without accents, for looking it up."""
    if woord.isascii():
        return woord.lower()
    ontleed = unicodedata.normalize("NFD", woord.lower().translate(_ZONDER_ONTLEDING))
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def ontcijferd(woord: str) -> str:
    """A word in which digits stand for the letters they look like (`4chm3d`)."""
    return kaal(woord.translate(_LEET))


def reeks(woorden: str) -> frozenset[str]:
    """The words of a row, to look them up."""
    return frozenset(woorden.split())
