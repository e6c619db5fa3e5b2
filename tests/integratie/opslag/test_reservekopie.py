"""Een kopie van een databank die draait, en terug op een lege plek; op SQLite en PostgreSQL."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select

from shared.opslag.engine import maak_engine
from shared.opslag.herstelmerk import Herstelmerk, NietNagespeeld, eis_nagespeeld, zet_merk
from shared.opslag.reservekopie import (
    KopieMislukt,
    eis_leeg,
    eis_te_openen,
    is_ingericht,
    kopieer,
    soort_van,
    zet_terug,
)
from tests.hulp.databank import NieuweDatabank, programmas_van_de_server

RIJ = Table("rij", MetaData(), Column("nummer", Integer, primary_key=True))
MERK = Herstelmerk(datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC), 7)


@pytest.fixture(autouse=True)
def gereedschap_van_de_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{programmas_van_de_server()}:{os.environ['PATH']}")


def _vul(url: str, *nummers: int) -> None:
    engine = maak_engine(url)
    with engine.begin() as verbinding:
        RIJ.create(verbinding, checkfirst=True)
        verbinding.execute(insert(RIJ), [{"nummer": nummer} for nummer in nummers])
    engine.dispose()


def _rijen(url: str) -> list[int]:
    engine = maak_engine(url)
    with engine.connect() as verbinding:
        gevonden = list(verbinding.scalars(select(RIJ.c.nummer).order_by(RIJ.c.nummer)))
    engine.dispose()
    return gevonden


def test_een_kopie_is_die_van_toen_en_komt_gemerkt_terug(
    nieuwe_databank: NieuweDatabank, tmp_path: Path
) -> None:
    url, terug, kopie = nieuwe_databank("bron"), nieuwe_databank("terug"), tmp_path / "kopie"
    _vul(url, 1, 2)
    kopieer(url, kopie)
    _vul(url, 3)
    assert kopie.stat().st_mode & 0o777 == 0o600
    eis_te_openen(kopie, soort_van(url))
    with pytest.raises(KopieMislukt, match="overschreven"):
        eis_leeg("database.url", url)
    assert not is_ingericht(terug)
    eis_leeg("database.url", terug)
    zet_terug(kopie, terug, lambda engine: zet_merk(engine, MERK))
    assert _rijen(terug) == [1, 2]
    engine = maak_engine(terug)
    with pytest.raises(NietNagespeeld, match=r"kopie van 01-11-2026 00:00\..*Draai eerst: zo"):
        eis_nagespeeld(engine, "zo")
    engine.dispose()


def test_een_half_bestand_is_geen_databank(tmp_path: Path) -> None:
    half = tmp_path / "half"
    half.write_bytes(b"SQLite format 3\x00" + bytes(50))
    with pytest.raises(KopieMislukt, match=r"is geen hele databank|is beschadigd"):
        eis_te_openen(half, "sqlite")
