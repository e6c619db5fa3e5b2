"""Statements on the store of records, for any SQLAlchemy connection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, cast

from sqlalchemy import Connection, Table, delete, insert, select, text, update

from shared.dataverwerkingen.regels import Beslissing, Status, Verwerking
from shared.dataverwerkingen.tabellen import ActiviteitRij, BeslissingRij, UitvoerRij, VerwerkingRij
from shared.opslag.vast import Vast

_VERWERKING: Final = cast(Table, VerwerkingRij.__table__)
_BESLISSING: Final = cast(Table, BeslissingRij.__table__)
_NIEUWE_VERWERKING: Final = Vast(
    insert(_VERWERKING),
    [kolom.name for kolom in _VERWERKING.columns if kolom is not _VERWERKING.c.nummer],
)
_NIEUWE_BESLISSING: Final = Vast(
    insert(_BESLISSING),
    [kolom.name for kolom in _BESLISSING.columns if kolom is not _BESLISSING.c.nummer],
)
_SLOT: Final = 0x4452_4945_4C44_5630  # "DRIELDV0"
MAX_NAAM: Final = 128
VERWERKING: Final = "verwerking"
BESLISSING: Final = "beslissing"
Waarden = Mapping[str, Any]


def schrijf(
    verbinding: Connection,
    verwerkingen: Sequence[Verwerking],
    beslissingen: Sequence[Beslissing],
) -> None:
    """Add records. Their numbers follow the order in which transactions become visible."""
    if verbinding.dialect.name == "postgresql":
        # Een volgnummer dat later zichtbaar wordt dan een hoger, zou de uitvoer overslaan.
        verbinding.execute(text("SELECT pg_advisory_xact_lock(:slot)"), {"slot": _SLOT})
    if verwerkingen:
        _NIEUWE_VERWERKING.reeks(verbinding, [_waarden(een) for een in verwerkingen])
    if beslissingen:
        _NIEUWE_BESLISSING.reeks(verbinding, [_beslissing(een) for een in beslissingen])


def _waarden(een: Verwerking) -> dict[str, Any]:
    return {
        "trace_id": een.trace_id,
        "span_id": een.span_id,
        "ouder_id": een.ouder_id,
        "naam": een.naam[:MAX_NAAM],
        "status": een.status.value,
        "begin_ms": een.begin_ms,
        "einde_ms": een.einde_ms,
        "activiteit": een.activiteit,
        "betrokkene": een.betrokkene,
        "betrokkene_type": een.betrokkene_type,
        "verwerker": een.verwerker,
    }


def _beslissing(een: Beslissing) -> dict[str, Any]:
    return {
        "trace_id": een.trace_id,
        "span_id": een.span_id,
        "ouder_id": een.ouder_id,
        "tijdstip_ms": een.tijdstip_ms,
        "status": een.status.value,
        "attributen": een.attributen(),
        "inhoud": een.inhoud(),
    }


def verwerking_van(rij: Waarden) -> Verwerking:
    """A stored row as the record it was."""
    velden = {naam: rij[naam] for naam in Verwerking.__dataclass_fields__ if naam != "status"}
    return Verwerking(status=Status(rij["status"]), **velden)


def lees_verwerkingen(
    verbinding: Connection,
    *,
    na: int = 0,
    limiet: int,
    trace_id: str | None = None,
    activiteit: str | None = None,
    betrokkene: str | None = None,
) -> list[tuple[int, Verwerking]]:
    """Records after number ``na`` that match everything given, in order of writing."""
    vraag = (
        select(_VERWERKING).where(_VERWERKING.c.nummer > na).order_by(_VERWERKING.c.nummer)
    ).limit(limiet)
    for kolom, waarde in (
        (_VERWERKING.c.trace_id, trace_id),
        (_VERWERKING.c.activiteit, activiteit),
        (_VERWERKING.c.betrokkene, betrokkene),
    ):
        if waarde is not None:
            vraag = vraag.where(kolom == waarde)
    rijen = verbinding.execute(vraag).mappings()
    return [(rij["nummer"], verwerking_van(dict(rij))) for rij in rijen]


def lees_beslissingen(
    verbinding: Connection, *, na: int = 0, limiet: int, trace_id: str | None = None
) -> list[Waarden]:
    """Decisions after number ``na``, as stored, in order of writing."""
    vraag = (
        select(_BESLISSING).where(_BESLISSING.c.nummer > na).order_by(_BESLISSING.c.nummer)
    ).limit(limiet)
    if trace_id is not None:
        vraag = vraag.where(_BESLISSING.c.trace_id == trace_id)
    return [dict(rij) for rij in verbinding.execute(vraag).mappings()]


def bewaar_register(verbinding: Connection, inhoud: Iterable[Waarden]) -> None:
    """Keep entries of the register by their id; what is there stays as it was."""
    for een in inhoud:
        if lees_activiteit(verbinding, een["id"]) is None:
            verbinding.execute(insert(ActiviteitRij).values(id=een["id"], inhoud=dict(een)))


def lees_activiteit(verbinding: Connection, activiteit_id: str) -> dict[str, Any] | None:
    """An entry of the register in whatever version."""
    vraag = select(ActiviteitRij.inhoud).where(ActiviteitRij.id == activiteit_id)
    gevonden: dict[str, Any] | None = verbinding.scalar(vraag)
    return gevonden


def uitvoerstand(verbinding: Connection, soort: str) -> int:
    """Up to which number a table was handed to the receiver of telemetry."""
    vraag = select(UitvoerRij.tot_nummer).where(UitvoerRij.soort == soort)
    return int(verbinding.scalar(vraag) or 0)


def zet_uitvoerstand(
    verbinding: Connection, soort: str, tot: int, geweigerd: int = 0, melding: str | None = None
) -> None:
    """Move the cursor on; ``geweigerd`` more records were refused by the receiver for good."""
    nieuw: dict[str, Any] = {"tot_nummer": tot}
    if geweigerd:
        nieuw |= {"geweigerd": UitvoerRij.geweigerd + geweigerd, "laatste_melding": melding}
    geraakt = verbinding.execute(
        update(UitvoerRij).where(UitvoerRij.soort == soort).values(**nieuw)
    )
    if not geraakt.rowcount:
        verbinding.execute(
            insert(UitvoerRij).values(
                soort=soort, tot_nummer=tot, geweigerd=geweigerd, laatste_melding=melding
            )
        )


def verwijder_voor(verbinding: Connection, grens_ms: int, hoogstens: int) -> int:
    """Remove at most this many records of each kind from before a moment; how many went."""
    totaal = 0
    for tabel, tijd in (
        (_VERWERKING, _VERWERKING.c.einde_ms),
        (_BESLISSING, _BESLISSING.c.tijdstip_ms),
    ):
        oud = select(tabel.c.nummer).where(tijd < grens_ms).order_by(tabel.c.nummer)
        nummers = list(verbinding.scalars(oud.limit(hoogstens)))
        if nummers:
            verbinding.execute(delete(tabel).where(tabel.c.nummer.in_(nummers)))
            totaal += len(nummers)
    return totaal
