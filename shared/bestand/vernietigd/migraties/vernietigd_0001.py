"""Wat vanzelf is vernietigd en nog in geen verklaring staat."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "vernietigd_0001"
down_revision = None
branch_labels = ("vernietigd",)
depends_on = ("partij_0001_dossier",)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "vernietigd_onverklaard",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("grond", sa.String(40), nullable=False),
        sa.Column("aantallen", JsonTekst(), nullable=False),
        sa.Column("vernietigd_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_vernietigd_onverklaard"),
    )
