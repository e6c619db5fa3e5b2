"""Hoe het eigen systeem van een partij een persoon kent: verzegeld, en terug te vinden."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "partij_0007_externe_sleutels"
down_revision = "partij_0006_bevestigd"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of external keys."""
    op.create_table(
        "externe_sleutel",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("persoon_id", sa.String(36), nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=False),
        sa.Column("zoekindex", sa.String(128), nullable=False),
        sa.Column("aangemaakt_op", Tijdstip(), nullable=False),
        sa.Column("aangemaakt_door", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_externe_sleutel"),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name="fk_externe_sleutel_persoon_id"
        ),
        sa.UniqueConstraint("zoekindex", name="uq_externe_sleutel_zoekindex"),
    )
    op.create_index("ix_externe_sleutel_persoon_id", "externe_sleutel", ["persoon_id"])
