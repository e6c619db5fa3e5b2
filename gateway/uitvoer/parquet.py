"""The lines of an answer as a Parquet file: typed columns for a program that counts.

One column for each member of a line in the API, under the same name. Times are UTC, lists are
lists, and what can be missing is null. Lines are taken and written in groups, so the memory in use
does not grow with the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice
from typing import IO, Any, NamedTuple

from arro3.core import (
    Array,
    DataType,
    Field,
    RecordBatch,
    RecordBatchReader,
    Schema,
    list_array,
    struct_array,
)
from arro3.io import write_parquet

from gateway.zoeken.regelwoorden import IN_WOORDEN, WOORDLIJSTEN, als_dict
from gateway.zoekregister.regels import Regel
from shared.convenant.regels.woordenboek import Woordenboek

RIJGROEP = 10_000
"""Lines in a row group: what a reader can skip as a whole, and what is in memory at once."""

_PER_KEER = 1_000
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECONDE = timedelta(microseconds=1)
_TEKST, _GETAL, _LANG = DataType.string(), DataType.int32(), DataType.int64()
_DAG, _MOMENT = DataType.date32(), DataType.timestamp("us", tz="UTC")

Waarden = Sequence[Any]


class _Kolom(NamedTuple):
    """How one member becomes a column."""

    type: DataType
    bouw: Callable[[Waarden], Array]
    leeg: bool = False


def schrijf_parquet(
    regels: Iterable[Regel],
    doel: IO[bytes],
    over: Mapping[str, str],
    woorden: Woordenboek,
    rijgroep: int = RIJGROEP,
) -> None:
    """Write the lines to `doel`; `over` says in the file what it holds (key-value metadata)."""
    write_parquet(
        RecordBatchReader.from_batches(SCHEMA, _brokken(iter(regels), woorden)),
        doel,
        compression="zstd(3)",
        created_by="driehoek",
        key_value_metadata=dict(over),
        max_row_group_size=rijgroep,
    )


def _brokken(regels: Iterator[Regel], woorden: Woordenboek) -> Iterator[RecordBatch]:
    while brok := list(islice(regels, _PER_KEER)):
        rijen = [{**als_dict(regel, woorden), "tijdstip": regel.tijdstip} for regel in brok]
        kolommen = [kolom.bouw([r[naam] for r in rijen]) for naam, kolom in _KOLOMMEN.items()]
        yield RecordBatch.from_arrays(kolommen, schema=SCHEMA)


def _enkel(type_: DataType) -> Callable[[Waarden], Array]:
    return lambda waarden: Array(waarden, type_)


def _momenten(waarden: Waarden) -> Array:
    return Array([(moment - _BEGIN) // _MICROSECONDE for moment in waarden], _LANG).cast(_MOMENT)


def _dagen(waarden: Waarden) -> Array:
    nul = _BEGIN.toordinal()
    dagen = [None if w is None else date.fromisoformat(w).toordinal() - nul for w in waarden]
    return Array(dagen, _GETAL).cast(_DAG)


def _object(leden: Mapping[str, _Kolom]) -> _Kolom:
    """A column of objects with these members."""
    velden = _schema(leden)

    def bouw(waarden: Waarden) -> Array:
        kolommen = [lid.bouw([een[naam] for een in waarden]) for naam, lid in leden.items()]
        return struct_array(kolommen, fields=velden)

    return _Kolom(DataType.struct(velden), bouw)


def _struct(leden: Mapping[str, _Kolom]) -> _Kolom:
    """A column of lists of objects with these members."""
    een = _object(leden)
    return _lijst(een.type, een.bouw)


def _lijst(element: DataType, bouw: Callable[[Waarden], Array]) -> _Kolom:
    """A column of lists of what `bouw` makes of all their elements together."""
    type_ = DataType.list(Field("element", element, nullable=False))

    def bouw_lijst(waarden: Waarden) -> Array:
        grenzen = Array([0, *accumulate(map(len, waarden))], _GETAL)
        return list_array(grenzen, bouw([e for lijst in waarden for e in lijst]), type=type_)

    return _Kolom(type_, bouw_lijst)


def _schema(kolommen: Mapping[str, _Kolom]) -> list[Field]:
    return [Field(naam, kolom.type, nullable=kolom.leeg) for naam, kolom in kolommen.items()]


_NAAM = _Kolom(_TEKST, _enkel(_TEKST))
_MISSCHIEN = _Kolom(_TEKST, _enkel(_TEKST), leeg=True)
_BLAD = _Kolom(_LANG, _enkel(_LANG))
_LATER_BLAD = _Kolom(_LANG, _enkel(_LANG), leeg=True)
_TEKSTEN, _GETALLEN = _lijst(_TEKST, _enkel(_TEKST)), _lijst(_GETAL, _enkel(_GETAL))
_GETAL_MISSCHIEN = _Kolom(_GETAL, _enkel(_GETAL), leeg=True)
_PLICHT: Mapping[str, _Kolom] = {
    "code": _NAAM,
    "uiterlijk": _Kolom(_DAG, _dagen, leeg=True),
    "vervuldBladnummer": _LATER_BLAD,
}
_REDEN: Mapping[str, _Kolom] = {
    "code": _NAAM,
    "poort": _Kolom(_GETAL, _enkel(_GETAL)),
    "onderdeel": _GETAL_MISSCHIEN,
    "convenant": _MISSCHIEN,
    "wet": _MISSCHIEN,
    "interpretatie": _MISSCHIEN,
    "uitleg": _NAAM,
}
_LIJSTEN = frozenset({"categorieen", "gegevenssoorten", "grondslagen", "interpretaties", "poorten"})
_WOORDEN: Mapping[str, _Kolom] = {
    naam: _TEKSTEN if naam in _LIJSTEN else _MISSCHIEN for naam in WOORDLIJSTEN
}
_KOLOMMEN: Mapping[str, _Kolom] = {
    "id": _NAAM,
    "bladnummer": _BLAD,
    "tijdstip": _Kolom(_MOMENT, _momenten),
    "lokaleTijd": _NAAM,
    "soort": _NAAM,
    "afzender": _NAAM,
    "ontvanger": _NAAM,
    "groep": _MISSCHIEN,
    "stap": _GETAL_MISSCHIEN,
    "doel": _MISSCHIEN,
    "kanaal": _NAAM,
    "medewerker": _MISSCHIEN,
    "functie": _MISSCHIEN,
    "ontvangendeMedewerker": _MISSCHIEN,
    "ontvangendeFunctie": _MISSCHIEN,
    "inReactieOp": _MISSCHIEN,
    "stuk": _MISSCHIEN,
    "overleg": _MISSCHIEN,
    "uiting": _MISSCHIEN,
    "besluit": _NAAM,
    "uitkomst": _NAAM,
    "bevestigingBladnummer": _LATER_BLAD,
    "gezegd": _MISSCHIEN,
    "gezegdBladnummer": _LATER_BLAD,
    "inhoud": _MISSCHIEN,
    "inhoudBladnummer": _LATER_BLAD,
    "betrokkenen": _TEKSTEN,
    "categorieen": _GETALLEN,
    "gegevenssoorten": _TEKSTEN,
    "grondslagen": _TEKSTEN,
    "convenantartikelen": _TEKSTEN,
    "wetsartikelen": _TEKSTEN,
    "interpretaties": _TEKSTEN,
    "poorten": _GETALLEN,
    "redenen": _struct(_REDEN),
    "plichten": _struct(_PLICHT),
    IN_WOORDEN: _object(_WOORDEN),
}
SCHEMA = Schema(_schema(_KOLOMMEN))
"""The columns of the file, in the order of the API."""
