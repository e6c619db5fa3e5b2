"""Wat een mens op de werklijst heeft afgehandeld."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "werk_0001"
down_revision = None
branch_labels = ("werk",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "werk_afgehandeld",
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("onderwerp", sa.String(120), nullable=False),
        sa.Column("sinds", Tijdstip(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("op", Tijdstip(), nullable=False),
        sa.Column("door", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("soort", "onderwerp", "sinds", name="pk_werk_afgehandeld"),
    )
