"""Een tekst wordt gelezen in werk dat met haar lengte meegroeit: geteld, niet geklokt."""

from __future__ import annotations

import re
import sys
from re import _parser  # type: ignore[attr-defined]  # de ontleder die re zelf gebruikt
from types import FrameType
from typing import Any

import pytest

from shared.vrijetekst import adressen, contact, nummers
from shared.vrijetekst.detectie import vind
from shared.vrijetekst.namen import kaders
from shared.vrijetekst.namen.vormen import MET_NAAM, VOORLETTERS, ZELF_NAAM
from shared.vrijetekst.patronen import PATRONEN
from shared.vrijetekst.woorden import is_woord

BREEDSTE_PATROON = 500
DIEPSTE_HERHALING = 2_000

PATRONEN_EN_VORMEN = [
    *(patroon.vorm for patroon in PATRONEN),
    *(vorm.vorm for vorm in (*MET_NAAM, *ZELF_NAAM)),
    VOORLETTERS,
    *(
        waarde
        for module in (adressen, contact, kaders, nummers)
        for waarde in vars(module).values()
        if isinstance(waarde, re.Pattern)
    ),
]


@pytest.mark.parametrize("vorm", PATRONEN_EN_VORMEN, ids=lambda vorm: vorm.pattern[:40])
def test_een_patroon_kijkt_niet_verder_dan_een_vaste_breedte(vorm: re.Pattern[str]) -> None:
    """Dan is het werk per teken begrensd, hoe lang de tekst ook is."""
    ontleed = _parser.parse(vorm.pattern, vorm.flags)
    assert ontleed.getwidth()[1] <= BREEDSTE_PATROON
    assert _herhaling(ontleed) <= DIEPSTE_HERHALING


def _herhaling(ontleed: Any) -> int:
    """Het grootste aantal keren dat een herhaling binnen een herhaling kan worden gedaan."""
    meest = 1
    for soort, inhoud in ontleed:
        keer = inhoud[1] if "REPEAT" in str(soort) else 1
        for deel in _delen(inhoud):
            meest = max(meest, keer * _herhaling(deel))
        meest = max(meest, keer)
    return meest


def _delen(inhoud: Any) -> list[Any]:
    if isinstance(inhoud, _parser.SubPattern):
        return [inhoud]
    if isinstance(inhoud, list | tuple):
        return [deel for een in inhoud for deel in _delen(een)]
    return []


STUKKEN = (
    "a ", "A.", "0", "1-", "aa-", "@a", "Xx ", "x.x@", "12 ", "Van de ", "Aa, ", "06 ", "+(0",
    "nr 1 ", "Straat 1", "een twee ", "Aaa-", "'Aa' ", "is de ", "(Aa", ": Aa", "http://", "a_",
    "zonder", "Zonder", "\u200b", "\u0430", "mevrouw van der ", "geboren in ", "hij 1", "1.1.",
)  # fmt: skip


@pytest.mark.parametrize("stuk", STUKKEN)
def test_een_twee_keer_zo_lange_tekst_kost_niet_meer_dan_twee_keer_zo_veel_stappen(
    stuk: str,
) -> None:
    kort, lang = stuk * (2_000 // len(stuk)), stuk * (4_000 // len(stuk))
    vind(kort)
    assert _stappen(lang) <= 2.2 * _stappen(kort) + 200


@pytest.mark.parametrize("stuk", STUKKEN)
def test_een_heel_lange_tekst_komt_af(stuk: str) -> None:
    vind(stuk * (20_000 // len(stuk)))


def test_een_heel_lang_woord_komt_af() -> None:
    assert not is_woord("a" * 100_000)
    vind("A" * 100_000)


def _stappen(tekst: str) -> int:
    """Hoeveel aanroepen het lezen van een tekst doet, in Python en daaronder."""
    geteld = 0

    def tel(frame: FrameType, gebeurtenis: str, waarde: object) -> None:
        nonlocal geteld
        geteld += gebeurtenis in ("call", "c_call")

    vorige = sys.getprofile()
    sys.setprofile(tel)
    try:
        vind(tekst)
    finally:
        sys.setprofile(vorige)
    return geteld
