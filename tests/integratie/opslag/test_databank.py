"""De opslag houdt wat is vastgelegd en zegt het als ze even niet kan."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.orm import Session

from shared.opslag.engine import lezend, maak_engine
from shared.opslag.fouten import AlVastgelegd, DatabankNietBeschikbaar, OngeldigeDatabankUrl
from shared.opslag.schijf import leeg_wal, ruim_rijen, wis_resten
from shared.opslag.sessies import lees_sessie_maker, sessie_maker, transactie

TEL = text("SELECT count(*) FROM t")
VOEG_TOE = text("INSERT INTO t VALUES (:n)")


@pytest.fixture
def engine(databank_url: str) -> Iterator[Engine]:
    """Een databank met een tabel t, en een geduld van een halve seconde."""
    engine = maak_engine(databank_url, pool_grootte=2, wachttijd_seconden=0.5)
    with transactie(sessie_maker(engine)) as sessie:
        sessie.execute(text("CREATE TABLE t (n integer PRIMARY KEY)"))
    yield engine
    engine.dispose()


def test_wat_is_vastgelegd_staat_er_na_een_herstart(databank_url: str) -> None:
    for stap in ("CREATE TABLE t (n integer)", "INSERT INTO t VALUES (7)"):
        engine = maak_engine(databank_url)
        with transactie(sessie_maker(engine)) as sessie:
            sessie.execute(text(stap))
        engine.dispose()
    engine = maak_engine(databank_url)
    with transactie(lees_sessie_maker(engine)) as sessie:
        assert sessie.execute(text("SELECT n FROM t")).scalars().all() == [7]
    engine.dispose()


def test_een_fout_draait_alles_terug(engine: Engine) -> None:
    maker = sessie_maker(engine)
    with pytest.raises(KeyError), transactie(maker) as sessie:
        _schrijf_en_struikel(sessie)
    with transactie(maker) as sessie:
        assert sessie.execute(TEL).scalar() == 0


def test_een_terugvalpunt_draait_alleen_zijn_eigen_deel_terug(engine: Engine) -> None:
    with transactie(sessie_maker(engine)) as sessie:
        sessie.execute(VOEG_TOE, {"n": 1})
        with pytest.raises(KeyError), sessie.begin_nested():
            _schrijf_en_struikel(sessie)
        sessie.execute(VOEG_TOE, {"n": 2})
    with transactie(lees_sessie_maker(engine)) as sessie:
        assert sessie.execute(text("SELECT n FROM t ORDER BY n")).scalars().all() == [1, 2]


def test_velen_die_eerst_lezen_en_dan_schrijven_verliezen_niets(databank_url: str) -> None:
    engine = maak_engine(databank_url)
    maker = sessie_maker(engine)
    with transactie(maker) as sessie:
        sessie.execute(text("CREATE TABLE t (n integer PRIMARY KEY)"))

    def lees_en_schrijf(nummer: int) -> None:
        with transactie(maker) as sessie:
            sessie.execute(TEL).scalar()
            sessie.execute(VOEG_TOE, {"n": nummer})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lees_en_schrijf, range(40)))
    with transactie(lees_sessie_maker(engine)) as sessie:
        assert sessie.execute(TEL).scalar() == 40
    engine.dispose()


def test_een_sleutel_die_al_bezet_is_heeft_een_naam_en_een_andere_fout_niet(
    engine: Engine,
) -> None:
    with engine.begin() as verbinding:
        verbinding.execute(VOEG_TOE, {"n": 1})
        verbinding.execute(text("CREATE TABLE u (n integer NOT NULL REFERENCES t, w text UNIQUE)"))
        verbinding.execute(text("INSERT INTO u VALUES (1, 'een')"))
    for dubbel in ("INSERT INTO t VALUES (1)", "INSERT INTO u VALUES (1, 'een')"):
        with pytest.raises(AlVastgelegd), engine.begin() as verbinding:
            verbinding.execute(text(dubbel))
    for fout in ("INSERT INTO u VALUES (7, 'zeven')", "INSERT INTO u VALUES (NULL, 'niets')"):
        with pytest.raises(IntegrityError) as gevangen, engine.begin() as verbinding:
            verbinding.execute(text(fout))
        assert not isinstance(gevangen.value, AlVastgelegd)


def test_wie_alleen_leest_wacht_niet_op_een_schrijver(engine: Engine) -> None:
    with transactie(sessie_maker(engine)) as schrijver:
        schrijver.execute(VOEG_TOE, {"n": 1})
        with transactie(lees_sessie_maker(engine)) as lezer:
            assert lezer.execute(TEL).scalar() == 0


def test_wie_alleen_leest_kan_niet_schrijven(engine: Engine) -> None:
    for _ in range(2):
        with pytest.raises(DatabankNietBeschikbaar), lezend(engine).begin() as verbinding:
            verbinding.execute(VOEG_TOE, {"n": 1})
    # Dezelfde verbinding komt terug uit de poule en schrijft weer gewoon.
    with transactie(sessie_maker(engine)) as sessie:
        sessie.execute(VOEG_TOE, {"n": 1})


def test_een_slot_dat_een_ander_houdt_heet_niet_beschikbaar(engine: Engine) -> None:
    with engine.begin() as een:
        een.execute(text("DELETE FROM t WHERE n = 1"))
        if engine.dialect.name == "postgresql":
            een.execute(text("LOCK TABLE t IN EXCLUSIVE MODE"))
        with pytest.raises(DatabankNietBeschikbaar, match="vergrendeld"), engine.begin() as ander:
            ander.execute(VOEG_TOE, {"n": 1})


def _mislukt(engine: Engine) -> None:
    with pytest.raises(IntegrityError), engine.begin() as verbinding:
        verbinding.execute(VOEG_TOE, {"n": 0})


def _verbroken(engine: Engine) -> None:
    with engine.connect() as verbinding:
        verbinding.execute(TEL)
        verbinding.invalidate()


def _niet_begonnen(engine: Engine) -> None:
    ander = maak_engine(engine.url)
    with ander.begin() as houder:
        houder.execute(VOEG_TOE, {"n": 5})
        if engine.dialect.name == "sqlite":
            with pytest.raises(DatabankNietBeschikbaar), engine.begin():
                pass
        houder.rollback()
    ander.dispose()


def _teruggedraaid(engine: Engine) -> None:
    with engine.connect() as verbinding:
        verbinding.execute(VOEG_TOE, {"n": 6})
        verbinding.rollback()
        # Dezelfde verbinding begint opnieuw en wordt weggelegd zonder iets vast te leggen.
        verbinding.execute(VOEG_TOE, {"n": 7})


@pytest.mark.parametrize("einde", [_mislukt, _verbroken, _niet_begonnen, _teruggedraaid])
def test_de_beurt_om_te_schrijven_gaat_door_hoe_de_vorige_ook_eindigt(
    engine: Engine, einde: Callable[[Engine], None]
) -> None:
    with engine.begin() as verbinding:
        verbinding.execute(VOEG_TOE, {"n": 0})
    einde(engine)

    def schrijf(nummer: int) -> None:
        with engine.begin() as verbinding:
            verbinding.execute(VOEG_TOE, {"n": nummer})

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(schrijf, (1, 2)))
    with lezend(engine).connect() as verbinding:
        assert verbinding.execute(TEL).scalar() == 3


def test_een_uitgeputte_poule_heet_niet_beschikbaar(engine: Engine) -> None:
    lezer = lezend(engine)
    verbindingen = [lezer.connect() for _ in range(4)]
    with (
        pytest.raises(DatabankNietBeschikbaar, match="in gebruik"),
        transactie(lees_sessie_maker(engine)) as sessie,
    ):
        sessie.execute(TEL)
    for verbinding in verbindingen:
        verbinding.close()


def test_een_fout_van_het_programma_heet_geen_storing(engine: Engine) -> None:
    with transactie(sessie_maker(engine)) as sessie:
        sessie.execute(VOEG_TOE, {"n": 1})
    with pytest.raises(IntegrityError), transactie(sessie_maker(engine)) as sessie:
        sessie.execute(VOEG_TOE, {"n": 1})


def test_een_foutmelding_noemt_de_gegevens_niet(engine: Engine) -> None:
    with (
        pytest.raises(Exception, match="bestaat_niet") as fout,
        transactie(sessie_maker(engine)) as sessie,
    ):
        sessie.execute(text("INSERT INTO bestaat_niet VALUES (:naam)"), {"naam": "Nergenshuizen"})
    assert "Nergenshuizen" not in str(fout.value)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file:x?mode=memory&uri=true",
        "postgresql+psycopg2://x@localhost/y",
        "mysql://x@localhost/y",
    ],
)
def test_een_databank_die_niets_bewaart_of_die_we_niet_kennen_wordt_geweigerd(url: str) -> None:
    with pytest.raises(OngeldigeDatabankUrl):
        maak_engine(url)


class TestSqlite:
    """Wat alleen voor een databank in een bestand geldt."""

    def test_het_bestand_is_alleen_van_de_eigenaar(self, sqlite_url: str, tmp_path: Path) -> None:
        engine = maak_engine(sqlite_url)
        with engine.begin() as verbinding:
            verbinding.execute(text("CREATE TABLE t (n integer)"))
            for bestand in tmp_path.iterdir():
                assert stat.S_IMODE(bestand.stat().st_mode) == 0o600, bestand
        engine.dispose()

    def test_elke_verbinding_houdt_zich_aan_de_beloften(self, sqlite_url: str) -> None:
        engine = maak_engine(sqlite_url)
        verwacht = {
            "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1,
        }  # fmt: skip
        with engine.connect() as een, lezend(engine).connect() as ander:
            for verbinding in (ander, een):
                for naam, waarde in verwacht.items():
                    assert verbinding.exec_driver_sql(f"PRAGMA {naam}").scalar() == waarde
        engine.dispose()

    def test_een_volle_schijf_heet_niet_beschikbaar(self, sqlite_url: str) -> None:
        engine = maak_engine(sqlite_url, pool_grootte=1)
        with engine.begin() as verbinding:
            verbinding.execute(text("CREATE TABLE t (n blob)"))
            verbinding.exec_driver_sql("PRAGMA max_page_count = 20")
        vullen = text("INSERT INTO t VALUES (zeroblob(1000000))")
        with pytest.raises(DatabankNietBeschikbaar, match="schijf"), engine.begin() as verbinding:
            verbinding.execute(vullen)
        with engine.connect() as verbinding:
            assert verbinding.execute(TEL).scalar() == 0
        engine.dispose()

    def test_een_bestand_dat_geen_databank_is_heet_niet_beschikbaar(self, tmp_path: Path) -> None:
        (tmp_path / "kapot.sqlite").write_bytes(b"dit is geen databank " * 100)
        engine = maak_engine(f"sqlite:///{tmp_path}/kapot.sqlite")
        with pytest.raises(DatabankNietBeschikbaar, match="geen databank"), engine.connect():
            pass
        engine.dispose()

    def test_een_map_die_er_niet_is_heet_niet_beschikbaar(self, tmp_path: Path) -> None:
        engine = maak_engine(f"sqlite:///{tmp_path}/nergens/x.sqlite")
        with pytest.raises(DatabankNietBeschikbaar, match="niet te openen"), engine.connect():
            pass
        engine.dispose()

    def test_verwijderde_bytes_zijn_weg_van_de_schijf(
        self, sqlite_url: str, tmp_path: Path
    ) -> None:
        engine = maak_engine(sqlite_url)
        geheim = "Verzonnenstein-0000"
        with engine.begin() as verbinding:
            verbinding.execute(text("CREATE TABLE t (n text)"))
            verbinding.execute(VOEG_TOE, {"n": geheim})
        assert any(geheim.encode() in pad.read_bytes() for pad in tmp_path.iterdir())
        with engine.begin() as verbinding:
            verbinding.execute(text("DELETE FROM t"))
        assert leeg_wal(engine)
        assert not any(geheim.encode() in pad.read_bytes() for pad in tmp_path.iterdir())
        engine.dispose()

    def test_een_lezer_houdt_het_legen_op_maar_laat_het_niet_vastlopen(
        self, sqlite_url: str
    ) -> None:
        engine = maak_engine(sqlite_url)
        with engine.begin() as verbinding:
            verbinding.execute(text("CREATE TABLE t (n integer)"))
        with lezend(engine).connect() as lezer:
            lezer.execute(TEL)
            with engine.begin() as verbinding:
                verbinding.execute(VOEG_TOE, {"n": 1})
            assert not leeg_wal(engine, wachttijd_seconden=0.05)
            assert not wis_resten(engine, ["t"], wachttijd_seconden=0.01)
        assert wis_resten(engine, ["t"])
        assert leeg_wal(engine)
        engine.dispose()


@pytest.mark.postgresql
class TestPostgresql:
    """Wat alleen voor een databankserver geldt."""

    def test_een_verbroken_verbinding_heet_niet_beschikbaar_en_herstelt(
        self, postgres_url: str
    ) -> None:
        engine, ander = maak_engine(postgres_url), maak_engine(postgres_url)
        with engine.connect() as verbinding:
            pid = verbinding.scalar(text("SELECT pg_backend_pid()"))
            with ander.begin() as beheerder:
                beheerder.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
            with pytest.raises(DatabankNietBeschikbaar):
                verbinding.execute(text("SELECT 1"))
        with engine.begin() as verbinding:
            assert verbinding.scalar(text("SELECT 1")) == 1
        engine.dispose()
        ander.dispose()

    def test_verbindingen_die_in_de_voorraad_doodgingen_merkt_niemand(
        self, postgres_url: str
    ) -> None:
        engine, ander = maak_engine(postgres_url), maak_engine(postgres_url)
        with engine.connect() as een, engine.connect() as twee:
            pids = [v.scalar(text("SELECT pg_backend_pid()")) for v in (een, twee)]
        with ander.begin() as beheerder:
            beheerder.execute(
                text("SELECT pg_terminate_backend(pid) FROM unnest(:pids) AS pid"), {"pids": pids}
            )
        with engine.begin() as een, engine.begin() as twee:
            assert een.scalar(text("SELECT 1")) == twee.scalar(text("SELECT 1")) == 1
        engine.dispose()
        ander.dispose()

    def test_een_server_die_er_niet_is_heet_niet_beschikbaar(self, tmp_path: Path) -> None:
        engine = maak_engine(f"postgresql+psycopg://postgres@/x?host={tmp_path}")
        with pytest.raises(DatabankNietBeschikbaar), engine.connect():
            pass
        engine.dispose()

    def test_een_databank_die_niet_bestaat_heet_niet_beschikbaar(self, postgres_url: str) -> None:
        engine = maak_engine(postgres_url.replace("/databank_", "/nergens_"))
        with pytest.raises(DatabankNietBeschikbaar), engine.connect():
            pass
        engine.dispose()

    def test_een_server_die_te_vroeg_antwoordt_wordt_overstemd(self, postgres_url: str) -> None:
        engine = maak_engine(postgres_url)
        with engine.begin() as verbinding:
            naam = verbinding.scalar(text("SELECT current_database()"))
            verbinding.execute(text(f'ALTER DATABASE "{naam}" SET synchronous_commit = off'))
        engine.dispose()
        with engine.connect() as verbinding:
            assert verbinding.scalar(text("SHOW synchronous_commit")) == "on"
        engine.dispose()

    def test_een_verwijzing_die_niet_bestaat_is_een_fout_van_het_programma(
        self, postgres_url: str
    ) -> None:
        engine = maak_engine(postgres_url)
        with pytest.raises(ProgrammingError), engine.connect() as verbinding:
            verbinding.execute(text("SELECT * FROM nergens"))
        engine.dispose()

    def test_dode_rijen_worden_opgeruimd(self, postgres_url: str) -> None:
        engine = maak_engine(postgres_url)
        grootte = text("SELECT pg_relation_size('t')")
        with engine.begin() as verbinding:
            verbinding.execute(text("CREATE TABLE t (n text)"))
            verbinding.execute(
                text("INSERT INTO t SELECT repeat('x', 500) FROM generate_series(1, 99)")
            )
        with engine.begin() as verbinding:
            verbinding.execute(text("DELETE FROM t"))
            assert verbinding.scalar(grootte)
        ruim_rijen(engine, ["t"])
        with engine.connect() as verbinding:
            assert verbinding.scalar(grootte) == 0
        engine.dispose()


def _schrijf_en_struikel(sessie: Session) -> None:
    sessie.execute(VOEG_TOE, {"n": 99})
    raise KeyError
