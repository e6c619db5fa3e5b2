"""Lang werk dat iemand begon."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "werkzaamheden_0001"
down_revision = None
branch_labels = ("werkzaamheden",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "werkzaamheid",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("onderwerp", sa.String(36), nullable=False),
        sa.Column("autorisatie_id", sa.String(36), nullable=False),
        sa.Column("totaal", sa.Integer(), nullable=False),
        sa.Column("begonnen_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_werkzaamheid"),
        sa.UniqueConstraint("soort", "onderwerp", name="uq_werkzaamheid_soort_onderwerp"),
    )
    op.create_index("ix_werkzaamheid_autorisatie_id", "werkzaamheid", ["autorisatie_id"])
    op.create_index("ix_werkzaamheid_begonnen_op", "werkzaamheid", ["begonnen_op"])
