"""Nobody who is shielded shows in a read, whichever operation it is: also one made tomorrow.

The one seam: it listens to every session of a party's own file. What an operation that only reads
asks of the database comes back without the rows of who is shielded. What changes something, what
comes in, and what destroys sees everything: it has to find whom it is about. Operations on what is
kept, and on what a person asks about himself, read on (``GAAT_DOOR``).

Whose data are restricted does not show either, but for who handles what people ask about
themselves (``toon_beperkt``): he has to see what he decides about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, and_, event, or_
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.sql import visitors
from sqlalchemy.sql.base import ExecutableOption

from shared.bestand.afscherming.grens import (
    afgeschermd,
    beperkt,
    beperkt_gegeven,
    in_beeindigde_groep,
)
from shared.bestand.afscherming.lezing import is_er, leest_alleen, verbergt_beperkt
from shared.bestand.afscherming.opslag import iets_beperkt
from shared.bestand.afscherming.tabellen import GroepseindeRij
from shared.bestand.tabellen import PersoonRij, VertegenwoordigerRij
from shared.opslag.basis import Basis
from shared.opslag.sessies import SessieMaker

BLIJFT_TE_LEZEN: Final = frozenset({"raadpleging", "leesspoorvraag", "alarmspoor", "oudlid"})
"""Who looked at whom: that is to be accounted for, also afterwards."""
_IETS_DICHT: Final = "iets_afgeschermd"

Voorwaarde = tuple[type[Basis], ColumnElement[bool]]


class Scherm:
    """Takes out of what is read whatever is about somebody who is shielded.

    ``verder``: conditions on rows of other rooms, that say in a way of their own whose they are.
    ``blijft``: tables of other rooms that stay to be read.
    """

    def __init__(self, verder: Iterable[Voorwaarde], blijft: Collection[str]) -> None:
        blijven = {*BLIJFT_TE_LEZEN, *blijft}
        self._dicht = _opties((*_vanzelf(blijven), *verder))
        self._beperkt = _opties(_beperkt(blijven))

    def volg(self, maker: SessieMaker) -> SessieMaker:
        """The same maker, whose sessions from now on show nobody who is shielded."""
        event.listen(maker, "do_orm_execute", self._scherm_af)
        return maker

    def _scherm_af(self, staat: ORMExecuteState) -> None:
        if not staat.is_select or not leest_alleen():
            return
        tabellen = _tabellen(staat.statement) & (self._dicht.keys() | self._beperkt.keys())
        opties: list[ExecutableOption] = []
        if tabellen and is_er(staat.session, _IETS_DICHT, GroepseindeRij.__table__.c.groep):
            opties += [self._dicht[naam] for naam in tabellen & self._dicht.keys()]
        if tabellen and verbergt_beperkt() and iets_beperkt(staat.session):
            opties += [self._beperkt[naam] for naam in tabellen & self._beperkt.keys()]
        if opties:
            staat.statement = staat.statement.options(*opties)


def _opties(voorwaarden: Iterable[Voorwaarde]) -> dict[str, ExecutableOption]:
    return {
        rij.__tablename__: with_loader_criteria(rij, voorwaarde, include_aliases=True)
        for rij, voorwaarde in voorwaarden
    }


def _met_persoon(blijft: Collection[str]) -> Iterator[tuple[Any, Collection[str]]]:
    """Every table that says whose its rows are, with the names of its columns."""
    for mapper in Basis.registry.mappers:
        rij, kolommen = mapper.class_, mapper.local_table.c.keys()
        if rij.__tablename__ not in blijft and "persoon_id" in kolommen:
            yield rij, kolommen


def _vanzelf(blijft: Collection[str]) -> Iterator[Voorwaarde]:
    """Every table with a person; of one that also has a group, the group decides."""
    for rij, kolommen in _met_persoon(blijft):
        dicht = (
            in_beeindigde_groep(rij.groep) if "groep" in kolommen else afgeschermd(rij.persoon_id)
        )
        yield rij, ~dicht
    yield PersoonRij, or_(PersoonRij.vernietigd_op.is_not(None), ~afgeschermd(PersoonRij.id))
    ouder, kind = VertegenwoordigerRij.ouder_id, VertegenwoordigerRij.kind_id
    yield VertegenwoordigerRij, and_(~afgeschermd(ouder), ~afgeschermd(kind))


def _beperkt(blijft: Collection[str]) -> Iterator[Voorwaarde]:
    """Every table with a person: all of him, and the row itself or its kind where it has one."""
    for rij, kolommen in _met_persoon(blijft):
        soort = rij.gegevenssoort if "gegevenssoort" in kolommen else None
        dicht = beperkt(rij.persoon_id)
        if "id" in kolommen:
            dicht = or_(dicht, beperkt_gegeven(rij.persoon_id, rij.id, soort))
        yield rij, ~dicht
    yield PersoonRij, ~beperkt(PersoonRij.id)
    ouder, kind = VertegenwoordigerRij.ouder_id, VertegenwoordigerRij.kind_id
    yield VertegenwoordigerRij, and_(~beperkt(ouder), ~beperkt(kind))


def _tabellen(vraag: Any) -> set[str]:  # noqa: ANN401 - any executable
    """The names of the tables in a question, also within a subquery."""
    return {str(deel.name) for deel in visitors.iterate(vraag) if isinstance(deel, Table)}
