"""Namenlijsten onder nummers, voor wie over de groep beslist."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "driehoekstukken_0001"
down_revision = None
branch_labels = ("driehoekstukken",)
depends_on = None

_KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "driehoekstuk",
        sa.Column("id", _KENMERK, nullable=False),
        sa.Column("groep", _KENMERK, nullable=False),
        sa.Column("lijst_id", _KENMERK, nullable=False),
        sa.Column("inhoud", JsonTekst(), nullable=False),
        sa.Column("opgesteld_op", Tijdstip(), nullable=False),
        sa.Column("opgesteld_door", _KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_driehoekstuk"),
    )
    op.create_index("ix_driehoekstuk_groep", "driehoekstuk", ["groep"])
    op.create_table(
        "driehoekstuk_nummer",
        sa.Column("stuk_id", _KENMERK, nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("regel_id", _KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("stuk_id", "nummer", name="pk_driehoekstuk_nummer"),
        sa.ForeignKeyConstraint(
            ["stuk_id"], ["driehoekstuk.id"], name="fk_driehoekstuk_nummer_stuk_id_driehoekstuk"
        ),
    )
