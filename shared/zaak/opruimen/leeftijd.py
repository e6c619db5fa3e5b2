"""Who no longer fits the covenant's age, and what then has to be done (readings A4, D6, E16).

From the birthday on nothing is given any more: gate 6 sees to that. What is here already is for a
human to look at; of a parent it goes by itself once the covenant's term after the child's birthday
has passed. A party's own records stay under their own law.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.geboortedatum import vroegst
from shared.bericht.leeftijd import leeftijdsklasse
from shared.bestand.leden.groepsleden import Groepsleden, Groepslid
from shared.bestand.personen.register import PersonenRegister, Persoon
from shared.convenant.termijnen import datum_nl, plus
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden, Vernietigd
from shared.verzenden.uitbak.tabellen import OntvangenGegevenRij
from shared.zaak.opruimen.verlopen import ruim_gegevens

GROND = "leeftijd"
_JAREN = range(1, 130)
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


def eerste_dag_erbuiten(geboren: date, toegestaan: tuple[str, ...], vandaag: date) -> date | None:
    """The birthday, at or before ``vandaag``, on which somebody grew out of the allowed classes.

    ``None`` for who is still within them, or never was (too young). Pure.
    """
    if leeftijdsklasse(geboren, vandaag) in toegestaan:
        return None
    for jaren in _JAREN:
        dag = _verjaardag(geboren, jaren)
        if dag > vandaag:
            return None
        was = leeftijdsklasse(geboren, dag - timedelta(days=1))
        if was in toegestaan and leeftijdsklasse(geboren, dag) not in toegestaan:
            return dag
    return None


def _verjaardag(geboren: date, jaren: int) -> date:
    """Somebody born on 29 February has it on 1 March in other years."""
    try:
        return geboren.replace(year=geboren.year + jaren)
    except ValueError:
        return date(geboren.year + jaren, 3, 1)


def leeftijdsgrenzen(sessie: Session, dienst: Dienst, groep: str) -> list[Leeftijdsgrens]:
    """Every current member of the group that no longer fits, in order of pseudonym."""
    vandaag = datum_nl(dienst.klok())
    gevonden = []
    for lid in _leden(sessie, dienst, groep):
        categorie = dienst.regels.categorieen[lid.categorie]
        wie = _wiens_leeftijd(sessie, dienst, lid)
        if wie is None or wie.geboortedatum is None or not categorie.leeftijdsklassen:
            continue
        # Of a date known in part the first day it can be: from then on nothing is given either.
        geboren = vroegst(wie.geboortedatum)
        sinds = eerste_dag_erbuiten(geboren, tuple(categorie.leeftijdsklassen), vandaag)
        if sinds is not None:
            klasse = leeftijdsklasse(geboren, vandaag)
            termijn = categorie.na_leeftijd
            uiterlijk = None if termijn is None else plus(sinds, termijn)
            gevonden.append(Leeftijdsgrens(lid, klasse, sinds, uiterlijk))
    return gevonden


def ruim_na_leeftijd(dienst: Dienst, groep: str) -> tuple[int, int]:
    """Destroys what had its last day, and ends those memberships; (ended, still for a human)."""
    vandaag = datum_nl(dienst.klok())
    with dienst.transactie() as sessie:
        grenzen = leeftijdsgrenzen(sessie, dienst, groep)
    voorbij = [g for g in grenzen if g.uiterlijk is not None and g.uiterlijk < vandaag]
    for grens in voorbij:
        with dienst.transactie() as sessie:
            vraag = select(OntvangenGegevenRij.id).where(
                OntvangenGegevenRij.groep == groep,
                OntvangenGegevenRij.persoon_id == grens.lid.persoon_id,
            )
            ids = sessie.scalars(vraag).all()
        ruim_gegevens(dienst, ids, GROND)
        with dienst.transactie() as sessie:
            leden = Groepsleden(sessie, dienst.klok)
            if leden.bij_betrokkene(groep, grens.lid.betrokkene) is not None:
                _beeindig(leden, groep, grens.lid.betrokkene)
    return len(voorbij), len(grenzen) - len(voorbij)


def _beeindig(leden: Groepsleden, groep: str, betrokkene: str) -> None:
    try:
        leden.beeindig(groep, betrokkene)
    except NietGevonden:
        # A run that was killed ended it already.
        return


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
