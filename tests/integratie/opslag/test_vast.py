"""Een vaste opdracht doet wat dezelfde opdracht langs SQLAlchemy doet, op beide databanken."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Engine,
    Integer,
    LargeBinary,
    Table,
    bindparam,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from shared.opslag.basis import nieuwe_metadata
from shared.opslag.engine import lezend, maak_engine
from shared.opslag.fouten import AlVastgelegd, DatabankNietBeschikbaar
from shared.opslag.typen import JsonTekst, Tijdstip, Uuid
from shared.opslag.vast import Vast, VasteVerzameling

METADATA = nieuwe_metadata()
RIJ = Table(
    "rij",
    METADATA,
    Column("nummer", Integer, primary_key=True),
    Column("tijdstip", Tijdstip),
    Column("json", JsonTekst),
    Column("sleutel", Uuid),
    Column("dag", Date),
    Column("ja", Boolean, nullable=False),
    Column("bytes", LargeBinary),
)
WAARDEN: dict[str, Any] = {
    "nummer": 1,
    "tijdstip": datetime(2026, 11, 23, 10, 0, 0, 1, tzinfo=UTC),
    "json": {"b": [1, None], "a": "é\x00"},
    "sleutel": uuid.UUID(int=7),
    "dag": date(2026, 11, 23),
    "ja": True,
    "bytes": b"\x00\xff",
}
NIEUW = Vast(insert(RIJ))
ALLES = Vast(select(RIJ).order_by(RIJ.c.nummer))
EEN = Vast(select(RIJ.c.ja).where(RIJ.c.nummer == bindparam("nummer")))
ANDERS = Vast(update(RIJ).where(RIJ.c.nummer == bindparam("welke")), ("ja", "dag"))
DIE_DRIE = Vast(select(RIJ.c.nummer).where((RIJ.c.nummer == 3) & (RIJ.c.ja == bindparam("ja"))))
ONDER = VasteVerzameling(lambda in_: select(RIJ.c.nummer).where(in_(RIJ.c.sleutel)))


@pytest.fixture
def engine(databank_url: str) -> Iterator[Engine]:
    engine = maak_engine(databank_url)
    METADATA.create_all(engine)
    yield engine
    engine.dispose()


def test_wat_erin_gaat_komt_eruit_zoals_sqlalchemy_het_geeft(engine: Engine) -> None:
    with engine.begin() as verbinding:
        assert NIEUW.voer_uit(verbinding, WAARDEN) == 1
        langs_sqlalchemy = tuple(verbinding.execute(select(RIJ)).one())
        assert ALLES.alle(verbinding) == [langs_sqlalchemy]
        assert ALLES.een(verbinding) == langs_sqlalchemy
    assert langs_sqlalchemy == (*[*WAARDEN.values()][:3], str(uuid.UUID(int=7)),
                                WAARDEN["dag"], True, b"\x00\xff")  # fmt: skip


def test_een_reeks_en_een_wijziging(engine: Engine) -> None:
    with engine.begin() as verbinding:
        NIEUW.reeks(verbinding, [{**WAARDEN, "nummer": nummer, "dag": None} for nummer in (3, 2)])
        assert ANDERS.voer_uit(verbinding, {"welke": 3, "ja": False, "dag": date(2027, 1, 1)}) == 1
        assert ANDERS.voer_uit(verbinding, {"welke": 4, "ja": False, "dag": None}) == 0
        assert EEN.een(verbinding, {"nummer": 3}) == (False,)
        assert EEN.een(verbinding, {"nummer": 9}) is None
        assert DIE_DRIE.alle(verbinding, {"ja": False}) == [(3,)]
    with lezend(engine).connect() as verbinding:
        # Zonder begin: de opdracht begint zelf, en ziet wat vastligt.
        assert [rij[0] for rij in ALLES.alle(verbinding)] == [2, 3]


def test_wat_teruggedraaid_is_is_weg(engine: Engine) -> None:
    with engine.connect() as verbinding:
        NIEUW.voer_uit(verbinding, WAARDEN)
        verbinding.rollback()
    with engine.connect() as verbinding:
        assert ALLES.alle(verbinding) == []


def test_fouten_zijn_die_van_elke_opdracht(engine: Engine) -> None:
    with engine.begin() as verbinding:
        NIEUW.voer_uit(verbinding, WAARDEN)
    with pytest.raises(AlVastgelegd), engine.begin() as verbinding:
        NIEUW.voer_uit(verbinding, WAARDEN)
    with pytest.raises(AlVastgelegd), engine.begin() as verbinding:
        NIEUW.reeks(verbinding, [{**WAARDEN, "nummer": 2}, WAARDEN])
    with pytest.raises(IntegrityError) as fout, engine.begin() as verbinding:
        NIEUW.voer_uit(verbinding, {**WAARDEN, "nummer": 5, "ja": None})
    assert not isinstance(fout.value, AlVastgelegd)
    assert "é" not in str(fout.value), "een fout draagt geen waarden"
    with engine.connect() as verbinding:
        assert len(ALLES.alle(verbinding)) == 1


def test_wie_leest_schrijft_niet(engine: Engine) -> None:
    with pytest.raises(DatabankNietBeschikbaar), lezend(engine).connect() as verbinding:
        NIEUW.voer_uit(verbinding, WAARDEN)


def test_een_tabel_die_er_niet_is(engine: Engine) -> None:
    with engine.begin() as verbinding:
        verbinding.execute(text("DROP TABLE rij"))
    with pytest.raises(SQLAlchemyError), engine.begin() as verbinding:
        ALLES.alle(verbinding)


@pytest.mark.parametrize("aantal", [0, 1, 2, 3, 700])
def test_een_verzameling_van_elke_grootte(engine: Engine, aantal: int) -> None:
    sleutels = [str(uuid.UUID(int=nummer)) for nummer in range(aantal)]
    with engine.begin() as verbinding:
        NIEUW.reeks(
            verbinding,
            [
                {**WAARDEN, "nummer": nummer, "sleutel": sleutel}
                for nummer, sleutel in enumerate(sleutels)
            ],
        )
        NIEUW.voer_uit(verbinding, {**WAARDEN, "nummer": 9999, "sleutel": uuid.UUID(int=9999)})
        gevonden = ONDER.alle(verbinding, sleutels)
    assert sorted(gevonden) == [(nummer,) for nummer in range(aantal)]
