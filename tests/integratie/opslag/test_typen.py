"""Wat erin gaat komt er gelijk uit, en de databank ordent het goed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Column, Engine, Integer, Table, insert, select
from sqlalchemy.exc import StatementError

from shared.opslag.basis import nieuwe_metadata
from shared.opslag.engine import maak_engine
from shared.opslag.typen import JsonTekst, Tijdstip, Uuid

METADATA = nieuwe_metadata()
RIJ = Table(
    "rij",
    METADATA,
    Column("nummer", Integer, primary_key=True),
    Column("tijdstip", Tijdstip),
    Column("json", JsonTekst),
    Column("sleutel", Uuid),
)
DAG = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def engine(databank_url: str) -> Iterator[Engine]:
    engine = maak_engine(databank_url)
    METADATA.create_all(engine)
    yield engine
    engine.dispose()


def _heen_en_terug(engine: Engine, **waarden: Any) -> Any:
    with engine.begin() as verbinding:
        verbinding.execute(insert(RIJ).values(nummer=1, **waarden))
        return verbinding.execute(select(RIJ)).one()


@pytest.mark.parametrize(
    "tijdstip",
    [
        DAG,
        DAG.replace(microsecond=1),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2))),
    ],
)
def test_een_tijdstip_komt_terug_in_utc(engine: Engine, tijdstip: datetime) -> None:
    terug = _heen_en_terug(engine, tijdstip=tijdstip).tijdstip
    assert terug == tijdstip
    assert terug.utcoffset() == timedelta(0)


def test_tijdstippen_staan_op_volgorde_ook_over_tijdzones(engine: Engine) -> None:
    amsterdam = timezone(timedelta(hours=2))
    tijden = [
        DAG,
        DAG + timedelta(microseconds=1),
        (DAG + timedelta(milliseconds=1)).astimezone(amsterdam),
        DAG + timedelta(seconds=1),
        datetime(999, 1, 1, tzinfo=UTC),
    ]
    with engine.begin() as verbinding:
        verbinding.execute(
            insert(RIJ), [{"nummer": i, "tijdstip": t} for i, t in enumerate(tijden)]
        )
        volgorde = verbinding.scalars(select(RIJ.c.nummer).order_by(RIJ.c.tijdstip)).all()
        later = verbinding.scalars(select(RIJ.c.nummer).where(RIJ.c.tijdstip > tijden[1])).all()
    assert volgorde == [4, 0, 1, 2, 3]
    assert set(later) == {2, 3}


def test_een_tijdstip_zonder_tijdzone_wordt_geweigerd(engine: Engine) -> None:
    with pytest.raises(StatementError, match="tijdzone"):
        _heen_en_terug(engine, tijdstip=DAG.replace(tzinfo=None))


@pytest.mark.parametrize(
    "waarde",
    [{"z": 1, "a": [True, None, 1.5]}, "tekst", 0, [], {}, "\u0000", "\ud800", "é€😀", 2**60],
)
def test_json_komt_terug_zoals_het_was(engine: Engine, waarde: Any) -> None:
    terug = _heen_en_terug(engine, json=waarde).json
    assert terug == waarde
    if isinstance(waarde, dict):
        assert list(terug) == list(waarde)


def test_niets_blijft_niets(engine: Engine) -> None:
    rij = _heen_en_terug(engine, json=None, tijdstip=None, sleutel=None)
    assert (rij.json, rij.tijdstip, rij.sleutel) == (None, None, None)


def test_een_uuid_is_36_tekens_hoe_hij_ook_komt(engine: Engine) -> None:
    sleutel = uuid.UUID("0193A1B2-0000-7000-8000-00000000000A")
    assert _heen_en_terug(engine, sleutel=sleutel).sleutel == str(sleutel)
    with engine.connect() as verbinding:
        gezocht = select(RIJ.c.nummer).where(RIJ.c.sleutel == str(sleutel).upper())
        assert verbinding.scalar(gezocht) == 1


def test_wat_geen_uuid_is_wordt_geweigerd(engine: Engine) -> None:
    with pytest.raises(StatementError):
        _heen_en_terug(engine, sleutel="geen uuid")
