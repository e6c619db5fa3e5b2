"""What stands around a capitalised word nobody knows, and says it is a place or a shop. Pure.

Never asked about a name on the lists: those are found wherever they stand.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from shared.vrijetekst.lezing import kaal, reeks
from shared.vrijetekst.patroon import Blad
from shared.vrijetekst.woorden import ontleed

_VORIGE = re.compile(r"((?<![\w'-])[^\W\d_][\w'-]{0,40}|'t)[\s\"']{1,3}$")
_VOLGENDE = re.compile(r"(?:[ \"']{1,2}|-)([^\W_][\w'-]{0,60})")
_BIJVOEGLIJK = re.compile(r"[a-z]{3,60}(?:se|sche|talige?|aanse?)$")
_VOEGWOORD = re.compile(r"((?<![\w'-])[^\W\d_][\w'-]{0,40})(?:, | en | of | tot | - )$")
_INSTELLINGSVORM = re.compile(
    r"(?:(?<=[a-z]{3})zaak|organisatie|baan|winkel|centrum|school|club|gebouw|huis|kroeg|tent|salon|bedrijf)$"
)
_INSTELLINGEN = (
    "Academie Fabriek Foundation Gasthuis College Lyceum School Universiteit Instituut Theater "
    "Museum Hotel Moskee Kerk Park Plein Court Stadion Flat Toren Hal Centrum Ziekenhuis Festival "
    "Mavo League Cup Kazerne Bibliotheek Zalen Bieb Gymnasium Stichting Bos Tuin Campus Mall Arena"
)
_INSTELLINGEN_KLEIN = frozenset(_INSTELLINGEN.lower().split())
_INSTELLINGSNAAM = re.compile(
    r"\b[A-Z][\w'-]{1,25}(?:(?: (?:van|de|der|den|'t|het)){1,2}(?= [A-Z][\w'-]{1,25} [A-Z]))?"
    rf"(?: [A-Z][\w'-]{{1,25}}){{0,3}} (?:{_INSTELLINGEN.replace(' ', '|')})\b"
)
_EINDE = re.compile(r"(?!\w)(?! [A-Z])")
_EIGEN_VORM = re.compile(r"[a-z][A-Z]|[A-Z]{2}")


@cache
def _bestand() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("kaders.toml").read_text(encoding="utf-8"))


@cache
def _kaders() -> dict[str, frozenset[str]]:
    return {naam: reeks(woorden) for naam, woorden in _bestand().items()}


@cache
def _uitdrukkingen() -> dict[str, tuple[str, ...]]:
    """The fixed expressions, by the bare form of their first word."""
    index: dict[str, tuple[str, ...]] = {}
    for vorm in _bestand()["uitdrukkingen"].replace("\n", " ").split(","):
        eerste = ontleed(vorm.strip())[0].kaal
        index[eerste] = (*index.get(eerste, ()), vorm.strip())
    return index


def vaste_uitdrukkingen(blad: Blad) -> list[tuple[int, int]]:
    """Begin and end of every fixed expression ("Hugo de Groot", the school) that names nobody.

    Not when another capitalised word follows: then it may be somebody's whole name. A row of
    capitalised words that ends in an institution ("Willem de Kooning Academie") is one too.
    """
    index, vast = _uitdrukkingen(), []
    for woord in blad.woorden:
        for vorm in index.get(woord.kaal, ()):
            einde = woord.begin + len(vorm)
            if blad.tekst.startswith(vorm, woord.begin) and _EINDE.match(blad.tekst, einde):
                vast.append((woord.begin, einde))
    if not blad.vormen.isdisjoint(_INSTELLINGEN_KLEIN):
        vast += [treffer.span() for treffer in _INSTELLINGSNAAM.finditer(blad.tekst)]
    return vast


def kader(naam: str) -> frozenset[str]:
    """One of the lists of `kaders.toml`, bare forms."""
    return _kaders()[naam]


@cache
def _begripseinden() -> tuple[str, ...]:
    return tuple(kader("begripseinden"))


def is_begrip(vorm: str) -> bool:
    """Whether a bare form ends as the name of a notion, a service or a time, not of somebody."""
    return vorm.endswith(_begripseinden())


def is_gewoon(woord: str) -> bool:
    """Whether it is an ordinary word that is sometimes written with a capital."""
    kaders, vorm = _kaders(), kaal(woord)
    vormen = {vorm, re.sub(r"['’]s$", "", vorm)}
    return not vormen.isdisjoint(kaders["gewoon"]) or not vormen.isdisjoint(kaders["instellingen"])


def verklaart(ervoor: str, woord: str, erna: str, vorige_plek: str) -> bool:
    """Whether the context makes the word a place, shop or the like.

    `ervoor` and `erna` are the characters around it; `vorige_plek` the last word that was
    explained, so that "Oude Noorden en Crooswijk" is one row.
    """
    if is_gewoon(woord) or (not woord.isupper() and _EIGEN_VORM.search(woord[1:])):
        return True
    if _is_bijvoeglijk(woord, erna):
        return True
    rij = _VOEGWOORD.search(ervoor)
    if vorige_plek and rij is not None and rij[1] == vorige_plek:
        return True
    vorige = _VORIGE.search(ervoor)
    return vorige is not None and _na(vorige[1], ervoor[: vorige.start()], vorige_plek)


def _na(woord: str, ervoor: str, vorige_plek: str) -> bool:
    """Whether this word before it announces a place; `ervoor` is what stands before that word."""
    kaders, vorm = _kaders(), kaal(woord)
    if woord == vorige_plek or vorm in kaders["instellingen"] or _INSTELLINGSVORM.search(vorm):
        return True
    if vorm in kaders["lidwoorden"]:
        eerder = _VORIGE.search(ervoor)
        return eerder is None or kaal(eerder[1]) not in kaders["mensen"]
    if vorm in kaders["staat"]:
        eerder = _VORIGE.search(ervoor)
        return eerder is not None and kaal(eerder[1]) in kaders["lidwoorden"]
    if vorm in kaders["plaatsvoorzetsels"]:
        eerder = _VORIGE.search(ervoor)
        return eerder is None or kaal(eerder[1]) not in kaders["naar_een_mens"]
    if vorm in ("van", "bij", "uit"):
        eerder = _VORIGE.search(ervoor)
        return eerder is not None and kaal(eerder[1]) in kaders["plaatshoofden"]
    return False


def _is_bijvoeglijk(woord: str, erna: str) -> bool:
    """`Kaapverdische gemeenschap`: an adjective of a country or town before its noun."""
    volgende = _VOLGENDE.match(erna)
    return (
        volgende is not None
        and volgende[1][0].islower()
        and _BIJVOEGLIJK.search(kaal(woord)) is not None
    )
