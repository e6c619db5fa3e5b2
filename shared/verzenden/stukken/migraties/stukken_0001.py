"""Stukken over een groep, met wat ieder ervan kreeg, en antwoorden zonder gegevens."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "stukken_0001"
down_revision = None
branch_labels = ("stukken",)
depends_on = "partij_0002_uitwisseling"

KENMERK = sa.String(36)
_GEGEVEN = sa.text("richting = 'uit'")


def upgrade() -> None:
    """Make the tables."""
    _stukken()
    _berichten()
    _antwoorden()


def _stukken() -> None:
    op.create_table(
        "groepsstuk",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("richting", sa.String(3), nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("groep", KENMERK, nullable=True),
        sa.Column("onderwerp", KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("van", sa.String(63), nullable=False),
        sa.Column("medewerker", KENMERK, nullable=True),
        sa.Column("aan", KENMERK, nullable=True),
        sa.Column("in_reactie_op", KENMERK, nullable=True),
        sa.Column("stand", sa.String(16), nullable=False),
        sa.Column("op", Tijdstip(), nullable=False),
        sa.Column("vervangen_door", KENMERK, nullable=True),
        sa.Column("ingetrokken_op", Tijdstip(), nullable=True),
        sa.Column("gelezen_op", Tijdstip(), nullable=True),
        sa.Column("idempotentiesleutel", sa.String(128), nullable=True),
        sa.Column("afgemeld_met", KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_groepsstuk"),
        sa.UniqueConstraint("medewerker", "idempotentiesleutel", name="uq_groepsstuk_medewerker"),
    )
    for kolom in ("groep", "stand"):
        op.create_index(f"ix_groepsstuk_{kolom}", "groepsstuk", [kolom])
    op.create_index("ix_groepsstuk_keten", "groepsstuk", ["van", "soort", "onderwerp"])
    op.create_index(
        "uq_groepsstuk_gegeven_versie",
        "groepsstuk",
        ["soort", "onderwerp", "versie"],
        unique=True,
        sqlite_where=_GEGEVEN,
        postgresql_where=_GEGEVEN,
    )


def _berichten() -> None:
    op.create_table(
        "groepsstuk_bericht",
        sa.Column("bericht_id", KENMERK, nullable=False),
        sa.Column("stuk_id", KENMERK, nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("apart", sa.Boolean(), nullable=False),
        sa.Column("afgeleverd_op", Tijdstip(), nullable=True),
        sa.Column("intrekking", KENMERK, nullable=True),
        sa.Column("ingetrokken_op", Tijdstip(), nullable=True),
        sa.Column("vernietigd_op", Tijdstip(), nullable=True),
        sa.Column("meldt", JsonTekst(), nullable=True),
        sa.PrimaryKeyConstraint("bericht_id", name="pk_groepsstuk_bericht"),
        sa.ForeignKeyConstraint(
            ["bericht_id"], ["uitgaand.bericht_id"], name="fk_groepsstuk_bericht_bericht_id"
        ),
        sa.ForeignKeyConstraint(
            ["stuk_id"], ["groepsstuk.id"], name="fk_groepsstuk_bericht_stuk_id"
        ),
    )
    op.create_index("ix_groepsstuk_bericht_stuk_id", "groepsstuk_bericht", ["stuk_id"])


def _antwoorden() -> None:
    op.create_table(
        "verzoekantwoord",
        sa.Column("verzoek_id", KENMERK, nullable=False),
        sa.Column("bericht_id", KENMERK, nullable=False),
        sa.Column("antwoord", sa.String(40), nullable=False),
        sa.Column("verwacht_op", sa.Date(), nullable=True),
        sa.Column("op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("verzoek_id", name="pk_verzoekantwoord"),
        sa.ForeignKeyConstraint(
            ["verzoek_id"], ["informatieverzoek.id"], name="fk_verzoekantwoord_verzoek_id"
        ),
        sa.UniqueConstraint("bericht_id", name="uq_verzoekantwoord_bericht_id"),
    )
