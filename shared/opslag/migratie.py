"""Bring a database to the newest version, from several folders of revisions at once.

Each library part and each party has a folder of its own with Alembic revisions. The first
revision of a folder has `down_revision = None` and names its branch in `branch_labels`; ids are
unique over all folders (`<branch>_0001`, at most 32 characters). There is no ini file.

Everything runs in one transaction under a lock of the database: of two processes that start at
once, one migrates and the other then finds nothing to do; a failing revision changes nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text

from shared.opslag.engine import maak_engine
from shared.opslag.fouten import DatabankFout

_SLOT = 0x4452_4945_4D49_4752  # "DRIEMIGR": advisory lock number, one per database server
_WACHTTIJD_SECONDEN = 120.0
# Alembic's `op` is one proxy per process, so two migrations in one process take turns.
_een_tegelijk = threading.Lock()


class SchemaWijktAf(DatabankFout):
    """The database, brought to the newest revision, is not what the models say."""

    def __init__(self, verschillen: Sequence[str]) -> None:
        super().__init__("Modellen en databank verschillen: " + "; ".join(verschillen))
        self.verschillen = tuple(verschillen)


class VerwijzingGebroken(DatabankFout):
    """A migration left rows that point at nothing; it was rolled back."""


def migreer(url: str, locaties: Sequence[Path], metadata: MetaData | None = None) -> None:
    """Upgrade the database at `url` to the heads of all `locaties` together.

    With `metadata`, its tables are compared with the result; a difference rolls everything back.
    Faults: `DatabankNietBeschikbaar`, `SchemaWijktAf`, `VerwijzingGebroken`; a folder that does
    not exist is a `FileNotFoundError`, since silently migrating less is worse.
    """
    for locatie in locaties:
        if not locatie.is_dir():
            raise FileNotFoundError(f"Geen map met migraties: {locatie}")
    engine = maak_engine(url, pool_grootte=1, wachttijd_seconden=_WACHTTIJD_SECONDEN)
    try:
        with _een_tegelijk, engine.connect() as verbinding:
            _schakel_verwijzingen_uit(verbinding)
            with verbinding.begin():
                _wacht_op_beurt(verbinding)
                _voer_uit(verbinding, locaties)
                _controleer_verwijzingen(verbinding)
                if metadata is not None:
                    _controleer_schema(verbinding, metadata)
    finally:
        engine.dispose()


def _voer_uit(verbinding: Connection, locaties: Sequence[Path]) -> None:
    script = ScriptDirectory(str(locaties[0]), version_locations=[str(pad) for pad in locaties])

    def naar_heads(revisie: str, _: MigrationContext) -> list[RevisionStep]:
        return script._upgrade_revs("heads", revisie)

    with EnvironmentContext(Config(), script, fn=naar_heads, destination_rev="heads") as omgeving:
        omgeving.configure(
            connection=verbinding,
            render_as_batch=verbinding.dialect.name == "sqlite",
            transactional_ddl=True,
        )
        omgeving.run_migrations()


def _wacht_op_beurt(verbinding: Connection) -> None:
    # On SQLite the transaction began with the write lock; that is the same queue.
    if verbinding.dialect.name == "postgresql":
        verbinding.execute(text("SELECT pg_advisory_xact_lock(:slot)"), {"slot": _SLOT})


def _schakel_verwijzingen_uit(verbinding: Connection) -> None:
    """Rebuilding a table on SQLite drops the old one, which must not cascade into its children.

    The setting has no effect inside a transaction, so it goes to the driver, before it begins.
    """
    if verbinding.dialect.name == "sqlite":
        rauw = verbinding.connection.driver_connection
        assert rauw is not None  # noqa: S101 - for the type checker; connect() has succeeded
        rauw.execute("PRAGMA foreign_keys = OFF")


def _controleer_verwijzingen(verbinding: Connection) -> None:
    if verbinding.dialect.name != "sqlite":
        return
    gebroken = verbinding.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if gebroken:
        tabellen = ", ".join(sorted({str(rij[0]) for rij in gebroken}))
        raise VerwijzingGebroken(f"Na de migratie wijzen rijen nergens meer naar: {tabellen}.")


def _controleer_schema(verbinding: Connection, metadata: MetaData) -> None:
    eigen = set(metadata.tables)

    def alleen_eigen(naam: str | None, soort: str, ouders: Mapping[str, str | None]) -> bool:
        if soort == "schema":
            return naam is None
        return naam in eigen if soort == "table" else ouders.get("table_name") in eigen

    context = MigrationContext.configure(
        verbinding, opts={"include_name": alleen_eigen, "compare_type": True}
    )
    verschillen = compare_metadata(context, metadata)
    if verschillen:
        raise SchemaWijktAf([str(verschil) for verschil in verschillen])
