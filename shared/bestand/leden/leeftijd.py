"""Who no longer fits the covenant's age (readings A4, D6), and who is too young to be a parent.

A child is no parent (4.3).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bericht.personen.geboortedatum import Geboortedatum, vroegst
from shared.bericht.personen.persoonscontrole import is_te_jong_als_ouder
from shared.bestand.afscherming.velden import beperkt_per_veld, zonder_beperkt
from shared.bestand.leden.groepsleden import Groepsleden, Groepslid
from shared.bestand.personen.register import PersonenRegister, geboortedatum_in, persoonplaats
from shared.bestand.tabellen import GroepslidRij, PersoonRij
from shared.convenant.bestand.leeftijd import eerste_dag_erbuiten, leeftijdsklasse
from shared.convenant.bestand.model import Categorie
from shared.convenant.termijnen import datum_nl, plus
from shared.kluis.zegel import Zegelstuk
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst
from shared.partij.fouten import NietGevonden, Vernietigd
from shared.partij.persoon import Persoon
from shared.partij.zegel import Kluispoort

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
        sinds = _sinds(wie.geboortedatum, categorie)
        if sinds is not None and sinds <= vandaag:
            klasse = leeftijdsklasse(vroegst(wie.geboortedatum), vandaag)
            termijn = categorie.na_leeftijd
            uiterlijk = None if termijn is None else plus(sinds, termijn)
            gevonden.append(Leeftijdsgrens(lid, klasse, sinds, uiterlijk))
    return gevonden


@dataclass(frozen=True)
class Leeftijdseinde:
    """A current member who grows out of the covenant. ``sinds``: the first day on which nothing may
    be given; ``van_kind``: that is a birthday of the child.
    """

    groep: str
    persoon: str
    sinds: date
    van_kind: bool


def leeftijdseinden(sessie: Session, dienst: Dienst) -> Collection[Leeftijdseinde]:
    """Of every current member in every group, also who is young enough for years to come.

    For who looks at the whole file and past every shield; what counts is the same as above.
    """
    k = GroepslidRij
    kolommen = select(k.groep, k.betrokkene, k.kind, k.persoon_id, k.categorie)
    leden = sessie.execute(kolommen.where(k.beeindigd_op.is_(None))).all()
    dragers = _dragers(sessie, {(groep, kind) for groep, _, kind, _, _ in leden if kind})
    wiens = [
        persoon if kind is None else dragers.get((groep, kind))
        for groep, _, kind, persoon, _ in leden
    ]
    # A day that follows from a birthday is a birthday: of who is restricted nobody reads it.
    dicht = beperkt_per_veld(sessie, dienst.regels)["geboortedatum"]
    te_lezen = {een for een in wiens if een is not None} - dicht
    geboren = _geboortedata(sessie, dienst.kluis, te_lezen)
    gezien: set[Leeftijdseinde] = set()
    for (groep, _, _, persoon, nummer), wie in zip(leden, wiens, strict=True):
        categorie, datum = dienst.regels.categorieen[nummer], geboren.get(wie or "")
        sinds = None if datum is None else _sinds(datum, categorie)
        if sinds is not None and categorie.na_leeftijd is not None:
            gezien.add(Leeftijdseinde(groep, persoon, sinds, categorie.kind_verplicht))
    # Two pseudonyms in one group are one human.
    return gezien


def _sinds(geboren: Geboortedatum, categorie: Categorie) -> date | None:
    """Of a date known in part the first day it can be: from then on nothing is given either."""
    return eerste_dag_erbuiten(vroegst(geboren), categorie)


def _dragers(sessie: Session, namen: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """Who goes by each of these pseudonyms of a group: who is there now before who left."""
    k = GroepslidRij
    gevonden: dict[tuple[str, str], str] = {}
    for groepen in porties(sorted({groep for groep, _ in namen})):
        vraag = select(k.groep, k.betrokkene, k.persoon_id).where(k.groep.in_(groepen))
        for groep, naam, persoon in sessie.execute(
            vraag.order_by(k.beeindigd_op.is_not(None), k.id.desc())
        ):
            if (groep, naam) in namen:
                gevonden.setdefault((groep, naam), persoon)
    return gevonden


def _geboortedata(
    sessie: Session, kluis: Kluispoort, personen: Collection[str]
) -> Mapping[str, Geboortedatum]:
    """Of whom it is known and still to be read."""
    k = PersoonRij
    gevonden: dict[str, Geboortedatum] = {}
    for portie in porties(sorted(personen)):
        vraag = select(k.id, k.sleutel_id, k.zegel).where(k.id.in_(portie))
        rijen = [(een, s, zegel) for een, s, zegel in sessie.execute(vraag) if s and zegel]
        geopend = kluis.open_alle(
            [Zegelstuk(s, zegel, persoonplaats(een).encode()) for een, s, zegel in rijen]
        )
        for (persoon, _, _), plat in zip(rijen, geopend, strict=True):
            datum = None if plat is None else geboortedatum_in(plat)
            if datum is not None:
                gevonden[persoon] = datum
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


def te_jong_als_ouder(sessie: Session, dienst: Dienst, ouder_id: str, kind_id: str) -> str | None:
    """Why this person cannot be on record as a parent of that one; ``None``: he can, or nobody
    knows when he was born."""
    ouder, kind = (_als_ouder(sessie, dienst, een) for een in (ouder_id, kind_id))
    if ouder is None or ouder.geboortedatum is None:
        return None
    geboren = None if kind is None else kind.geboortedatum
    vandaag = datum_nl(dienst.klok())
    for categorie in dienst.regels.categorieen.values():
        if categorie.kind_verplicht and is_te_jong_als_ouder(
            ouder.geboortedatum, geboren, categorie, vandaag
        ):
            return (
                f"is te jong: een ouder of wettelijk vertegenwoordiger is minstens "
                f"{categorie.jaren_ouder} jaar ouder dan het kind"
            )
    return None


def meld_ouder_gaat(sessie: Session, dienst: Dienst, kind_id: str, door: str) -> None:
    """Tells who keeps whether people were informed that somebody stops being a parent here."""
    informatie = dienst.partij.informatie
    if informatie is None:
        return
    with suppress(NietGevonden, Vernietigd):
        kind = PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(kind_id)
        informatie.ouder_gaat(sessie, dienst.regels, kind, door)


def _als_ouder(sessie: Session, dienst: Dienst, persoon_id: str) -> Persoon | None:
    try:
        persoon = PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoon_id)
    except (NietGevonden, Vernietigd):
        return None
    # What is refused would say how old somebody is whose date of birth nobody uses now.
    return zonder_beperkt(sessie, dienst.regels, persoon)
