"""The periodic work on own records: what is past its last day goes, and who then has nothing left.

First every key that must go, in one turn of the kluis; then the rows, a number of people at a time,
each in one transaction together with the count of what went. A run that is killed leaves people
either untouched or done, and the next one finds the rest: the day, the row and the reason follow
from what is on file, so late or again comes out the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.dossier.bewaring import EIGEN, eigen_dingen, eigen_soorten, verwijder
from shared.bestand.dossier.dossier import Dossiersoort
from shared.bestand.leden.ouderdagen import relatiedingen
from shared.bestand.nodig.oordeel import Gaat, nog_nodig
from shared.bestand.personen.herindexeren import sluit_vakken
from shared.bestand.personen.vernietiging import geraakte_tabellen, maak_leeg
from shared.bestand.tabellen import GroepslidRij, PersoonRij, VertegenwoordigerRij
from shared.bestand.vernietigd.onverklaard import PERSONEN, meld_vernietigd
from shared.convenant.bewaren.oordeel import Oordeel, moet_weg, oordeel
from shared.convenant.bewaren.regels import Bewaarregel, bewaarregels
from shared.convenant.termijnen import datum_nl
from shared.opslag.schijf import wis_resten
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst
from shared.partij.poorten.meegaand import vastgehouden
from shared.zaak.bewaren.geteld import tel

GROND = "bewaartermijn"
_RELATIES = VertegenwoordigerRij.__tablename__
_PORTIE = 100
"""People in one transaction."""


@dataclass
class _Gaan:
    """What goes of one person: the ids by kind of record, and by the row that says so; and of whom
    he no longer is the parent."""

    soorten: dict[str, list[str]] = field(default_factory=dict)
    relaties: list[str] = field(default_factory=list)
    regels: dict[str, list[str]] = field(default_factory=dict)


def wie_een_aanpak_houdt(sessie: Session) -> set[str]:
    """Everybody who is in a group here now: of whom the approach runs, or is kept after it."""
    vraag = select(GroepslidRij.persoon_id).where(GroepslidRij.beeindigd_op.is_(None)).distinct()
    return set(sessie.scalars(vraag))


def mag_nu(
    sessie: Session, dienst: Dienst, vandaag: date
) -> Callable[[str], Sequence[Bewaarregel]]:
    """By kind of own record the rows that may be carried out today: a term that no law says waits
    for an archivist, and holds up no other (H10)."""
    akkoord = {code for poort in dienst.bijdragen.akkoorden for code in poort(sessie, vandaag)}
    alle = bewaarregels(dienst.regels).over(EIGEN)
    zonder = tuple(regel for regel in alle if not regel.archivaris)
    return lambda code: alle if code in akkoord else zonder


def eigen_die_gaan(
    sessie: Session, dienst: Dienst, vandaag: date
) -> Iterator[tuple[Dossiersoort[Any, Any], Oordeel]]:
    """Every own record whose day has come, with why; not what a subject removes itself."""
    elders = frozenset[str]().union(*(een.regels for een in dienst.bijdragen.begindagen))
    rijen = mag_nu(sessie, dienst, vandaag)
    for soort, ding in eigen_dingen(sessie, dienst, wie_een_aanpak_houdt(sessie)):
        gevonden = oordeel(rijen(soort.code), ding)
        weg = gevonden.weg
        if weg is not None and weg.op <= vandaag and weg.regel.code not in elders:
            yield soort, gevonden


@scherm_opzij()
def ruim_eigen(dienst: Dienst) -> Mapping[str, int]:
    """One run; how many records and people went. Repeatable."""
    vandaag = datum_nl(dienst.klok())
    with dienst.lezend() as sessie:
        gaan = _per_persoon(sessie, dienst, vandaag)
        leeg = {} if not gaan else _zonder_rest(sessie, dienst, gaan)
    if not gaan:
        return {"eigenGegevens": 0, "eigenPersonen": 0}
    # Outside a transaction: destroying keys rewraps all others and must not hold up the file.
    sleutels = {een for van_wie in leeg.values() for een in van_wie}
    dienst.kluis.vernietig_alle(sleutels | sluit_vakken(dienst, leeg))
    for portie in porties(sorted(gaan), _PORTIE):
        with dienst.transactie() as sessie:
            _ruim(sessie, dienst, {een: gaan[een] for een in portie}, leeg.keys(), vandaag)
    tabellen = [soort.tabel.__tablename__ for soort in eigen_soorten(dienst)]
    wis_resten(dienst.engine, (_RELATIES, *tabellen, *geraakte_tabellen(dienst)))
    weg = sum(len(ids) for een in gaan.values() for ids in een.regels.values())
    return {"eigenGegevens": weg, "eigenPersonen": len(leeg)}


def _per_persoon(sessie: Session, dienst: Dienst, vandaag: date) -> dict[str, _Gaan]:
    gaan: dict[str, _Gaan] = {}
    for soort, gevonden in eigen_die_gaan(sessie, dienst, vandaag):
        ding, weg = gevonden.ding, gevonden.weg
        assert ding.persoon is not None and weg is not None  # noqa: S101, PT018 - own, and goes
        van_wie = gaan.setdefault(ding.persoon, _Gaan())
        van_wie.soorten.setdefault(soort.code, []).append(ding.id)
        van_wie.regels.setdefault(weg.regel.code, []).append(ding.id)
    vast = vastgehouden(sessie, dienst.regels, dienst.bijdragen.vasthoudingen).personen
    relaties = relatiedingen(sessie, dienst.regels, vast)
    for gevonden in moet_weg(bewaarregels(dienst.regels), relaties, vandaag):
        ding, weg = gevonden.ding, gevonden.weg
        assert ding.persoon is not None and weg is not None  # noqa: S101, PT018 - a parent, and goes
        van_wie = gaan.setdefault(ding.persoon, _Gaan())
        van_wie.relaties.append(ding.id)
        van_wie.regels.setdefault(weg.regel.code, []).append(ding.id)
    return gaan


def _zonder_rest(sessie: Session, dienst: Dienst, gaan: Mapping[str, _Gaan]) -> dict[str, set[str]]:
    """Whom nothing needs once these records are gone, each with the keys to destroy."""
    weg = {kenmerk for een in gaan.values() for ids in een.regels.values() for kenmerk in ids}
    vast = vastgehouden(sessie, dienst.regels, dienst.bijdragen.vasthoudingen).personen
    nodig = nog_nodig(sessie, dienst, gaan.keys(), Gaat(eigen=weg), vast=vast)
    return sleutels_van_allen(sessie, gaan.keys() - nodig.keys())


def sleutels_van_allen(sessie: Session, personen: Collection[str]) -> dict[str, set[str]]:
    """Of each of these who is no tombstone yet, every key."""
    sleutels: dict[str, set[str]] = {}
    for portie in porties(sorted(personen)):
        vraag_sleutels = select(PersoonRij.id, PersoonRij.sleutel_id).where(
            PersoonRij.id.in_(portie), PersoonRij.sleutel_id.is_not(None)
        )
        sleutels |= {een: {s} for een, s in sessie.execute(vraag_sleutels) if s is not None}
        vraag_aanpak = select(AanpaksleutelRij.persoon_id, AanpaksleutelRij.sleutel_id).where(
            AanpaksleutelRij.persoon_id.in_(portie)
        )
        for persoon, sleutel in sessie.execute(vraag_aanpak):
            if persoon in sleutels:
                sleutels[persoon].add(sleutel)
    return sleutels


def _ruim(
    sessie: Session, dienst: Dienst, gaan: Mapping[str, _Gaan], leeg: Collection[str], dag: date
) -> None:
    """These people's records, whole people among them, and the count: all of it or nothing."""
    regels: Counter[str] = Counter()
    per_soort: Counter[str] = Counter()
    rij_van = {
        kenmerk: regel
        for een in gaan.values()
        for regel, ids in een.regels.items()
        for kenmerk in ids
    }
    for soort in eigen_soorten(dienst):
        ids = [kenmerk for een in gaan.values() for kenmerk in een.soorten.get(soort.code, ())]
        for portie in porties(ids):
            # What another run took in the meantime is counted there.
            k = soort.tabel.id
            nog = sessie.scalars(select(k).where(k.in_(portie)).with_for_update()).all()
            verwijder(sessie, soort, nog)
            per_soort[soort.code] += len(nog)
            regels.update(rij_van[kenmerk] for kenmerk in nog)
    relaties = {_RELATIES: _ruim_relaties(sessie, gaan, regels, rij_van)}
    weg = levenden(sessie, gaan.keys() & leeg)
    maak_leeg(dienst, sessie, weg, door=None, grond=GROND)
    tel(sessie, dag, regels, personen=len(weg))
    tabel_van = {soort.code: soort.tabel.__tablename__ for soort in eigen_soorten(dienst)}
    aantallen = {tabel_van[code]: aantal for code, aantal in per_soort.items()}
    meld_vernietigd(sessie, dienst, GROND, {PERSONEN: len(weg), **aantallen, **relaties})


def _ruim_relaties(
    sessie: Session, gaan: Mapping[str, _Gaan], regels: Counter[str], rij_van: Mapping[str, str]
) -> int:
    """Who is whose parent, counted as everything else is; how many."""
    aantal, k = 0, VertegenwoordigerRij.id
    for portie in porties([kenmerk for een in gaan.values() for kenmerk in een.relaties]):
        nog = sessie.scalars(select(k).where(k.in_(portie)).with_for_update()).all()
        sessie.execute(delete(VertegenwoordigerRij).where(k.in_(nog)))
        regels.update(rij_van[kenmerk] for kenmerk in nog)
        aantal += len(nog)
    return aantal


def levenden(sessie: Session, personen: Collection[str]) -> list[str]:
    """Who of these is no tombstone yet; held until the transaction ends."""
    vraag = select(PersoonRij.id).where(
        PersoonRij.id.in_(sorted(personen)), PersoonRij.vernietigd_op.is_(None)
    )
    return sorted(sessie.scalars(vraag.with_for_update()))
