"""How old somebody may be (4.1; readings A4 and D6): the one answer everybody asks. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from shared.convenant.bestand.model import Categorie

ONBEKEND: Final = "onbekend"
#: The last age of a class, and the class; who is older than all of these is in the open one.
_KLASSEN: Final = ((11, "0-11"), (15, "12-15"), (17, "16-17"), (22, "18-22"), (23, "23"))
_OUDER: Final = "24+"
VAN_JONG_NAAR_OUD: Final = (*(klasse for _, klasse in _KLASSEN), _OUDER)


def leeftijdsklasse(geboortedatum: date | None, op: date) -> str:
    """The class of somebody born on `geboortedatum`, on the day `op` (a date in Amsterdam).

    `onbekend` without a date of birth, or with one after `op`. Somebody born on 29 February has
    their birthday on 1 March in other years: the day on which that many years have surely passed.
    """
    if geboortedatum is None or geboortedatum > op:
        return ONBEKEND
    verjaardag_geweest = (op.month, op.day) >= (geboortedatum.month, geboortedatum.day)
    leeftijd = op.year - geboortedatum.year - (not verjaardag_geweest)
    return next((klasse for tot_en_met, klasse in _KLASSEN if leeftijd <= tot_en_met), _OUDER)


def past(categorie: Categorie, klassen: Iterable[str | None]) -> bool:
    """Whether who is in one of these classes may be in this category, whichever it turns out to be.

    A category without classes does not ask how old anybody is.
    """
    return not categorie.leeftijdsklassen or set(klassen) <= set(categorie.leeftijdsklassen)


def leeftijd_erbuiten(categorie: Categorie) -> int | None:
    """The age from which nobody fits this category any more; ``None``: there is no such age."""
    if _OUDER in categorie.leeftijdsklassen:
        return None
    laatste = [jaren for jaren, klasse in _KLASSEN if klasse in categorie.leeftijdsklassen]
    return max(laatste) + 1 if laatste else None


def eerste_dag_erbuiten(geboren: date, categorie: Categorie) -> date | None:
    """The birthday from which somebody is too old for this category; ``None``: there is none.

    From that day on nothing may be given; it may lie ahead.
    """
    jaren = leeftijd_erbuiten(categorie)
    return None if jaren is None else _verjaardag(geboren, jaren)


def _verjaardag(geboren: date, jaren: int) -> date:
    """Somebody born on 29 February has it on 1 March in other years."""
    try:
        return geboren.replace(year=geboren.year + jaren)
    except ValueError:
        return date(geboren.year + jaren, 3, 1)
