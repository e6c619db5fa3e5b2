"""Wat er de komende dagen weggaat en wat iets vasthoudt, in aantallen, van de laatste ronde."""

import sqlalchemy as sa
from alembic import op

revision = "bewaarstaat_0001"
down_revision = None
branch_labels = ("bewaarstaat",)
depends_on = ("partij_0001_dossier",)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "bewaarstand",
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("wat", sa.String(40), nullable=False),
        sa.Column("vast", sa.Boolean(), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("dag", "wat", "vast", name="pk_bewaarstand"),
    )
