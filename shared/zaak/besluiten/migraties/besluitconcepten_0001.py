"""Besluiten die zijn voorbereid en wachten op wie ze mag tekenen."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "besluitconcepten_0001"
down_revision = None
branch_labels = ("besluitconcepten",)
depends_on = None

_KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "besluitconcept",
        sa.Column("id", _KENMERK, nullable=False),
        sa.Column("groep", _KENMERK, nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("inhoud", JsonTekst(), nullable=False),
        sa.Column("opgesteld_op", Tijdstip(), nullable=False),
        sa.Column("opgesteld_door", _KENMERK, nullable=False),
        sa.Column("stand", sa.String(12), nullable=False),
        sa.Column("open_voor", sa.String(80), nullable=True),
        sa.Column("besluit", JsonTekst(), nullable=True),
        sa.Column("zetting", JsonTekst(), nullable=True),
        sa.Column("afgedaan_op", Tijdstip(), nullable=True),
        sa.Column("afgedaan_door", _KENMERK, nullable=True),
        sa.Column("bladnummer", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_besluitconcept"),
        sa.UniqueConstraint("open_voor", name="uq_besluitconcept_open_voor"),
    )
    for kolom in ("groep", "stand"):
        op.create_index(f"ix_besluitconcept_{kolom}", "besluitconcept", [kolom])
