"""Verbeteringen: wat betwist is, wie het heeft, en wie het met welk bericht hoorde."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "verbetering_0001_verbeteringen"
down_revision = None
branch_labels = ("verbetering",)
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables of corrections."""
    _verbetering()
    _ontvangers()
    _berichten()


def _verbetering() -> None:
    op.create_table(
        "verbetering",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("kant", sa.String(12), nullable=False),
        sa.Column("aard", sa.String(12), nullable=False),
        sa.Column("stand", sa.String(12), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("sleutel_id", sa.String(64), nullable=False),
        sa.Column("gegevenssoort", sa.String(64), nullable=False),
        sa.Column("bron", sa.String(63), nullable=False),
        sa.Column("gegeven_id", KENMERK, nullable=True),
        sa.Column("nieuw_gegeven", KENMERK, nullable=True),
        sa.Column("melding_van", sa.String(63), nullable=True),
        sa.Column("melding_bericht", KENMERK, nullable=True),
        sa.Column("gestart_op", Tijdstip(), nullable=False),
        sa.Column("gestart_door", KENMERK, nullable=True),
        sa.Column("zegel", sa.LargeBinary(), nullable=True),
        sa.Column("besluit_als", sa.String(12), nullable=True),
        sa.Column("besluit_met", KENMERK, nullable=True),
        sa.Column("besloten_op", Tijdstip(), nullable=True),
        sa.Column("besloten_door", KENMERK, nullable=True),
        sa.Column("besluitzegel", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_verbetering"),
    )
    for kolom in ("stand", "persoon_id", "gegeven_id", "nieuw_gegeven"):
        op.create_index(f"ix_verbetering_{kolom}", "verbetering", [kolom])
    op.create_index("ix_verbetering_groep_persoon_id", "verbetering", ["groep", "persoon_id"])


def _ontvangers() -> None:
    op.create_table(
        "verbetering_ontvanger",
        sa.Column("verbetering_id", KENMERK, nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("origineel", KENMERK, nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "verbetering_id", "partij", "origineel", "volgnummer", name="pk_verbetering_ontvanger"
        ),
        sa.ForeignKeyConstraint(
            ["verbetering_id"], ["verbetering.id"], name="fk_verbetering_ontvanger_verbetering_id"
        ),
    )


def _berichten() -> None:
    op.create_table(
        "verbetering_bericht",
        sa.Column("bericht_id", KENMERK, nullable=False),
        sa.Column("verbetering_id", KENMERK, nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("origineel", KENMERK, nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("fase", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("bericht_id", name="pk_verbetering_bericht"),
        sa.ForeignKeyConstraint(
            ["verbetering_id"], ["verbetering.id"], name="fk_verbetering_bericht_verbetering_id"
        ),
    )
    op.create_index(
        "ix_verbetering_bericht_verbetering_id", "verbetering_bericht", ["verbetering_id"]
    )
