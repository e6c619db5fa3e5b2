"""Een databank komt op de nieuwste versie, of blijft precies wat ze was."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Engine, ForeignKey, Integer, MetaData, String, Table, inspect, text

from shared.opslag.basis import nieuwe_metadata
from shared.opslag.engine import maak_engine
from shared.opslag.migratie import SchemaWijktAf, VerwijzingGebroken, migreer

_processen = multiprocessing.get_context("forkserver")
_processen.set_forkserver_preload(["shared.opslag.migratie"])

EERSTE = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "{tak}_0001", None, ("{tak}",), {na}
def upgrade():
    op.create_table("{tak}", sa.Column("id", sa.Integer(), primary_key=True), {extra})
"""
TWEEDE = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "{tak}_0002", "{tak}_0001", None, None
def upgrade():
{stappen}
"""


class Migraties:
    """Mappen met revisies, zoals elk deel er een heeft."""

    def __init__(self, wortel: Path) -> None:
        self.wortel = wortel

    def eerste(self, tak: str, extra: str = "", na: str | None = None) -> Path:
        map_ = self.wortel / tak
        map_.mkdir()
        bron = EERSTE.format(tak=tak, extra=extra, na=repr(na))
        (map_ / f"{tak}_0001_begin.py").write_text(bron)
        return map_

    def tweede(self, tak: str, *stappen: str) -> None:
        bron = TWEEDE.format(tak=tak, stappen="\n".join(f"    {stap}" for stap in stappen))
        (self.wortel / tak / f"{tak}_0002_verder.py").write_text(bron)


@pytest.fixture
def migraties(tmp_path: Path) -> Migraties:
    return Migraties(tmp_path)


@pytest.fixture
def engine(databank_url: str) -> Iterator[Engine]:
    engine = maak_engine(databank_url)
    yield engine
    engine.dispose()


def _tabellen(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def _versies(engine: Engine) -> set[str]:
    with engine.connect() as verbinding:
        return set(verbinding.scalars(text("SELECT version_num FROM alembic_version")))


def test_elke_map_komt_op_haar_nieuwste_versie(
    databank_url: str, engine: Engine, migraties: Migraties
) -> None:
    appel, peer = migraties.eerste("appel"), migraties.eerste("peer")
    migraties.tweede("peer", 'op.add_column("peer", sa.Column("naam", sa.String(9)))')
    migreer(databank_url, [appel, peer])
    assert _tabellen(engine) == {"appel", "peer", "alembic_version"}
    assert _versies(engine) == {"appel_0001", "peer_0002"}


def test_opnieuw_migreren_doet_niets(
    databank_url: str, engine: Engine, migraties: Migraties
) -> None:
    appel = migraties.eerste("appel")
    migreer(databank_url, [appel])
    with engine.begin() as verbinding:
        verbinding.execute(text("INSERT INTO appel VALUES (1)"))
    migreer(databank_url, [appel])
    with engine.connect() as verbinding:
        assert verbinding.scalar(text("SELECT count(*) FROM appel")) == 1


def test_een_nieuwe_map_en_een_nieuwe_versie_komen_er_later_bij(
    databank_url: str, engine: Engine, migraties: Migraties
) -> None:
    appel = migraties.eerste("appel")
    migreer(databank_url, [appel])
    migraties.tweede("appel", 'op.add_column("appel", sa.Column("naam", sa.String(9)))')
    peer = migraties.eerste("peer", na="appel_0002")
    migreer(databank_url, [appel, peer])
    assert _versies(engine) >= {"peer_0001"}
    assert {k["name"] for k in inspect(engine).get_columns("appel")} == {"id", "naam"}


def test_een_revisie_die_mislukt_verandert_niets(
    databank_url: str, engine: Engine, migraties: Migraties
) -> None:
    appel = migraties.eerste("appel")
    migreer(databank_url, [appel])
    migraties.tweede("appel", 'op.create_table("half", sa.Column("id", sa.Integer()))', "1 / 0")
    with pytest.raises(ZeroDivisionError):
        migreer(databank_url, [appel])
    assert _tabellen(engine) == {"appel", "alembic_version"}
    assert _versies(engine) == {"appel_0001"}


def test_twee_processen_die_tegelijk_starten_botsen_niet(
    databank_url: str, engine: Engine, migraties: Migraties
) -> None:
    mappen = [migraties.eerste("appel"), migraties.eerste("peer")]
    processen = [_processen.Process(target=migreer, args=(databank_url, mappen)) for _ in range(4)]
    for proces in processen:
        proces.start()
    for proces in processen:
        proces.join()
    assert [proces.exitcode for proces in processen] == [0, 0, 0, 0]
    for proces in processen:
        proces.close()
    assert _versies(engine) == {"appel_0001", "peer_0001"}


def test_een_tabel_herbouwen_laat_verwijzende_rijen_staan(
    databank_url: str, engine: Engine, migraties: Migraties
) -> None:
    ouder = migraties.eerste("ouder")
    kind = migraties.eerste(
        "kind",
        'sa.Column("ouder", sa.Integer(), sa.ForeignKey("ouder.id", ondelete="CASCADE"))',
        "ouder_0001",
    )
    migreer(databank_url, [ouder, kind])
    with engine.begin() as verbinding:
        verbinding.execute(text("INSERT INTO ouder VALUES (1)"))
        verbinding.execute(text("INSERT INTO kind VALUES (1, 1)"))
    migraties.tweede(
        "ouder",
        'with op.batch_alter_table("ouder", recreate="auto") as tabel:',
        '    tabel.add_column(sa.Column("naam", sa.String(9), nullable=False, server_default="x"))',
        '    tabel.create_unique_constraint("uq_ouder_naam", ["naam"])',
    )
    migreer(databank_url, [ouder, kind])
    with engine.connect() as verbinding:
        assert verbinding.scalar(text("SELECT count(*) FROM kind")) == 1


def test_een_migratie_die_rijen_ouderloos_maakt_wordt_teruggedraaid(
    sqlite_url: str, migraties: Migraties
) -> None:
    ouder = migraties.eerste("ouder")
    kind = migraties.eerste(
        "kind", 'sa.Column("ouder", sa.Integer(), sa.ForeignKey("ouder.id"))', "ouder_0001"
    )
    migreer(sqlite_url, [ouder, kind])
    engine = maak_engine(sqlite_url)
    with engine.begin() as verbinding:
        verbinding.execute(text("INSERT INTO ouder VALUES (1)"))
        verbinding.execute(text("INSERT INTO kind VALUES (1, 1)"))
    migraties.tweede("ouder", 'op.execute("DELETE FROM ouder")')
    with pytest.raises(VerwijzingGebroken, match="kind"):
        migreer(sqlite_url, [ouder, kind])
    with engine.connect() as verbinding:
        assert verbinding.scalar(text("SELECT count(*) FROM ouder")) == 1
    engine.dispose()


def test_na_migreren_gelden_verwijzingen_weer(
    databank_url: str, engine: Engine, migraties: Migraties
) -> None:
    ouder = migraties.eerste("ouder")
    migreer(databank_url, [ouder])
    with engine.connect() as verbinding:
        if engine.dialect.name == "sqlite":
            assert verbinding.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def _model(*kolommen: Column[object]) -> MetaData:
    metadata = nieuwe_metadata()
    Table("appel", metadata, Column("id", Integer, primary_key=True), *kolommen)
    return metadata


def test_modellen_die_kloppen_worden_aanvaard(databank_url: str, migraties: Migraties) -> None:
    mappen = [migraties.eerste("appel"), migraties.eerste("peer")]
    migreer(databank_url, mappen, _model())


def test_een_model_zonder_migratie_wordt_genoemd(
    databank_url: str, engine: Engine, migraties: Migraties
) -> None:
    appel = migraties.eerste("appel")
    with pytest.raises(SchemaWijktAf, match="vergeten"):
        migreer(databank_url, [appel], _model(Column("vergeten", String(9))))
    assert "appel" not in _tabellen(engine)


def test_een_vergeten_verwijzing_wordt_genoemd(databank_url: str, migraties: Migraties) -> None:
    peer = migraties.eerste("peer")
    appel = migraties.eerste("appel", 'sa.Column("peer", sa.Integer())')
    metadata = _model(Column("peer", ForeignKey("peer.id")))
    Table("peer", metadata, Column("id", Integer, primary_key=True))
    with pytest.raises(SchemaWijktAf, match="add_fk"):
        migreer(databank_url, [peer, appel], metadata)


def test_een_map_die_er_niet_is_wordt_niet_overgeslagen(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        migreer(sqlite_url, [tmp_path / "nergens"])
