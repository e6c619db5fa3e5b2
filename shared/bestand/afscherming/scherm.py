"""Nobody who is shielded shows in a read, whichever operation it is: also one made tomorrow.

The one seam: it listens to every session of a party's own file. What an operation that only reads
asks of the database comes back without the rows of who is shielded. What changes something, what
comes in, and what destroys sees everything: it has to find whom it is about. Operations on what is
kept, and on what a person asks about himself, read on (``Onderwerp.leest_door``).

Whose data are restricted does not show either, but for who handles what people ask about
themselves (``toon_beperkt``): he has to see what he decides about.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Set
from functools import partial
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
from shared.bestand.afscherming.lezing import er_is_niets, leest_alleen, verbergt_beperkt
from shared.bestand.afscherming.opslag import iets_beperkt, iets_dicht
from shared.bestand.tabellen import PersoonRij, VertegenwoordigerRij
from shared.opslag.basis import Basis
from shared.opslag.sessies import SessieMaker

BLIJFT_TE_LEZEN: Final = frozenset({"raadpleging", "leesspoorvraag", "alarmspoor", "oudlid"})
"""Who looked at whom: that is to be accounted for, also afterwards."""

_PERSOON: Final = PersoonRij.__table__.c.id
Voorwaarde = tuple[type[Basis], ColumnElement[bool]]
_Maker = tuple[type[Basis], Callable[[], ColumnElement[bool]]]


class Scherm:
    """Takes out of what is read whatever is about somebody who is shielded.

    ``verder``: conditions on rows of other rooms, that say in a way of their own whose they are.
    ``blijft``: tables of other rooms that stay to be read.
    """

    def __init__(self, verder: Iterable[Voorwaarde], blijft: Collection[str]) -> None:
        blijven = {*BLIJFT_TE_LEZEN, *blijft}
        anderen = ((rij, partial(_zelf, voorwaarde)) for rij, voorwaarde in verder)
        self._dicht = _Opties((*_vanzelf(blijven), *anderen))
        self._beperkt = _Opties(_beperkt(blijven))

    def volg(self, maker: SessieMaker) -> SessieMaker:
        """The same maker, whose sessions from now on show nobody who is shielded."""
        event.listen(maker, "do_orm_execute", self._scherm_af)
        return maker

    def _scherm_af(self, staat: ORMExecuteState) -> None:
        # Where there is nobody to hide, looking for tables costs a fifth of asking.
        if not staat.is_select or er_is_niets(staat.session) or not leest_alleen():
            return
        tabellen = _tabellen(staat.statement) & (self._dicht.namen | self._beperkt.namen)
        opties: list[ExecutableOption] = []
        if tabellen and iets_dicht(staat.session):
            opties += self._dicht.van(tabellen)
        if tabellen and verbergt_beperkt() and iets_beperkt(staat.session):
            opties += self._beperkt.van(tabellen)
        if opties:
            staat.statement = staat.statement.options(*opties)


class _Opties:
    """The conditions by table, each made for the first question that needs it.

    A start would make a hundred of them, and in most files nobody is shielded.
    """

    def __init__(self, makers: Iterable[_Maker]) -> None:
        self._makers = {rij.__tablename__: (rij, maak) for rij, maak in makers}
        self._gemaakt: dict[str, ExecutableOption] = {}

    @property
    def namen(self) -> Set[str]:
        """The tables there is a condition for."""
        return self._makers.keys()

    def van(self, tabellen: Set[str]) -> list[ExecutableOption]:
        """The options for these tables."""
        return [self._van(naam) for naam in tabellen & self.namen]

    def _van(self, naam: str) -> ExecutableOption:
        if naam not in self._gemaakt:
            rij, maak = self._makers[naam]
            self._gemaakt[naam] = with_loader_criteria(rij, maak(), include_aliases=True)
        return self._gemaakt[naam]


def _met_persoon(blijft: Collection[str]) -> Iterator[tuple[Any, Collection[str]]]:
    """Every table that says whose its rows are, with the names of its columns."""
    for mapper in Basis.registry.mappers:
        rij, kolommen = mapper.class_, mapper.local_table.c.keys()
        if rij.__tablename__ not in blijft and "persoon_id" in kolommen:
            yield rij, kolommen


def _zelf(voorwaarde: ColumnElement[bool]) -> ColumnElement[bool]:
    return voorwaarde


def _vanzelf(blijft: Collection[str]) -> Iterator[_Maker]:
    """Every table with a person; of one that also has a group, the group decides."""
    for rij, kolommen in _met_persoon(blijft):
        yield rij, partial(_niet_dicht, rij, "groep" in kolommen)
    yield (
        PersoonRij,
        lambda: or_(PersoonRij.vernietigd_op.is_not(None), ~afgeschermd(PersoonRij.id)),
    )
    ouder, kind = VertegenwoordigerRij.ouder_id, VertegenwoordigerRij.kind_id
    yield VertegenwoordigerRij, lambda: and_(~afgeschermd(ouder), ~afgeschermd(kind))


def _niet_dicht(rij: Any, met_groep: bool) -> ColumnElement[bool]:  # noqa: ANN401 - any row
    return ~(in_beeindigde_groep(rij.groep) if met_groep else afgeschermd(rij.persoon_id))


def _beperkt(blijft: Collection[str]) -> Iterator[_Maker]:
    """Every table with a person: all of him, and the row itself or its kind where it has one."""
    for rij, kolommen in _met_persoon(blijft):
        yield rij, partial(_niet_beperkt, rij, kolommen)
    yield PersoonRij, lambda: ~beperkt(PersoonRij.id)
    ouder, kind = VertegenwoordigerRij.ouder_id, VertegenwoordigerRij.kind_id
    yield VertegenwoordigerRij, lambda: and_(~beperkt(ouder), ~beperkt(kind))


def _niet_beperkt(rij: Any, kolommen: Collection[str]) -> ColumnElement[bool]:  # noqa: ANN401
    soort = rij.gegevenssoort if "gegevenssoort" in kolommen else None
    dicht = or_(*(beperkt(een) for een in _mensen(rij)))
    if "id" in kolommen:
        dicht = or_(dicht, beperkt_gegeven(rij.persoon_id, rij.id, soort))
    return ~dicht


def _mensen(rij: Any) -> Iterator[Any]:  # noqa: ANN401 - any row
    """Its columns that name a person: whose it is, and of a letter also who reads it."""
    for naam, kolom in rij.__table__.c.items():
        if naam == "persoon_id" or any(een.column is _PERSOON for een in kolom.foreign_keys):
            yield getattr(rij, naam)


def _tabellen(vraag: Any) -> set[str]:  # noqa: ANN401 - any executable
    """The names of the tables in a question, also within a subquery."""
    return {str(deel.name) for deel in visitors.iterate(vraag) if isinstance(deel, Table)}
