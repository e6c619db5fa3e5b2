"""What stands around a capitalised word nobody knows, and says it is a place or a shop. Pure.

Never asked about a name on the lists: those are found wherever they stand.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from shared.vrijetekst.lezing import kaal

_VORIGE = re.compile(r"([^\W\d_][\w'’-]*|['’]t)[\s\"“‘']{1,3}$")
_VOLGENDE = re.compile(r"(?:[ \"”’']{1,2}|-)([^\W_][\w'’-]*)")
_BIJVOEGLIJK = re.compile(r"[a-z]{3,}(?:se|sche|talige?|aanse?)$")
_VOEGWOORD = re.compile(r"([^\W\d_][\w'’-]*)(?:, | en | of | tot | - )$")
_INSTELLINGSVORM = re.compile(
    r"(?:zaak|organisatie|baan|winkel|centrum|school|club|gebouw|huis|kroeg|tent|salon|bedrijf)$"
)
_EIGEN_VORM = re.compile(r"[a-z][A-Z]|[A-Z]{2}")


@cache
def _bestand() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("kaders.toml").read_text(encoding="utf-8"))


@cache
def _kaders() -> dict[str, frozenset[str]]:
    return {naam: frozenset(woorden.split()) for naam, woorden in _bestand().items()}


@cache
def _uitdrukkingen() -> re.Pattern[str]:
    vormen = _bestand()["uitdrukkingen"].replace("\n", " ").split(",")
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(vorm.strip())}(?!\w)(?! [A-Z])" for vorm in vormen)
    )


def vaste_uitdrukkingen(tekst: str) -> list[tuple[int, int]]:
    """Begin and end of every fixed expression ("Hugo de Groot", the school) that names nobody.

    Not when another capitalised word follows: then it may be somebody's whole name.
    """
    return [treffer.span() for treffer in _uitdrukkingen().finditer(tekst)]


def is_gewoon(woord: str) -> bool:
    """Whether it is an ordinary word that is sometimes written with a capital."""
    kaders, vorm = _kaders(), kaal(woord)
    vormen = {vorm, re.sub(r"['’]s$", "", vorm)}
    return not vormen.isdisjoint(kaders["gewoon"]) or not vormen.isdisjoint(kaders["instellingen"])


def wijst_mens_aan(ervoor: str) -> bool:
    """Whether the word just before is one that a person's name follows (`meneer`, `buurvrouw`)."""
    vorige = _VORIGE.search(ervoor)
    return vorige is not None and kaal(vorige[1]) in _kaders()["mensen"]


def verklaart(ervoor: str, woord: str, erna: str, vorige_plek: str) -> bool:
    """Whether the context makes the word a place, shop or the like.

    `ervoor` and `erna` are the characters around it; `vorige_plek` the last word that was
    explained, so that "Oude Noorden en Crooswijk" is one row.
    """
    if _EIGEN_VORM.search(woord[1:]) or is_gewoon(woord):
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
