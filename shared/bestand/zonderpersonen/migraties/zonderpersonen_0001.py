"""Wie bevestigde dat er in een tekst over een groep niemand staat."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "zonderpersonen_0001"
down_revision = None
branch_labels = ("zonderpersonen",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "tekstbevestiging",
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("onderwerp", sa.String(120), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("door", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("soort", "onderwerp", "versie", name="pk_tekstbevestiging"),
    )
    op.create_index("ix_tekstbevestiging_door", "tekstbevestiging", ["door"])
