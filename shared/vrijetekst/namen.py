"""Names of people in running text: by list, by form, and by what stands before them. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shared.vrijetekst.lezing import kaal, ontcijferd

_WOORD = re.compile(r"[^\W_](?:[^\W_]|[-'’](?=[^\W_])|[$@](?=[^\W_])){0,60}")
_GESPATIEERD = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_]{1,2}){3,30}[^\W\d_](?!\w)")
_INITIALEN = re.compile(
    r"(?<!lijn )(?<!mast )(?<!blok )(?<!hal )\b(?:[A-Z]\. ?){1,4}"
    r"(?:van |de |der |den |el |al |ter |ten ){0,3}[A-Z][a-z]{2,30}"
)
_NAAM_EN_LETTER = re.compile(r"\b([A-Z][a-z]{2,30}) [A-Z]\.(?=[\s,;:)]|$)")
_AANHALING = re.compile(r"[\"“”„‘']([A-Z][a-z]{2,20})[\"“”’']")
_RELATIE = re.compile(
    r"\b(?:broer|broertje|zus|zusje|zoon|dochter|vriend|vriendin|neef|nicht|moeder|vader)\s"
    r"(?:van|genaamd)\s([^\W\d_]{3,30})",
    re.IGNORECASE,
)
_AANLOOP = re.compile(
    r"\b(?:heet|heten|genaamd|geheten|bijgenaamd|alias|bijnaam|voornaam|achternaam|roepnaam|noemen)"
    r"(?:\sis|\shem|\shaar|\szich|:)?\s[\"“'‘]?([^\W\d_]{2,30})",
    re.IGNORECASE,
)
_STRAATVORM = re.compile(
    r"(?:straat|laan|weg|plein|kade|singel|dijk|hof|pad|steeg|gracht|park|plaats|markt|dreef|haven|"
    r"wijk|buurt|polder|brug|tunnel|station|kerk|school|centrum|ring|zoom|plantsoen|bos|veld|oord|"
    r"dorp|land|eiland|ziekenhuis|buurthuis|clubhuis|hal|winkels?|boulevard|passage|zijde|kwartier|se|ers)$"
)
_IN_STRAATNAAM = re.compile(r" [A-Z][a-z]{2,20}(?:straat|laan|weg|plein|kade|singel|park)\b")
_ZINSEINDE = re.compile(r"[.!?:;\n\r•\-–—\"“(/]\s*$")


@cache
def _lijsten() -> dict[str, frozenset[str]]:
    bron = Path(__file__).with_name("namen.toml").read_text(encoding="utf-8")
    return {naam: frozenset(woorden.split()) for naam, woorden in tomllib.loads(bron).items()}


def vind_namen(tekst: str) -> Iterator[tuple[int, int]]:
    """Begin and end of every stretch that reads as somebody's name."""
    yield from _naar_vorm(tekst)
    yield from _gespatieerd(tekst)
    yield from _woorden(tekst)


def _naar_vorm(tekst: str) -> Iterator[tuple[int, int]]:
    """Names that what stands around them gives away, known or not."""
    for patroon in (_RELATIE, _AANLOOP, _NAAM_EN_LETTER, _AANHALING):
        for treffer in patroon.finditer(tekst):
            if kaal(treffer[1]) not in _lijsten()["gewoon"] and not _mag(treffer[1]):
                yield treffer.span()
    for treffer in _INITIALEN.finditer(tekst):
        yield treffer.span()


def _gespatieerd(tekst: str) -> Iterator[tuple[int, int]]:
    """Names with a space between every two letters."""
    for treffer in _GESPATIEERD.finditer(tekst):
        samen = kaal(re.sub(r"[ .\-_]", "", treffer[0]))
        if samen in _namen() or any(naam in samen for naam in _namen() if len(naam) > 4):
            yield treffer.span()


def _woorden(tekst: str) -> Iterator[tuple[int, int]]:
    vorige_was_naam = False
    for treffer in _WOORD.finditer(tekst):
        woord = treffer[0]
        if _IN_STRAATNAAM.match(tekst, treffer.end()):
            continue
        is_naam = _is_naam(woord, tekst[: treffer.start()][-12:], vorige_was_naam)
        if is_naam:
            yield treffer.span()
        vorige_was_naam = is_naam


def _is_naam(woord: str, ervoor: str, na_naam: bool) -> bool:
    """Whether a word is a name here; `ervoor` are the characters before it."""
    vorm = kaal(woord)
    begint_zin = not ervoor.strip() or bool(_ZINSEINDE.search(ervoor))
    met_hoofdletter = woord[0].isupper()
    if any(teken.isdigit() or teken in "$@" for teken in woord):
        return ontcijferd(woord) in _namen()
    if any(deel in _namen() for deel in {vorm, *vorm.split("-")}):
        return True
    if vorm in _lijsten()["dubbelzinnig"]:
        return met_hoofdletter and (na_naam or not begint_zin)
    if not met_hoofdletter or begint_zin or len(woord) < 2:
        return False
    return not _mag(woord)


def _mag(woord: str) -> bool:
    """Whether a capitalised word is a place, a day, an organisation or an abbreviation."""
    vorm = kaal(woord)
    toegestaan = _lijsten()["toegestaan"]
    if vorm in toegestaan or all(deel in toegestaan for deel in vorm.split("-")):
        return True
    return (woord.isupper() and len(woord) <= 6) or bool(_STRAATVORM.search(vorm))


@cache
def _namen() -> frozenset[str]:
    lijsten = _lijsten()
    return (lijsten["voornamen"] | lijsten["achternamen"]) - lijsten["dubbelzinnig"]
