"""Names of people in running text: by list, by form, and by what stands before them. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shared.vrijetekst.kaders import is_gewoon, verklaart, wijst_mens_aan
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
_AANSPREKING = re.compile(
    r"\b(?:[Dd]e heer|[Dd]hr\.?|[Mm]eneer|[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Ff]amilie)\s"
    r"(?:(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]|[Ee]l)\s){1,3}([A-Z][\w-]{1,30})"
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
    for patroon in (_RELATIE, _AANLOOP, _AANSPREKING, _NAAM_EN_LETTER, _AANHALING):
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
    plek = ""
    for treffer in _WOORD.finditer(tekst):
        woord, begin, einde = treffer[0], treffer.start(), treffer.end()
        if _IN_STRAATNAAM.match(tekst, einde):
            continue
        ervoor, erna = tekst[max(0, begin - 60) : begin], tekst[einde : einde + 60]
        is_naam = _is_naam(woord, ervoor, vorige_was_naam)
        if not is_naam and _is_onbekend(woord, ervoor):
            is_naam = vorige_was_naam or not verklaart(ervoor, woord, erna, plek)
        if is_naam:
            yield begin, einde
        elif woord[0].isupper() and (_mag(woord) or not _begint_zin(ervoor)):
            plek = woord
        vorige_was_naam = is_naam


def _is_naam(woord: str, ervoor: str, na_naam: bool) -> bool:
    """Whether a word is a known name, or one that its form gives away; `ervoor`: before it."""
    vorm = kaal(woord)
    if any(teken.isdigit() or teken in "$@" for teken in woord):
        return ontcijferd(woord) in _namen()
    if any(deel in _namen() for deel in {vorm, *re.split(r"[-'’]", vorm), _bezit(vorm)}):
        return True
    if not woord[0].isupper():
        return False
    if wijst_mens_aan(ervoor) and not _begint_zin(ervoor):
        return not is_gewoon(woord) and not _mag(woord)
    return vorm in _lijsten()["dubbelzinnig"] and (na_naam or not _begint_zin(ervoor))


def _bezit(vorm: str) -> str:
    """`kevins` is of `kevin`; only a longer word, so that no ordinary one becomes a name."""
    return vorm[:-1] if len(vorm) > 5 and vorm.endswith("s") else vorm


def _is_onbekend(woord: str, ervoor: str) -> bool:
    """Whether it is a capitalised word inside a sentence that no list knows."""
    return woord[0].isupper() and len(woord) > 1 and not _begint_zin(ervoor) and not _mag(woord)


def _begint_zin(ervoor: str) -> bool:
    return not ervoor.strip() or bool(_ZINSEINDE.search(ervoor))


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
