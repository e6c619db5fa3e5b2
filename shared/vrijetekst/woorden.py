"""The words of a text, and which of them are ordinary Dutch. Pure.

The list (`gewone_woorden.txt`) is read once as one sorted block of bytes and searched in place:
1.9 MB, no set of strings. A compound of two of its words is ordinary too (`jeugdoverlast`).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from shared.vrijetekst.lezing import kaal

LANGSTE_WOORD = 62
"""Longer runs of letters are cut: what is examined of one word is bounded."""
_WOORD = re.compile(rf"[^\W_](?:[^\W_]|[-'](?=[^\W_])|[$@](?=[^\W_])){{0,{LANGSTE_WOORD - 1}}}")
_KORTSTE_KOP, _KORTSTE_STAART = 3, 4
_KORTSTE_SAMENSTELLING, _LANGSTE_SAMENSTELLING = 8, 40
_STAART = b"+"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ZIN = frozenset('.!?:;\n\r•-"(/|>*\u2028\u2029')


class Woord(NamedTuple):
    """A word at its place; `kaal` is for looking up, `tussen` what stands before it."""

    tekst: str
    kaal: str
    begin: int
    einde: int
    tussen: str

    @property
    def hoofdletter(self) -> bool:
        """Whether it starts with a capital."""
        return self.tekst[0].isupper()

    @property
    def begint(self) -> bool:
        """Whether a sentence, a quote, a bracket or a row begins with it, by the signs before."""
        return self.tussen != " " and begint_na(self.tussen)


def begint_na(tussen: str) -> bool:
    """Whether something new begins after these signs."""
    kort = tussen.rstrip(" \t")
    return bool(kort) and kort[-1] in _ZIN


def ontleed(tekst: str) -> list[Woord]:
    """The words of a text that was read (`lezing.lees`), in order."""
    woorden: list[Woord] = []
    vorige, aanhef = 0, "\n"
    for treffer in _WOORD.finditer(tekst):
        woord = treffer[0]
        begin, einde = treffer.span()
        woorden.append(Woord(woord, kaal(woord), begin, einde, aanhef + tekst[vorige:begin]))
        vorige, aanhef = einde, ""
    return woorden


@cache
def _lijst() -> bytes:
    return b"\n" + Path(__file__).with_name("gewone_woorden.txt").read_bytes()


@cache
def _grenzen() -> dict[bytes, tuple[int, int]]:
    """Where the words with this first letter begin and end in the block."""
    blok = _lijst()
    begin = {letter: blok.find(b"\n" + letter.encode()) for letter in _LETTERS}
    eind = [*begin.values(), len(blok)]
    return {
        letter.encode(): (plek, eind[nummer + 1])
        for nummer, (letter, plek) in enumerate(begin.items())
    }


def staat_in_lijst(woord: str) -> bool:
    """Whether a bare form is in the list itself."""
    return _regel(woord) is not None


def _regel(woord: str) -> bytes | None:
    """The line of a word, by binary search in the block itself."""
    blok, gezocht = _lijst(), woord.encode()
    laag, hoog = _grenzen().get(gezocht[:1], (0, 0))
    while laag < hoog:
        midden = blok.rfind(b"\n", laag, (laag + hoog) // 2 + 1) + 1
        eind = blok.find(b"\n", midden)
        if eind < 0:
            return None
        regel = blok[midden:eind]
        woordregel = regel.rstrip(_STAART)
        if woordregel == gezocht:
            return regel
        if woordregel < gezocht:
            laag = eind
        else:
            hoog = midden - 1
    return None


def is_woord(vorm: str) -> bool:
    """Whether a bare form (`lezing.kaal`) is an ordinary Dutch word or a compound of two."""
    return staat_in_lijst(vorm) or is_samenstelling(vorm)


def is_samenstelling(vorm: str, *, diep: bool = True) -> bool:
    """Whether it is words of the list in one, two or (`diep`) three, with or without an s between.

    The last must be one that compounds end in: not every two words make a third.
    """
    if len(vorm) > _LANGSTE_SAMENSTELLING:
        return False
    for grens in range(_KORTSTE_KOP, len(vorm) - _KORTSTE_STAART + 1):
        if not _is_kop(vorm[:grens]):
            continue
        staart = vorm[grens:]
        regel = _regel(staart)
        if regel is not None and regel.endswith(_STAART):
            return True
        if diep and len(staart) >= _KORTSTE_SAMENSTELLING and is_samenstelling(staart, diep=False):
            return True
    return False


def _is_kop(kop: str) -> bool:
    if staat_in_lijst(kop):
        return True
    return kop[-1] == "s" and len(kop) > _KORTSTE_KOP and staat_in_lijst(kop[:-1])
