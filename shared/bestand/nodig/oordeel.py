"""Whether anything here still needs a person, and whether there is anything of this party's own
about him. Every destruction asks it here, and nowhere else (covenant 8.1, 8.2; readings C2, H3).

Who is needed stays, and only what goes of him goes; who is not goes whole, name and all. Asked of
many people at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from shared.bestand.afscherming.grens import in_beeindigde_groep
from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.dossier.tabellen import Dossierrij
from shared.bestand.leden.ouderdagen import te_oude_ouders
from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import GroepslidRij, PersoonRij, VertegenwoordigerRij
from shared.opslag.vast import porties
from shared.partij.dienst import Dienst


class Nut(StrEnum):
    """Why a person stays."""

    EIGEN = "eigen"
    ONTVANGEN = "ontvangen"
    LIJST = "lijst"
    PLAATS = "plaats"
    VERTEGENWOORDIGT = "vertegenwoordigt"
    VAST = "vast"
    WERK = "werk"


@dataclass(frozen=True, kw_only=True)
class Gaat:
    """What goes now: own records (who is whose parent among them) and received items by id, and all
    there is for this group. ``kaal``: nothing goes but who is nothing more than a name here."""

    eigen: Collection[str] = ()
    ontvangen: Collection[str] = ()
    groep: str | None = None
    kaal: bool = False


@scherm_opzij()
def nog_nodig(
    sessie: Session,
    dienst: Dienst,
    personen: Collection[str],
    gaat: Gaat,
    *,
    vast: Set[str] = frozenset(),
) -> Mapping[str, Set[Nut]]:
    """Who of these stays once that is gone, and why. ``vast``: of whom something is held now.

    | stays because of | what that is                                                           |
    |------------------|------------------------------------------------------------------------|
    | ``EIGEN``        | a record for the own task; or, while none of his goes, that this party |
    |                  | put him in its file itself (with ``kaal`` that is no reason)           |
    | ``ONTVANGEN``    | another received item, of any group                                    |
    | ``LIJST``        | an entry on a list of a group                                          |
    | ``PLAATS``       | a place in a group that this party gave him and that did not end, or   |
    |                  | something it recorded for an approach                                  |
    | ``VERTEGENWOORDIGT`` | he represents a child in a group under way, that is young enough   |
    | ``VAST``         | a restriction until it is lifted, inzage until he has it               |
    | ``WERK``         | asked with ``kaal``: a request, message or correction under way        |

    A place that came with a message says no more than the items that came with it, and one that
    ended is kept for requests only: neither keeps anybody's name here.
    """
    redenen: dict[str, set[Nut]] = {}
    for nut, wie in _redenen(sessie, dienst, sorted(set(personen)), gaat):
        for persoon in wie:
            redenen.setdefault(persoon, set()).add(nut)
    for persoon in vast & set(personen):
        redenen.setdefault(persoon, set()).add(Nut.VAST)
    return redenen


@scherm_opzij()
def met_eigen(
    sessie: Session, dienst: Dienst, personen: Collection[str], gaat: Collection[str] = ()
) -> set[str]:
    """Of whom there is anything of this party's own, once these records of its own are gone.

    What only serves an approach (that somebody was informed, a signal in it) is no such record.
    """
    return _met_eigen(sessie, dienst, personen, gaat, kaal=False)


def _met_eigen(
    sessie: Session, dienst: Dienst, personen: Collection[str], gaat: Collection[str], *, kaal: bool
) -> set[str]:
    gevonden: set[str] = set()
    gaan: set[str] = set()
    for mensen in porties(sorted(set(personen))):
        zelf: set[str] = set()
        for tabel in eigen_tabellen(dienst):
            vraag = select(tabel.c.id, tabel.c.persoon_id).where(tabel.c.persoon_id.in_(mensen))
            for kenmerk, persoon in sessie.execute(vraag):
                (gaan if kenmerk in gaat else zelf).add(persoon)
        gaan |= {ouder for kenmerk, ouder, _ in _relaties(sessie, mensen, None) if kenmerk in gaat}
        vraag = select(PersoonRij.id).where(
            PersoonRij.id.in_(mensen), PersoonRij.herkomst == "eigen"
        )
        gevonden |= zelf if kaal else zelf | (set(sessie.scalars(vraag)) - gaan)
    return gevonden


def _redenen(
    sessie: Session, dienst: Dienst, personen: Sequence[str], gaat: Gaat
) -> Iterator[tuple[Nut, Collection[str]]]:
    yield Nut.EIGEN, _met_eigen(sessie, dienst, personen, gaat.eigen, kaal=gaat.kaal)
    ouders: set[str] = set()
    for mensen in porties(personen):
        yield Nut.ONTVANGEN, _met_ontvangen(sessie, mensen, gaat)
        for kolom, voorwaarde in _plaatsen(dienst, gaat.groep):
            vraag = select(kolom).where(kolom.in_(mensen), voorwaarde).distinct()
            yield Nut.PLAATS, sessie.scalars(vraag).all()
        for poort in dienst.bijdragen.plaatsen:
            yield Nut.LIJST, {wie for wie, groep in poort(sessie, mensen) if groep != gaat.groep}
        for werk in dienst.bijdragen.werkhouders if gaat.kaal else ():
            yield Nut.WERK, {wie for wie, sinds in werk(sessie, mensen) if sinds is None}
        ouders |= _met_kind(sessie, mensen, gaat)
    if ouders:
        yield Nut.VERTEGENWOORDIGT, ouders - te_oude_ouders(sessie, dienst.regels)


def _met_ontvangen(sessie: Session, mensen: Sequence[str], gaat: Gaat) -> set[str]:
    rij = OntvangenGegevenRij
    vraag = select(rij.id, rij.persoon_id, rij.groep).where(rij.persoon_id.in_(mensen))
    return {
        persoon
        for kenmerk, persoon, groep in sessie.execute(vraag)
        if groep != gaat.groep and kenmerk not in gaat.ontvangen
    }


def _plaatsen(dienst: Dienst, gaat: str | None) -> Iterator[tuple[Any, ColumnElement[bool]]]:
    """Where a person has a place, outside the group of which everything goes."""
    lid = GroepslidRij
    blijft = lid.groep.is_distinct_from(gaat)
    yield lid.persoon_id, and_(lid.ontvangen.is_(False), lid.beeindigd_op.is_(None), blijft)
    for tabel in dienst.bijdragen.groepsrijen:
        kolommen = tabel.__table__.c
        yield kolommen.persoon_id, kolommen.groep.is_distinct_from(gaat)


def _met_kind(sessie: Session, mensen: Sequence[str], gaat: Gaat) -> set[str]:
    """Who represents somebody in a group under way, or of whom one child goes and another not."""
    relaties = list(_relaties(sessie, mensen, gaat.groep))
    gaan = {ouder for kenmerk, ouder, _ in relaties if kenmerk in gaat.eigen}
    return {
        ouder
        for kenmerk, ouder, in_groep in relaties
        if kenmerk not in gaat.eigen and (in_groep or ouder in gaan)
    }


def _relaties(
    sessie: Session, mensen: Sequence[str], gaat: str | None
) -> Iterator[tuple[str, str, bool]]:
    """Whom these represent: the id, who, and whether the child is in a group under way."""
    lid, rij = GroepslidRij, VertegenwoordigerRij
    van_kind = exists().where(
        lid.persoon_id == rij.kind_id,
        lid.beeindigd_op.is_(None),
        lid.groep.is_distinct_from(gaat),
        ~in_beeindigde_groep(lid.groep),
    )
    for een in sessie.execute(
        select(rij.id, rij.ouder_id, van_kind).where(rij.ouder_id.in_(mensen))
    ):
        yield een[0], een[1], bool(een[2])


def eigen_tabellen(dienst: Dienst) -> list[Any]:
    """The tables of records for the own task."""
    return [een.__table__ for een in dienst.bijdragen.dossiers if issubclass(een, Dossierrij)]
