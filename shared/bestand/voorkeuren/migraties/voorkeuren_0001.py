"""Filters die iemand een naam gaf."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "voorkeuren_0001"
down_revision = None
branch_labels = ("voorkeuren",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "voorkeur",
        sa.Column("autorisatie_id", sa.String(36), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("scherm", sa.String(40), nullable=False),
        sa.Column("naam", sa.String(60), nullable=False),
        sa.Column("keuzes", sa.Text(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("autorisatie_id", "id", name="pk_voorkeur"),
    )
