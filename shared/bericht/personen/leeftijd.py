"""Age classes: what the kop may say about somebody's age without giving the date of birth."""

from __future__ import annotations

from datetime import date

from shared.bericht.personen.geboortedatum import Geboortedatum, laatst, vroegst
from shared.convenant.bestand.leeftijd import ONBEKEND, VAN_JONG_NAAR_OUD, leeftijdsklasse, past
from shared.convenant.bestand.model import Categorie


def mogelijke_klassen(geboren: Geboortedatum | None, op: date) -> tuple[str, ...]:
    """Every class somebody can be in, from young to old; one where the date is whole.

    Without a date, or with one that lies after `op`, `onbekend` alone.
    """
    if geboren is None or vroegst(geboren) > op:
        return (ONBEKEND,)
    jongst = leeftijdsklasse(min(laatst(geboren), op), op)
    oudst = leeftijdsklasse(vroegst(geboren), op)
    van, tot = map(VAN_JONG_NAAR_OUD.index, (jongst, oudst))
    return VAN_JONG_NAAR_OUD[van : tot + 1]


def strengste_klasse(geboren: Geboortedatum | None, op: date, categorie: Categorie) -> str:
    """The one class a kop states for somebody in this category: of a part of a date the strictest.

    Who can be too young for everything counts as too young. Who can be outside what the category
    allows is `onbekend`, which is refused. Else the class that asks most, and of what asks the same
    the youngest: nobody is taken for older than he surely is (C-0-04, reading A4).
    """
    mogelijk = mogelijke_klassen(geboren, op)
    if len(mogelijk) == 1:
        return mogelijk[0]
    te_jong = [klasse for klasse in mogelijk if klasse in categorie.ondergrens]
    if te_jong:
        return te_jong[0]
    if not past(categorie, mogelijk):
        return ONBEKEND
    return next((een for een in mogelijk if een in categorie.met_motivering), mogelijk[0])
