"""Age classes: what the kop may say about somebody's age without giving the date of birth."""

from __future__ import annotations

from datetime import date

_ONBEKEND = "onbekend"
_KLASSEN = ((11, "0-11"), (15, "12-15"), (17, "16-17"), (22, "18-22"), (23, "23"))
_OUDER = "24+"


def leeftijdsklasse(geboortedatum: date | None, op: date) -> str:
    """The class of somebody born on `geboortedatum`, on the day `op` (a date in Amsterdam).

    `onbekend` without a date of birth, or with one after `op`. Somebody born on 29 February has
    their birthday on 1 March in other years: the day on which that many years have surely passed.
    """
    if geboortedatum is None or geboortedatum > op:
        return _ONBEKEND
    verjaardag_geweest = (op.month, op.day) >= (geboortedatum.month, geboortedatum.day)
    leeftijd = op.year - geboortedatum.year - (not verjaardag_geweest)
    return next((klasse for tot_en_met, klasse in _KLASSEN if leeftijd <= tot_en_met), _OUDER)
