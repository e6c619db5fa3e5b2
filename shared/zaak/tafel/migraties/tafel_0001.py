"""Wie aan de deur van een overleg is toegelaten, en wie diens naam controleerde."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "tafel_0001"
down_revision = None
branch_labels = ("tafel",)
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the table of who was let in."""
    op.create_table(
        "overlegtoelating",
        sa.Column("overleg", KENMERK, nullable=False),
        sa.Column("deelnemer", KENMERK, nullable=False),
        sa.Column("op", Tijdstip(), nullable=False),
        sa.Column("door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("overleg", "deelnemer", name="pk_overlegtoelating"),
    )
