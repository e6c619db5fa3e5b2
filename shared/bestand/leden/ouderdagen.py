"""From when nothing about a parent is kept any more, the party's own records too (reading D6)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from shared.bericht.personen.geboortedatum import vroegst
from shared.bestand.afscherming.lezing import scherm_terug
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.tabellen import GroepslidRij, VertegenwoordigerRij
from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.leeftijd import eerste_dag_erbuiten
from shared.convenant.bestand.model import Categorie
from shared.convenant.bewaren.oordeel import Ding
from shared.convenant.termijnen import datum_nl
from shared.partij.bewaring.bron import Vooruitzicht
from shared.partij.fouten import NietGevonden, Vernietigd
from shared.partij.poorten.meegaand import Begindagen
from shared.partij.zegel import klok_van, kluis_van

LEEFTIJD: Final = "leeftijdKind"
RELATIE: Final = "relatie"


def _ouderdagen(sessie: Session, regels: Convenantregels) -> Mapping[str, Mapping[str, date]]:
    """By parent, since when no child of his here is young enough; of whom none is known, nobody.

    Also of who is in no group any more: the link from parent to child outlives the membership.
    """
    categorie = _oudercategorie(regels)
    if categorie is None:
        return {}
    kinderen: dict[str, set[str]] = {}
    for ouder, kind in _paren(sessie):
        kinderen.setdefault(ouder, set()).add(kind)
    register = PersonenRegister(sessie, kluis_van(sessie), klok_van(sessie))
    with scherm_terug():
        # Who looks ahead opens nothing of a child whose data are restricted.
        dagen = {een: _dag(register, wie, categorie) for een, wie in kinderen.items()}
    return {een: {LEEFTIJD: dag} for een, dag in dagen.items() if dag is not None}


def relatiedingen(
    sessie: Session, regels: Convenantregels, vast: Collection[str]
) -> Iterator[Ding]:
    """Who is on record as whose parent, by the age of that child; not of whom something is held."""
    categorie = _oudercategorie(regels)
    if categorie is None:
        return
    register = PersonenRegister(sessie, kluis_van(sessie), klok_van(sessie))
    for rij in sessie.scalars(select(VertegenwoordigerRij).order_by(VertegenwoordigerRij.id)):
        dag = (
            None
            if {rij.ouder_id, rij.kind_id} & set(vast)
            else _dag(register, [rij.kind_id], categorie)
        )
        if dag is not None:
            yield Ding(rij.id, RELATIE, {LEEFTIJD: dag}, persoon=rij.ouder_id)


def _oudercategorie(regels: Convenantregels) -> Categorie | None:
    return next((een for een in regels.categorieen.values() if een.kind_verplicht), None)


def _paren(sessie: Session) -> Iterable[tuple[str, str]]:
    kind = aliased(GroepslidRij)
    samen = and_(kind.groep == GroepslidRij.groep, kind.betrokkene == GroepslidRij.kind)
    vraag = select(GroepslidRij.persoon_id, kind.persoon_id).join(kind, samen)
    ook = select(VertegenwoordigerRij.ouder_id, VertegenwoordigerRij.kind_id)
    return [(ouder, van) for een in (vraag.distinct(), ook) for ouder, van in sessie.execute(een)]


def _dag(register: PersonenRegister, kinderen: Iterable[str], categorie: Categorie) -> date | None:
    """The last of the days on which each is too old; ``None`` where one has no such day."""
    dagen = []
    for kind in sorted(kinderen):
        try:
            geboren = register.lees(kind).geboortedatum
        except (NietGevonden, Vernietigd):
            # Of a child that is gone nothing holds its parent.
            continue
        dag = None if geboren is None else eerste_dag_erbuiten(vroegst(geboren), categorie)
        if dag is None:
            return None
        dagen.append(dag)
    return max(dagen, default=None)


def te_oude_ouders(sessie: Session, regels: Convenantregels) -> frozenset[str]:
    """The parents of whom by now no child here is young enough."""
    vandaag = datum_nl(klok_van(sessie)())
    dagen = _ouderdagen(sessie, regels)
    return frozenset(wie for wie, een in dagen.items() if een[LEEFTIJD] <= vandaag)


OUDERDAGEN: Final = Begindagen(lambda _: {}, personen=_ouderdagen)
RELATIES: Final = Vooruitzicht(
    RELATIE, lambda blik: relatiedingen(blik.sessie, blik.regels, blik.vast.personen)
)
