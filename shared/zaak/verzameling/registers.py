"""Every other table in which there is something of one person: found by its columns, not by name.

So no new subject is forgotten: a table that says of whom its rows are is collected by itself. What
says something of a colleague, and what only makes the file work, is left out.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import product
from typing import Any, Final

from sqlalchemy import LargeBinary, Table, inspect, or_, select
from sqlalchemy.orm import Session

from shared.bestand.personen.vernietiging import sleutels_van
from shared.kluis.fouten import KluisFout
from shared.opslag.basis import Basis
from shared.partij.dienst import Dienst
from shared.partij.fouten import Vernietigd
from shared.partij.persoon import Persoon
from shared.partij.zegel import open_json

PERSOON: Final = ("persoon_id", "kind_id", "ouder_id")
PSEUDONIEM: Final = "betrokkene"
ELDERS: Final = frozenset({
    "persoon", "groepslid", "ontvangen_gegeven", "uitgaand_onderdeel", "raadpleging",
})  # fmt: skip
"""What the collection has a part of its own for; own records besides."""
NIET: Final[Mapping[str, str]] = {
    "alarmspoor": "telt wat een medewerker deed; de lezing zelf staat bij de lezingen",
    "lokrecord": "is van een verzonnen persoon",
    "verwerking": "herhaalt onder een afgeleid kenmerk wat bij lezingen en berichten staat",
    "rechtafschrift": "is dit afschrift zelf",
    "rechtenverzoek_dubbel": "zegt dat een ander iets vroeg die net zo heet",
}
"""What is not collected, and why."""
_VAN_EEN_COLLEGA: Final = ("door", "autorisatie_id", "medewerker", "verantwoordelijke")
_INWENDIG: Final = frozenset({"sleutel_id", "zoekindex", "idempotentiesleutel", "versie", *PERSOON})


@dataclass(frozen=True)
class Register:
    """What one table has of him; ``inhoud`` in a row is what was sealed."""

    naam: str
    rijen: tuple[Mapping[str, Any], ...] = field(repr=False)


def tabellen_over_personen(sessie: Session) -> list[Table]:
    """The tables of this file that say of whom their rows are."""
    hier = set(inspect(sessie.connection()).get_table_names())
    return [
        tabel
        for naam, tabel in sorted(Basis.metadata.tables.items())
        if naam in hier and any(kolom in tabel.c for kolom in (*PERSOON, PSEUDONIEM))
    ]


def verzamel_registers(
    sessie: Session, dienst: Dienst, persoon: Persoon, namen: Iterable[str]
) -> list[Register]:
    """Everything about him that has no part of its own in the collection."""
    persoon_id, sleutel = persoon.id, persoon.sleutel_id
    sleutels = [sleutel, *sorted(sleutels_van(dienst, sessie, persoon_id) - {sleutel})]
    elders = ELDERS | {rij.__tablename__ for rij in dienst.bijdragen.dossiers} | set(NIET)
    gevonden = []
    for tabel in tabellen_over_personen(sessie):
        if tabel.name in elders:
            continue
        vraag = select(tabel).where(_van_hem(tabel, persoon_id, list(namen)))
        rijen = [
            dict(_velden(dienst, tabel, dict(rij._mapping), sleutels))
            for rij in sessie.execute(vraag.order_by(*tabel.primary_key.columns))
        ]
        if rijen:
            gevonden.append(Register(tabel.name, tuple(rijen)))
    return gevonden


def _van_hem(tabel: Table, persoon_id: str, namen: list[str]) -> Any:  # noqa: ANN401 - a condition
    eisen = [tabel.c[kolom] == persoon_id for kolom in PERSOON if kolom in tabel.c]
    if not eisen:
        eisen = [tabel.c[PSEUDONIEM].in_(namen)]
    return or_(*eisen)


def _velden(
    dienst: Dienst, tabel: Table, rij: Mapping[str, Any], sleutels: list[str]
) -> Iterator[tuple[str, Any]]:
    for kolom in tabel.columns:
        naam, waarde = kolom.name, rij[kolom.name]
        if isinstance(kolom.type, LargeBinary):
            if naam == "zegel" and waarde is not None:
                eigen = rij.get("sleutel_id")
                van = sleutels if eigen is None else [eigen]
                yield "inhoud", _open(dienst, tabel, rij, van, waarde)
        elif naam not in _INWENDIG and not naam.endswith(_VAN_EEN_COLLEGA):
            yield _kameel(naam), _json(waarde)


def _open(
    dienst: Dienst, tabel: Table, rij: Mapping[str, Any], sleutels: list[str], zegel: bytes
) -> dict[str, Any] | None:
    """What is sealed in a row; ``None`` where its key is gone, or is of another purpose."""
    (kern,) = (rij[kolom.name] for kolom in tabel.primary_key.columns)
    namen = dict.fromkeys((tabel.name, tabel.name.replace("_", "-")))
    plaatsen = [f"{naam}/{kern}{einde}" for naam in namen for einde in ("", "/reden")]
    for sleutel, plaats in product(sleutels, plaatsen):
        try:
            return open_json(dienst.kluis, sleutel, plaats, zegel)
        except (KluisFout, Vernietigd):
            continue
    return None


def _kameel(naam: str) -> str:
    eerste, *rest = naam.split("_")
    return eerste + "".join(deel.capitalize() for deel in rest)


def _json(waarde: object) -> Any:  # noqa: ANN401 - whatever the column holds
    if isinstance(waarde, datetime | date):
        return waarde.isoformat()
    if isinstance(waarde, enum.Enum):
        return waarde.value
    return waarde
