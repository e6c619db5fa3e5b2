"""Citizen service numbers: digits that pass the check, however they are written. Pure.

A BSN is 8 or 9 digits of which 9, 8, … 2 and -1 times the digits make a multiple of 11 (article 1b
of the Besluit burgerservicenummer). It is no datum of the covenant, so it may stand nowhere. Of
nine digits drawn at random one in eleven passes; what certainly is something else, such as a
postcode after a house number, is left out first, unless the text itself says that it is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from itertools import pairwise

_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_LENGTES = (8, 9)
_GETAL = re.compile(r"[0-9]+")
_ERTUSSEN = re.compile(r"(?:\W|_){1,8}")
"""What may stand between the digits of one number: a few signs, never a letter."""
_ETIKET = re.compile(r"(?:bsn|sofi|burgerservice)")
_REIKWIJDTE = 60
"""How far after its name a number is still meant by it, in signs."""
_WEG = "x"
_KORT = 5
"""A house number and the number beside it have at most this many digits each."""

_UUID = re.compile(
    r"(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])"
)
_ZAAKNUMMER = re.compile(r"^[a-z][a-z._/-]{0,19}(?:19|20)[0-9]{2}[-./_][0-9]{1,8}$")
"""Letters, a year, a serial number: how a system that registers cases numbers them."""
_POSTCODE = re.compile(r"(?<![0-9])[1-9][0-9]{3} ?[a-z]{2}(?![a-z0-9])")
_DATUM = re.compile(
    r"(?<![0-9])(?:(?:0?[1-9]|[12][0-9]|3[01])[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}[-./](?:0[0-9]|1[0-2])[-./](?:[0-2][0-9]|3[01]))(?![0-9])"
)
_TIJD = re.compile(r"(?<![0-9:])(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?![0-9:])")
_TELEFOON = re.compile(
    r"(?<![0-9+])(?:(?:\+|00)31[ ()-]{0,3}(?:0[ )-]{1,2})?[1-9](?:[ -]{0,2}[0-9]){8}"
    r"|\(?0[1-9](?:[ ()-]{0,2}[0-9]){8})(?![0-9])"
)
_BUITENLANDS = re.compile(r"(?:\+|00)[1-9][0-9]{9,14}")


class Schrift(Enum):
    """What a text is, and so which digits in it are certainly something else."""

    KENMERK = "kenmerk"
    NAAM = "naam"
    ADRES = "adres"
    TELEFOON = "telefoon"
    ZIN = "zin"


_ANDERS: dict[Schrift, tuple[re.Pattern[str], ...]] = {
    Schrift.KENMERK: (_UUID, _ZAAKNUMMER),
    Schrift.NAAM: (),
    Schrift.ADRES: (_POSTCODE,),
    Schrift.TELEFOON: (_TELEFOON,),
    Schrift.ZIN: (_UUID, _DATUM, _TIJD, _TELEFOON, _POSTCODE),
}
_MET_PAREN = (Schrift.ADRES, Schrift.ZIN)
"""Where two short numbers side by side are two numbers ("12345-12347", "2019, 2020"), and numbers
with different signs between them as well."""


def doorstaat_elfproef(cijfers: str) -> bool:
    """Whether these digits, without the zeros before them, can be a citizen service number."""
    kaal = cijfers.lstrip("0")
    if len(kaal) not in _LENGTES:
        return False
    return sum(g * int(c) for g, c in zip(_GEWICHTEN, kaal.zfill(9), strict=True)) % 11 == 0


def bevat_burgernummer(tekst: str, schrift: Schrift) -> bool:
    """Whether somewhere in this text 8 or 9 digits stand that can be a citizen service number.

    Whatever signs stand between the digits, whichever zeros and letters before them.
    """
    laag = _effen(tekst)
    if any(_na_etiket(laag)):
        return True
    for anders in _ANDERS[schrift]:
        laag = anders.sub(_WEG, laag)
    if schrift is Schrift.TELEFOON and _BUITENLANDS.fullmatch(re.sub(r"[ ()-]", "", laag)):
        return False
    return _staat_in(laag, paren=schrift in _MET_PAREN)


def _effen(tekst: str) -> str:
    """In lower case, with every kind of digit as 0 to 9 and without signs that nobody sees."""
    gewoon = unicodedata.normalize("NFKC", tekst).lower()
    return "".join(
        str(unicodedata.decimal(teken)) if teken.isdecimal() else teken
        for teken in gewoon
        if unicodedata.category(teken) != "Cf"
    )


def _na_etiket(laag: str) -> Iterator[bool]:
    """For each time the text says BSN: whether one follows, whatever it looks like."""
    for etiket in _ETIKET.finditer(laag):
        yield _staat_in(laag[etiket.end() : etiket.end() + _REIKWIJDTE], paren=False)


def _staat_in(laag: str, *, paren: bool) -> bool:
    getallen = list(_GETAL.finditer(laag))
    return any(
        doorstaat_elfproef("".join(delen))
        for plek, eerste in enumerate(getallen)
        if eerste[0].strip("0")
        for delen in _reeksen(laag, getallen[plek : plek + max(_LENGTES) + 1], gelijk=paren)
        if not (paren and len(delen) == 2 and max(map(len, delen)) <= _KORT)
    )


def _reeksen(laag: str, getallen: list[re.Match[str]], *, gelijk: bool) -> Iterator[list[str]]:
    """The numbers from the first on, taken together as long as they can still be one number.

    ``gelijk``: only with the same signs between them; "1940 12/4" is a square and a house.
    """
    delen = [getallen[0][0]]
    lengte = len(delen[0].lstrip("0"))
    tekens: set[str] = set()
    for vorige, getal in pairwise(getallen):
        if lengte > max(_LENGTES):
            return
        yield delen
        tekens.add(laag[vorige.end() : getal.start()])
        if (gelijk and len(tekens) > 1) or not _ERTUSSEN.fullmatch(
            laag, vorige.end(), getal.start()
        ):
            return
        delen = [*delen, getal[0]]
        lengte += len(getal[0])
    yield delen
