"""Names of people in running text: by list, by form, and by what stands before them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from shared.vrijetekst.lezing import kaal, reeks
from shared.vrijetekst.namen.kaders import is_gewoon, kader, vaste_uitdrukkingen
from shared.vrijetekst.namen.lijsten import bevat_naam, is_naam, lijst, mag, staat_op_lijst
from shared.vrijetekst.namen.vormen import (
    GEEN_VOORLETTERS,
    MET_NAAM,
    VOORLETTERS,
    ZELF_NAAM,
    Begin,
    Naamvorm,
)
from shared.vrijetekst.namen.woorden import Naamlezer
from shared.vrijetekst.patroon import Blad, Treffer
from shared.vrijetekst.woorden import Woord, is_woord, staat_in_lijst

_GESPATIEERD = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_]{1,2}){3,30}[^\W\d_](?!\w)")


_GROEPSNAAM = re.compile(r"(?:jongens|meiden|boys|girls|groep|gang|bende|crew|squad|kids)$")
_VOORLETTERS = reeks("th chr ph fr joh wm ij jac corn")
# Na een titel ("mevrouw", "dhr.", "familie"), met hoofdletters of zonder.
_MEESTE_TUSSENWOORDEN = 4
_ALLEEN_IN_EEN_NAAM = reeks("der den ter ten el ben bin ait ibn von abu")
_LOSSE_LETTERS = ("s", "t")
_TEKENS_ERTUSSEN = frozenset(" .'\t\u00a0")


@cache
def _vanaf_woord() -> dict[str, tuple[Naamvorm, ...]]:
    index: dict[str, tuple[Naamvorm, ...]] = {}
    for vorm in MET_NAAM:
        for woord in vorm.vanaf if isinstance(vorm.vanaf, frozenset) else ():
            index[woord] = (*index.get(woord, ()), vorm)
    return index


_MET_HOOFDLETTER = tuple(vorm for vorm in MET_NAAM if vorm.vanaf is Begin.HOOFDLETTER)
_MET_LETTER = tuple(vorm for vorm in MET_NAAM if vorm.vanaf is Begin.LETTER)
_OVERAL = tuple(vorm for vorm in MET_NAAM if vorm.vanaf is None)


def vind_namen(blad: Blad) -> Iterator[Treffer]:
    """Every stretch that reads as somebody's name, or may be one (`hard` is false)."""
    vast = vaste_uitdrukkingen(blad)
    for treffer in _naar_vorm(blad):
        if not any(van <= treffer.begin and treffer.einde <= tot for van, tot in vast):
            yield treffer
    yield from vind_na_titel(blad)
    yield from Naamlezer(blad, vast).lees()


def _naar_vorm(blad: Blad) -> Iterator[Treffer]:
    """Names that their form or what stands around them gives away."""
    index, gelezen_tot = _vanaf_woord(), 0
    for woord in blad.woorden:
        for vorm in index.get(woord.kaal, ()):
            yield from _met_naam(vorm, vorm.vorm.match(blad.tekst, woord.begin))
        if woord.begin >= gelezen_tot and (len(woord.tekst) == 1 or woord.kaal in _VOORLETTERS):
            for treffer in _bij_letter(blad, woord):
                gelezen_tot = max(gelezen_tot, treffer.einde)
                yield treffer
        if woord.hoofdletter:
            for vorm in _MET_HOOFDLETTER:
                yield from _met_naam(vorm, vorm.vorm.match(blad.tekst, woord.begin))
    for vorm in _OVERAL:
        if not vorm.bij or not blad.vormen.isdisjoint(vorm.bij):
            for gezien in vorm.vorm.finditer(blad.tekst):
                yield from _met_naam(vorm, gezien)


def _bij_letter(blad: Blad, woord: Woord) -> Iterator[Treffer]:
    """What starts with a single letter: initials, and names with a space between the letters."""
    for vorm in _MET_LETTER:
        yield from _met_naam(vorm, vorm.vorm.match(blad.tekst, woord.begin))
    for vorm in ZELF_NAAM:
        treffer = vorm.vorm.match(blad.tekst, woord.begin)
        if treffer is not None:
            yield Treffer("naam", *treffer.span(), vorm.zeker)
    yield from _gespatieerd(_GESPATIEERD.match(blad.tekst, woord.begin))
    treffer = VOORLETTERS.match(blad.tekst, woord.begin)
    if treffer and kaal(treffer[1].replace(".", "")) not in GEEN_VOORLETTERS:
        yield Treffer("naam", *treffer.span(), hard=False)


def _met_naam(vorm: Naamvorm, treffer: re.Match[str] | None) -> Iterator[Treffer]:
    """A name that what stands around it gives away, known or not."""
    if treffer is None:
        return
    woord, vormwoord = treffer[1], kaal(treffer[1])
    if vormwoord in lijst("gewoon") or mag(woord) or _GROEPSNAAM.search(vormwoord):
        return
    gewoon = not is_naam(vormwoord) and is_woord(vormwoord)
    if gewoon and woord[0].islower() and not vorm.ook_gewoon:
        return
    if gewoon and not (vorm.zeker or vorm.ook_gewoon) and staat_in_lijst(vormwoord):
        return
    yield Treffer("naam", *treffer.span(), not gewoon)


def _gespatieerd(treffer: re.Match[str] | None) -> Iterator[Treffer]:
    """Words with a space or sign between every two letters, unless it is an ordinary word."""
    if treffer is None:
        return
    samen = kaal(re.sub(r"[ .\-_]", "", treffer[0]))
    bekend = is_naam(samen) or any(
        is_naam(samen[begin:einde])
        for begin in range(len(samen))
        for einde in range(begin + 5, min(len(samen), begin + 14) + 1)
    )
    if bekend or not is_woord(samen):
        yield Treffer("naam", *treffer.span(), bekend)


def vind_na_titel(blad: Blad) -> Iterator[Treffer]:
    """From the title to the end of the name, for every title that a name follows."""
    titels = kader("titels")
    if blad.vormen.isdisjoint(titels):
        return
    for plek, woord in enumerate(blad.woorden):
        if woord.kaal in titels:
            naam = _naam_na(blad.woorden, plek + 1)
            if naam is not None:
                hard = naam.hoofdletter or not is_woord(naam.kaal)
                yield Treffer("naam", woord.begin, naam.einde, hard)


def _naam_na(woorden: list[Woord], plek: int) -> Woord | None:
    """The word that is the name: after initials and particles, with nothing else between."""
    tussen: str | None = None
    for woord in woorden[plek : plek + _MEESTE_TUSSENWOORDEN + 1]:
        if not _TEKENS_ERTUSSEN.issuperset(woord.tussen):
            return None
        if woord.kaal in kader("tussenvoegsels") or woord.kaal in _LOSSE_LETTERS:
            tussen = woord.kaal
            continue
        if (len(woord.tekst) == 1 and woord.hoofdletter) or woord.kaal in kader("titels"):
            continue
        return woord if _is_achternaam(woord, tussen) else None
    return None


def _is_achternaam(woord: Woord, na_tussenvoegsel: str | None) -> bool:
    if staat_op_lijst(woord.tekst):
        return False
    if woord.hoofdletter:
        return na_tussenvoegsel is not None or not is_gewoon(woord.tekst)
    if bevat_naam(woord):
        return True
    if woord.kaal in lijst("dubbelzinnig"):
        return na_tussenvoegsel is not None
    if na_tussenvoegsel in _ALLEEN_IN_EEN_NAAM:
        return True
    return len(woord.tekst) > 2 and not staat_in_lijst(woord.kaal)
