"""Signalen en waarnemingen over groepsgedrag."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "signalering_0001"
down_revision = None
branch_labels = ("signalering",)
depends_on = None


def upgrade() -> None:
    """Make the table of signals."""
    op.create_table(
        "groepssignaal",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("groep", sa.String(36), nullable=False),
        sa.Column("soort", sa.String(12), nullable=False),
        sa.Column("bron", sa.String(40), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("plek", sa.String(200), nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=False),
        sa.Column("vastgelegd_op", Tijdstip(), nullable=False),
        sa.Column("vastgelegd_door", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_groepssignaal"),
    )
    op.create_index("ix_groepssignaal_groep", "groepssignaal", ["groep"])
