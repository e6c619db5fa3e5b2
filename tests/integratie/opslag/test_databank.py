"""De opslag houdt wat is vastgelegd, op SQLite en op PostgreSQL."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from shared.opslag.engine import maak_engine
from shared.opslag.sessies import sessie_maker, transactie


def test_wat_is_vastgelegd_staat_er_na_een_herstart(databank_url: str) -> None:
    for stap in ("CREATE TABLE t (n integer)", "INSERT INTO t VALUES (7)"):
        engine = maak_engine(databank_url)
        with transactie(sessie_maker(engine)) as sessie:
            sessie.execute(text(stap))
        engine.dispose()
    engine = maak_engine(databank_url)
    with transactie(sessie_maker(engine)) as sessie:
        assert sessie.execute(text("SELECT n FROM t")).scalars().all() == [7]
    engine.dispose()


def test_een_fout_draait_alles_terug(databank_url: str) -> None:
    engine = maak_engine(databank_url)
    maker = sessie_maker(engine)
    with transactie(maker) as sessie:
        sessie.execute(text("CREATE TABLE t (n integer)"))
    with pytest.raises(KeyError), transactie(maker) as sessie:
        _schrijf_en_struikel(sessie)
    with transactie(maker) as sessie:
        assert sessie.execute(text("SELECT count(*) FROM t")).scalar() == 0
    engine.dispose()


def _schrijf_en_struikel(sessie: Session) -> None:
    sessie.execute(text("INSERT INTO t VALUES (1)"))
    raise KeyError
