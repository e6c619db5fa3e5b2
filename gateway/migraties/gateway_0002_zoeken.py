"""The search register beside the log, and what is read within a stretch of time.

The tables are filled from the leaves when the gateway starts.

Revision ID: gateway_0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip, Uuid

revision: str = "gateway_0002"
down_revision: str | None = "gateway_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

NUMMER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
TERM = sa.LargeBinary(16)


def upgrade() -> None:
    _uitwisseling()
    _termen()
    _gebeurtenissen()
    _lezen()


def _uitwisseling() -> None:
    op.create_table(
        "uitwisseling",
        sa.Column("bladnummer", NUMMER, autoincrement=False, nullable=False),
        sa.Column("bericht", Uuid(), nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("soort", sa.String(30), nullable=False),
        sa.Column("afzender", sa.String(63), nullable=False),
        sa.Column("ontvanger", sa.String(63), nullable=False),
        sa.Column("groep", Uuid(), nullable=True),
        sa.Column("stap", sa.Integer(), nullable=True),
        sa.Column("doel", sa.Text(), nullable=True),
        sa.Column("kanaal", sa.Text(), nullable=False),
        sa.Column("medewerker", Uuid(), nullable=True),
        sa.Column("ontvangende_medewerker", Uuid(), nullable=True),
        sa.Column("in_reactie_op", Uuid(), nullable=True),
        sa.Column("besluit", sa.String(10), nullable=False),
        sa.Column("kenmerken", JsonTekst(), nullable=False),
        sa.PrimaryKeyConstraint("bladnummer", name="pk_uitwisseling"),
    )
    op.create_index("ix_uitwisseling_bericht", "uitwisseling", ["bericht"])
    op.create_index("ix_uitwisseling_in_reactie_op", "uitwisseling", ["in_reactie_op"])


def _termen() -> None:
    op.create_table(
        "zoekterm",
        sa.Column("term", TERM, nullable=False),
        sa.Column("soort", sa.String(100), nullable=False),
        sa.Column("waarde", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("term", name="pk_zoekterm"),
    )
    op.create_index("ix_zoekterm_soort_waarde", "zoekterm", ["soort", "waarde"])
    op.create_table(
        "zoekbits",
        sa.Column("term", TERM, nullable=False),
        sa.Column("blok", sa.Integer(), nullable=False),
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("term", "blok", name="pk_zoekbits"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "zoekblok",
        sa.Column("blok", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("eerste", Tijdstip(), nullable=False),
        sa.Column("laatste", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("blok", name="pk_zoekblok"),
    )


def _gebeurtenissen() -> None:
    op.create_table(
        "zoekgebeurtenis",
        sa.Column("uitwisseling", NUMMER, autoincrement=False, nullable=False),
        sa.Column("term", TERM, nullable=False),
        sa.Column("bladnummer", NUMMER, nullable=False),
        sa.PrimaryKeyConstraint("uitwisseling", "term", name="pk_zoekgebeurtenis"),
        sa.ForeignKeyConstraint(
            ["uitwisseling"],
            ["uitwisseling.bladnummer"],
            name="fk_zoekgebeurtenis_uitwisseling",
        ),
    )
    op.create_index("ix_zoekgebeurtenis_term_bladnummer", "zoekgebeurtenis", ["term", "bladnummer"])
    op.create_table(
        "zoekinformatie",
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("betrokkene", Uuid(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("bladnummer", NUMMER, nullable=False),
        sa.PrimaryKeyConstraint("partij", "betrokkene", "status", name="pk_zoekinformatie"),
    )
    op.create_table(
        "zoekstand",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("grootte", NUMMER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_zoekstand"),
    )


def _lezen() -> None:
    op.create_table(
        "leesreeks",
        sa.Column("id", Uuid(), nullable=False),
        sa.Column("lezer", sa.String(80), nullable=False),
        sa.Column("wie", JsonTekst(), nullable=False),
        sa.Column("van", Tijdstip(), nullable=False),
        sa.Column("tot", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_leesreeks"),
    )
    op.create_index("ix_leesreeks_lezer", "leesreeks", ["lezer"])
    op.create_index("ix_leesreeks_tot", "leesreeks", ["tot"])
    op.create_table(
        "lezing",
        sa.Column("reeks", Uuid(), nullable=False),
        sa.Column("kenmerk", sa.String(43), nullable=False),
        sa.Column("vraag", JsonTekst(), nullable=False),
        sa.Column("keren", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("reeks", "kenmerk", name="pk_lezing"),
        sa.ForeignKeyConstraint(["reeks"], ["leesreeks.id"], name="fk_lezing_reeks"),
    )
