"""Who no longer fits the covenant's age (readings A4, D6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from shared.bericht.personen.geboortedatum import vroegst
from shared.bestand.leden.groepsleden import Groepsleden, Groepslid
from shared.bestand.personen.register import PersonenRegister
from shared.convenant.bestand.leeftijd import eerste_dag_erbuiten, leeftijdsklasse
from shared.convenant.termijnen import datum_nl, plus
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden, Vernietigd
from shared.partij.persoon import Persoon

_BLADZIJDE = 200


@dataclass(frozen=True)
class Leeftijdsgrens:
    """A member whose own age, or whose child's, has passed what the covenant allows.

    ``sinds``: the first day on which nothing may be given. ``uiterlijk``: the last day on which
    what was received may stay; ``None`` where a human decides.
    """

    lid: Groepslid
    klasse: str
    sinds: date
    uiterlijk: date | None


def leeftijdsgrenzen(sessie: Session, dienst: Dienst, groep: str) -> list[Leeftijdsgrens]:
    """Every current member of the group that no longer fits, in order of pseudonym."""
    vandaag = datum_nl(dienst.klok())
    gevonden = []
    for lid in _leden(sessie, dienst, groep):
        categorie = dienst.regels.categorieen[lid.categorie]
        wie = _wiens_leeftijd(sessie, dienst, lid)
        if wie is None or wie.geboortedatum is None:
            continue
        # Of a date known in part the first day it can be: from then on nothing is given either.
        geboren = vroegst(wie.geboortedatum)
        sinds = eerste_dag_erbuiten(geboren, categorie)
        if sinds is not None and sinds <= vandaag:
            klasse = leeftijdsklasse(geboren, vandaag)
            termijn = categorie.na_leeftijd
            uiterlijk = None if termijn is None else plus(sinds, termijn)
            gevonden.append(Leeftijdsgrens(lid, klasse, sinds, uiterlijk))
    return gevonden


def _leden(sessie: Session, dienst: Dienst, groep: str) -> Iterator[Groepslid]:
    leden, na = Groepsleden(sessie, dienst.klok), None
    while bladzijde := leden.leden(groep, na=na, limiet=_BLADZIJDE):
        yield from bladzijde
        na = bladzijde[-1].betrokkene


def _wiens_leeftijd(sessie: Session, dienst: Dienst, lid: Groepslid) -> Persoon | None:
    """The member, or of a parent the child; ``None`` when that cannot be read here."""
    persoon_id: str | None = lid.persoon_id
    if lid.kind is not None:
        kind = Groepsleden(sessie, dienst.klok).bij_betrokkene(lid.groep, lid.kind)
        persoon_id = None if kind is None else kind.persoon_id
    if persoon_id is None:
        return None
    try:
        return PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoon_id)
    except (NietGevonden, Vernietigd):
        return None
