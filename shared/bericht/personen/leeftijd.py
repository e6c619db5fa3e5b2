"""Age classes: what the kop may say about somebody's age without giving the date of birth."""

from __future__ import annotations

from datetime import date
from typing import Final

from shared.bericht.personen.geboortedatum import Geboortedatum, laatst, vroegst
from shared.convenant.bestand.model import Categorie

ONBEKEND: Final = "onbekend"
_KLASSEN = ((11, "0-11"), (15, "12-15"), (17, "16-17"), (22, "18-22"), (23, "23"))
_OUDER = "24+"
_VAN_JONG_NAAR_OUD = (*(klasse for _, klasse in _KLASSEN), _OUDER)


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


def mogelijke_klassen(geboren: Geboortedatum | None, op: date) -> tuple[str, ...]:
    """Every class somebody can be in, from young to old; one where the date is whole.

    Without a date, or with one that lies after `op`, `onbekend` alone.
    """
    if geboren is None or vroegst(geboren) > op:
        return (ONBEKEND,)
    jongst = leeftijdsklasse(min(laatst(geboren), op), op)
    oudst = leeftijdsklasse(vroegst(geboren), op)
    van, tot = map(_VAN_JONG_NAAR_OUD.index, (jongst, oudst))
    return _VAN_JONG_NAAR_OUD[van : tot + 1]


def strengste_klasse(geboren: Geboortedatum | None, op: date, categorie: Categorie) -> str:
    """The one class a kop states for somebody in this category: of a part of a date the strictest.

    Who can be too young for everything counts as too young. Who can be outside what the category
    allows is `onbekend`, which is refused. Else the class that asks most, and of what asks the same
    the youngest: nobody is taken for older than he surely is (C-0-04, reading A4).
    """
    mogelijk = mogelijke_klassen(geboren, op)
    toegestaan = categorie.leeftijdsklassen
    if len(mogelijk) == 1:
        return mogelijk[0]
    te_jong = [klasse for klasse in mogelijk if klasse in categorie.ondergrens]
    if te_jong:
        return te_jong[0]
    if toegestaan and not set(mogelijk) <= set(toegestaan):
        return ONBEKEND
    return next((een for een in mogelijk if een in categorie.met_motivering), mogelijk[0])
