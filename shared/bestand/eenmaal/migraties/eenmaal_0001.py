"""Wat onder een sleutel al is gedaan."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "eenmaal_0001"
down_revision = None
branch_labels = ("eenmaal",)
depends_on = None


def upgrade() -> None:
    """Make the table of orders that were carried out under a key."""
    op.create_table(
        "eenmalig",
        sa.Column("autorisatie_id", sa.String(36), nullable=False),
        sa.Column("sleutel", sa.String(64), nullable=False),
        sa.Column("opdracht", sa.String(64), nullable=True),
        sa.Column("kenmerk", sa.String(36), nullable=True),
        sa.Column("persoon_id", sa.String(36), nullable=True),
        sa.Column("gedaan_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("autorisatie_id", "sleutel", name="pk_eenmalig"),
    )
    op.create_index("ix_eenmalig_persoon_id", "eenmalig", ["persoon_id"])
    op.create_index("ix_eenmalig_gedaan_op", "eenmalig", ["gedaan_op"])
