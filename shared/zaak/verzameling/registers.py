"""Every other table in which there is something of one person: found by its columns, not by name.

So no new subject is forgotten: a table that says of whom its rows are is collected by itself, with
what hangs below such a row and the thing the row is about. What says something of a colleague, and
what only makes the file work, is left out.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Column, ForeignKey, LargeBinary, Table, inspect, or_, select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.personen.vernietiging import sleutels_van
from shared.opslag.basis import Basis
from shared.opslag.typen import COLLEGA
from shared.partij.dienst import Dienst
from shared.partij.persoon import Persoon
from shared.zaak.verzameling.zegels import open_zegel

PERSOON: Final = ("persoon_id", "kind_id", "ouder_id", "ontvanger_id")
PSEUDONIEM: Final = "betrokkene"
GEGEVEN: Final = "gegeven"
"""By which a table says of which received item it is, and so of whom."""
ELDERS: Final = frozenset({
    "persoon", "groepslid", "ontvangen_gegeven", "uitgaand_onderdeel", "raadpleging",
})  # fmt: skip
"""What the collection has a part of its own for; own records besides."""
NIET: Final[Mapping[str, str]] = {
    "aanpaksleutel": "is een sleutel op wat elders in deze verzameling staat, en zegt zelf niets",
    "alarmspoor": "telt wat een medewerker deed; de lezing zelf staat bij de lezingen",
    "eenmalig": "onthoudt dat een opdracht maar een keer telt; wat er kwam staat waar het hoort",
    "lokrecord": "is van een verzonnen persoon",
    "rechtafschrift": "is dit afschrift zelf",
    "rechtenverzoek_bericht": "is de post tussen partijen over dit verzoek",
    "rechtenverzoek_deel": "is wat elke partij over dit verzoek besluit; dat staat in het antwoord",
    "rechtenverzoek_dubbel": "zegt dat een ander iets vroeg die net zo heet",
    "rechtenverzoek_verloop": "is de behandeling van dit verzoek; wat ervan kwam staat erin",
    "verbetering_bericht": "is de post over een verbetering; die staat er zelf in",
    "verwerking": "herhaalt onder een afgeleid kenmerk wat bij lezingen en berichten staat",
    "zoekvaklid": "is een hulp om snel te zoeken, zonder iets over hem",
}
"""What is not collected, and why."""
_VAN_EEN_COLLEGA: Final = (
    "door", "autorisatie_id", "medewerker", "verantwoordelijke", "eigenaar",
    "opdrachtgever",
)  # fmt: skip
_INWENDIG: Final = frozenset({
    "sleutel_id", "zoekindex", "idempotentiesleutel", "opdracht_van", "opdracht", "versie",
    *PERSOON,
})  # fmt: skip


@dataclass(frozen=True)
class Register:
    """What one table has of him; ``inhoud`` in a row is what was sealed."""

    naam: str
    rijen: tuple[Mapping[str, Any], ...] = field(repr=False)


def tabellen_over_personen(sessie: Session) -> list[Table]:
    """The tables of this file that say of whom their rows are."""
    return [een for een in _tabellen(sessie) if {*PERSOON, PSEUDONIEM, GEGEVEN} & set(een.c.keys())]


def tabellen_eronder(sessie: Session) -> list[tuple[Table, ForeignKey]]:
    """What hangs below a row of those, and by which column: a step in a weighing, in an action."""
    over = {een.name for een in tabellen_over_personen(sessie)} - ELDERS
    return [
        (tabel, sleutel)
        for tabel in _tabellen(sessie)
        if tabel.name not in over
        for sleutel in sorted(tabel.foreign_keys, key=lambda een: een.parent.name)
        if sleutel.column.table.name in over
    ]


def _tabellen(sessie: Session) -> list[Table]:
    hier = set(inspect(sessie.connection()).get_table_names())
    return [tabel for naam, tabel in sorted(Basis.metadata.tables.items()) if naam in hier]


def verzamel_registers(
    sessie: Session,
    dienst: Dienst,
    persoon: Persoon,
    namen: Iterable[str],
    eigen: Collection[str],
) -> list[Register]:
    """Everything about him that has no part of its own in the collection.

    ``eigen``: the tables of own records, which do.
    """
    sleutels = [persoon.sleutel_id]
    sleutels += sorted(sleutels_van(dienst, sessie, persoon.id) - {persoon.sleutel_id})
    lezer = _Lezer(sessie, dienst, sleutels)
    elders = ELDERS | set(NIET) | set(eigen)
    gevonden, sleutelkolom = [], {}
    for tabel in tabellen_over_personen(sessie):
        if tabel.name not in elders:
            rijen = lezer.rijen(tabel, _van_hem(tabel, persoon.id, list(namen)))
            sleutelkolom[tabel.name] = rijen
            # Of an item it says where that went, and not what else there is.
            boven: dict[str, Any] | None = {} if _is_van_gegeven(tabel) else None
            velden = tuple(lezer.velden(tabel, een, boven) for een in rijen)
            gevonden.append(Register(tabel.name, velden))
    for tabel, verwijzing in tabellen_eronder(sessie):
        if tabel.name not in elders:
            erboven = sleutelkolom.get(verwijzing.column.table.name, [])
            bij = {een[verwijzing.column.name]: een for een in erboven}
            rijen = lezer.rijen(tabel, verwijzing.parent.in_(sorted(bij)))
            velden = tuple(
                lezer.velden(tabel, een, bij[een[verwijzing.parent.name]]) for een in rijen
            )
            gevonden.append(Register(tabel.name, velden))
    return sorted((een for een in gevonden if een.rijen), key=lambda een: een.naam)


def _van_hem(tabel: Table, persoon_id: str, namen: list[str]) -> Any:  # noqa: ANN401 - a condition
    eisen = [tabel.c[kolom] == persoon_id for kolom in PERSOON if kolom in tabel.c]
    if _is_van_gegeven(tabel):
        item = OntvangenGegevenRij.__table__.c
        eisen = [tabel.c[GEGEVEN].in_(select(item.id).where(item.persoon_id == persoon_id))]
    elif not eisen:
        eisen = [tabel.c[PSEUDONIEM].in_(namen)]
    return or_(*eisen)


def _is_van_gegeven(tabel: Table) -> bool:
    return GEGEVEN in tabel.c and not {*PERSOON, PSEUDONIEM} & set(tabel.c.keys())


class _Lezer:
    """Reads rows as he gets them; ``sleutels`` are his."""

    def __init__(self, sessie: Session, dienst: Dienst, sleutels: list[str]) -> None:
        self._sessie = sessie
        self._dienst = dienst
        self._sleutels = sleutels

    def rijen(self, tabel: Table, eis: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a condition
        """As they stand, in order."""
        vraag = select(tabel).where(eis).order_by(*tabel.primary_key.columns)
        return [dict(rij._mapping) for rij in self._sessie.execute(vraag)]

    def velden(
        self, tabel: Table, rij: Mapping[str, Any], boven: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """One row; ``boven``: the row it hangs below, which may have a key of its own."""
        return dict(self._velden(tabel, rij, boven or {}, ook_waarover=boven is None))

    def _velden(
        self, tabel: Table, rij: Mapping[str, Any], boven: Mapping[str, Any], *, ook_waarover: bool
    ) -> Iterator[tuple[str, Any]]:
        for kolom in tabel.columns:
            naam, waarde = kolom.name, rij[kolom.name]
            if isinstance(kolom.type, LargeBinary):
                if naam.endswith("zegel") and waarde is not None:
                    sleutels = [een.get("sleutel_id") for een in (rij, boven)]
                    van = [een for een in sleutels if een] + self._sleutels
                    yield (
                        naam.removesuffix("zegel") or "inhoud",
                        open_zegel(self._dienst.kluis, tabel, rij, van, waarde),
                    )
            elif naam not in _INWENDIG and not _noemt_collega(kolom):
                yield _kameel(naam), _json(waarde)
                if ook_waarover:
                    yield from self._waarover(kolom.foreign_keys, naam, waarde)

    def _waarover(
        self, sleutels: Iterable[ForeignKey], naam: str, waarde: object
    ) -> Iterator[tuple[str, Any]]:
        """The thing his row is about: the report he is linked to, the list he stands on."""
        for sleutel in sleutels:
            tabel = sleutel.column.table
            for rij in self.rijen(tabel, sleutel.column == waarde):
                velden = self._velden(tabel, rij, {}, ook_waarover=False)
                yield f"{_kameel(naam.removesuffix('_id'))}Inhoud", dict(velden)


def _noemt_collega(kolom: Column[Any]) -> bool:
    return bool(kolom.info.get(COLLEGA)) or kolom.name.endswith(_VAN_EEN_COLLEGA)


def _kameel(naam: str) -> str:
    eerste, *rest = naam.split("_")
    return eerste + "".join(deel.capitalize() for deel in rest)


def _json(waarde: object) -> Any:  # noqa: ANN401 - whatever the column holds
    if isinstance(waarde, datetime | date):
        return waarde.isoformat()
    if isinstance(waarde, enum.Enum):
        return waarde.value
    return waarde
