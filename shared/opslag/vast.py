"""Fixed statements: made once, and from then on given to the driver as they are.

SQLAlchemy looks a statement up, checks its parameters and wraps its rows each time; for a statement
that runs with every message that costs several times what the database does. A `Vast` is written in
SQLAlchemy's language and compiled by it, once per kind of database; after that only the driver is
asked. Types (`typen.py`), transactions and errors are those of every other statement: it runs on
the caller's connection, begins a transaction where none was begun, and what goes wrong comes out
as `DatabankNietBeschikbaar`, `AlVastgelegd` or SQLAlchemy's own error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NoReturn, TypeAlias, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Dialect, Insert, Select, bindparam
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine

from shared.opslag.fouten import als_al_vastgelegd, als_niet_beschikbaar

Waarden: TypeAlias = Mapping[str, Any]
_Omzetting: TypeAlias = Callable[[Any], Any]
_Binnen: TypeAlias = Callable[[Any], ColumnElement[bool]]
_Uitkomst = TypeVar("_Uitkomst")
_NIETS: Final[Waarden] = {}
_HOOGSTENS: Final = 512


class Vast:
    """One statement, without an IN of a list (`VasteVerzameling`). Safe to share between threads.

    `kolommen`: which columns an INSERT or UPDATE sets, when it does not say so itself.
    """

    def __init__(self, opdracht: Executable, kolommen: Iterable[str] | None = None) -> None:
        if isinstance(opdracht, Insert):
            # Het volgnummer dat de databank uitdeelt, vraagt hier niemand terug.
            opdracht = opdracht.inline()
        self._opdracht = opdracht
        self._kolommen = None if kolommen is None else list(kolommen)
        self._per_soort: dict[str, _Vorm] = {}

    def voer_uit(self, verbinding: Connection, waarden: Waarden = _NIETS) -> int:
        """Run it; how many rows it changed."""
        return self._doe(verbinding, waarden, lambda cursor: int(cursor.rowcount))

    def een(self, verbinding: Connection, waarden: Waarden = _NIETS) -> tuple[Any, ...] | None:
        """Its first row."""
        rij = self._doe(verbinding, waarden, lambda cursor: cursor.fetchone())
        return None if rij is None else self._vorm(verbinding.dialect).gelezen(rij)

    def alle(self, verbinding: Connection, waarden: Waarden = _NIETS) -> list[tuple[Any, ...]]:
        """All its rows."""
        rijen = self._doe(verbinding, waarden, lambda cursor: cursor.fetchall())
        gelezen = self._vorm(verbinding.dialect).gelezen
        return [gelezen(rij) for rij in rijen]

    def reeks(self, verbinding: Connection, rijen: Sequence[Waarden]) -> None:
        """Run it once for each of these, in order."""
        vorm, rauw = self._vorm(verbinding.dialect), _rauw(verbinding)
        gegeven = [vorm.gegeven(rij) for rij in rijen]
        try:
            rauw.cursor().executemany(vorm.tekst, gegeven)
        except verbinding.dialect.loaded_dbapi.Error as fout:
            _vertaal(fout, verbinding, vorm.tekst)

    def _doe(
        self, verbinding: Connection, waarden: Waarden, neem: Callable[[Any], _Uitkomst]
    ) -> _Uitkomst:
        """What `neem` takes from the cursor: a database may fail at a later row too."""
        vorm, rauw = self._vorm(verbinding.dialect), _rauw(verbinding)
        try:
            return neem(rauw.execute(vorm.tekst, vorm.gegeven(waarden)))
        except verbinding.dialect.loaded_dbapi.Error as fout:
            _vertaal(fout, verbinding, vorm.tekst)

    def _vorm(self, dialect: Dialect) -> _Vorm:
        vorm = self._per_soort.get(dialect.name)
        if vorm is None:
            vorm = self._per_soort[dialect.name] = _Vorm(self._opdracht, self._kolommen, dialect)
        return vorm


class VasteVerzameling:
    """A statement that asks for the rows with any of these values: fixed for each rounded number.

    `maak` gives the statement; it is handed what makes `kolom IN (…)` of a column.
    """

    def __init__(self, maak: Callable[[_Binnen], Executable]) -> None:
        self._maak = maak
        self._op_aantal: dict[int, Vast] = {}

    def alle(
        self, verbinding: Connection, waarden: Sequence[Any], verder: Waarden = _NIETS
    ) -> list[tuple[Any, ...]]:
        """Its rows, in portions that any database takes in one statement.

        `verder`: the statement's other parameters, by name.
        """
        rijen: list[tuple[Any, ...]] = []
        for begin in range(0, len(waarden), _HOOGSTENS):
            deel = waarden[begin : begin + _HOOGSTENS]
            # Naar boven afgerond met de laatste erbij: zo zijn er maar een paar opdrachten.
            aantal = 1 << (len(deel) - 1).bit_length()
            gegeven = {_naam(n): deel[min(n, len(deel) - 1)] for n in range(aantal)}
            rijen += self._voor(aantal).alle(verbinding, {**gegeven, **verder})
        return rijen

    def _voor(self, aantal: int) -> Vast:
        vast = self._op_aantal.get(aantal)
        if vast is None:

            def binnen(kolom: Any) -> ColumnElement[bool]:  # noqa: ANN401 - een kolom van een rij
                leden = [bindparam(_naam(nummer), type_=kolom.type) for nummer in range(aantal)]
                gevraagd: ColumnElement[bool] = kolom.in_(leden)
                return gevraagd

            vast = self._op_aantal[aantal] = Vast(self._maak(binnen))
        return vast


def _naam(nummer: int) -> str:
    return f"lid{nummer}"


class _Vorm:
    """The statement for one kind of database: its text, and how values go in and out."""

    def __init__(self, opdracht: Executable, kolommen: list[str] | None, dialect: Dialect) -> None:
        assert isinstance(opdracht, ClauseElement)  # noqa: S101 - elke opdracht is er een
        gemaakt = opdracht.compile(dialect=dialect, column_keys=kolommen)
        if not isinstance(gemaakt, SQLCompiler):
            raise TypeError("een vaste opdracht leest of schrijft rijen")
        self.tekst = str(gemaakt)
        vast = gemaakt.params
        self._op_plaats = gemaakt.positiontup is not None
        namen = gemaakt.positiontup if gemaakt.positiontup is not None else list(vast)
        self._parameters = [
            (naam, vast[naam], _naar_databank(gemaakt, naam, dialect)) for naam in namen
        ]
        self._uit = [_uit_databank(soort, dialect) for soort in _soorten(opdracht)]
        self._om = any(zet is not None for zet in self._uit)

    def gegeven(self, waarden: Waarden) -> Any:  # noqa: ANN401 - wat de driver aanneemt
        """The parameters as the driver takes them."""
        paren = ((naam, waarden.get(naam, vast), zet) for naam, vast, zet in self._parameters)
        if self._op_plaats:
            return [waarde if zet is None else zet(waarde) for _, waarde, zet in paren]
        return {naam: waarde if zet is None else zet(waarde) for naam, waarde, zet in paren}

    def gelezen(self, rij: Sequence[Any]) -> tuple[Any, ...]:
        """A row as SQLAlchemy would give it."""
        if not self._om:
            return tuple(rij)
        return tuple(
            waarde if zet is None else zet(waarde)
            for waarde, zet in zip(rij, self._uit, strict=True)
        )


def _soorten(opdracht: Executable) -> list[TypeEngine[Any]]:
    """Of what comes back."""
    if isinstance(opdracht, Select | UpdateBase):
        return [kolom.type for kolom in opdracht.exported_columns]
    return []


def _naar_databank(gemaakt: SQLCompiler, naam: str, dialect: Dialect) -> _Omzetting | None:
    bekend = gemaakt.binds[naam]
    return bekend.type.dialect_impl(dialect).bind_processor(dialect)


def _uit_databank(soort: TypeEngine[Any], dialect: Dialect) -> _Omzetting | None:
    return soort.dialect_impl(dialect).result_processor(dialect, None)


def _rauw(verbinding: Connection) -> Any:  # noqa: ANN401 - de verbinding van de driver
    if not verbinding.in_transaction():
        verbinding.begin()
    return verbinding.connection.driver_connection


def _vertaal(fout: Exception, verbinding: Connection, tekst: str) -> NoReturn:
    """As `engine.py` does for statements of SQLAlchemy."""
    dialect = verbinding.dialect
    if dialect.is_disconnect(cast(Any, fout), verbinding.connection.driver_connection, None):
        verbinding.invalidate(fout)
    ingepakt = DBAPIError.instance(
        tekst, None, fout, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
    )
    vertaald = als_niet_beschikbaar(fout) or als_al_vastgelegd(ingepakt)
    raise (vertaald or ingepakt) from fout


PORTIE = 500
"""Ids in one question."""


def porties(alle: Sequence[_Uitkomst], grootte: int = PORTIE) -> Iterator[Sequence[_Uitkomst]]:
    """In order, in parts of at most this many."""
    for begin in range(0, len(alle), grootte):
        yield alle[begin : begin + grootte]
