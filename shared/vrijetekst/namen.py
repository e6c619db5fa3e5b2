"""Names of people in running text: by list, by form, and by what stands before them. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shared.vrijetekst.kaders import is_gewoon, vaste_uitdrukkingen, verklaart, wijst_mens_aan
from shared.vrijetekst.lezing import kaal, ontcijferd
from shared.vrijetekst.naamvormen import MET_NAAM, ZELF_NAAM

_WOORD = re.compile(r"[^\W_](?:[^\W_]|[-'’](?=[^\W_])|[$@](?=[^\W_])){0,60}")
_GESPATIEERD = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_]{1,2}){3,30}[^\W\d_](?!\w)")
_STRAATVORM = re.compile(
    r"(?:straat|laan|weg|plein|kade|singel|dijk|hof|pad|steeg|gracht|park|plaats|markt|dreef|haven|"
    r"wijk|buurt|polder|brug|tunnel|station|kerk|school|centrum|ring|zoom|plantsoen|bos|veld|oord|"
    r"dorp|land|eiland|bad|ziekenhuis|buurthuis|clubhuis|hal|winkels?|boulevard|passage|zijde|kwartier|se|ers)$"
)
_IN_STRAATNAAM = re.compile(
    r"(?: (?:van|der?|den|'t|te|ter|ten)){0,3} [A-Z]?[a-z]{1,20}"
    r"(?:straat|laan|weg|plein|kade|singel|park|hof|pad|dijk|dreef|plantsoen|school|bad|brug|hal)\b"
)
_INSTELLING_ERNA = re.compile(
    r" (?:College|Lyceum|Court|School|Mavo|Park|Plein|Stadion|Flat|Toren|Moskee|Kerk)\b"
)
_ZINSEINDE = re.compile(r"[.!?:;\n\r•\-–—\"“(/]\s*$")


@cache
def _lijsten() -> dict[str, frozenset[str]]:
    bron = Path(__file__).with_name("namen.toml").read_text(encoding="utf-8")
    return {naam: frozenset(woorden.split()) for naam, woorden in tomllib.loads(bron).items()}


def vind_namen(tekst: str) -> Iterator[tuple[int, int, bool]]:
    """Begin and end of every stretch that reads as somebody's name, and whether that is certain.

    Not certain is only a single capitalised word that no list knows and nothing explains.
    """
    yield from ((*plek, True) for plek in _naar_vorm(tekst))
    yield from ((*plek, True) for plek in _gespatieerd(tekst))
    yield from _woorden(tekst)


def _naar_vorm(tekst: str) -> Iterator[tuple[int, int]]:
    """Names that what stands around them gives away, known or not."""
    for patroon in MET_NAAM:
        for treffer in patroon.finditer(tekst):
            if kaal(treffer[1]) not in _lijsten()["gewoon"] and not _mag(treffer[1]):
                yield treffer.span()
    for patroon in ZELF_NAAM:
        for treffer in patroon.finditer(tekst):
            yield treffer.span()


def _gespatieerd(tekst: str) -> Iterator[tuple[int, int]]:
    """Names with a space between every two letters."""
    for treffer in _GESPATIEERD.finditer(tekst):
        samen = kaal(re.sub(r"[ .\-_]", "", treffer[0]))
        if samen in _namen() or any(naam in samen for naam in _namen() if len(naam) > 4):
            yield treffer.span()


def _woorden(tekst: str) -> Iterator[tuple[int, int, bool]]:
    vorige_was_naam = False
    plek = ""
    vast = vaste_uitdrukkingen(tekst)
    for treffer in _WOORD.finditer(tekst):
        woord, begin, einde = treffer[0], treffer.start(), treffer.end()
        if any(van <= begin and einde <= tot for van, tot in vast):
            plek = woord
            continue
        if _IN_STRAATNAAM.match(tekst, einde) or _INSTELLING_ERNA.match(tekst, einde):
            continue
        ervoor, erna = tekst[max(0, begin - 60) : begin], tekst[einde : einde + 60]
        zeker = is_naam = _is_naam(woord, ervoor, vorige_was_naam)
        if not is_naam and _is_onbekend(woord, ervoor):
            zeker = vorige_was_naam
            is_naam = zeker or not verklaart(ervoor, woord, erna, plek)
        if is_naam:
            yield begin, einde, zeker
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
    if not woord[0].isupper() or len(woord) < 2 or sum(map(str.isdigit, woord)) > 2:
        return False
    return not _begint_zin(ervoor) and not _mag(woord)


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
