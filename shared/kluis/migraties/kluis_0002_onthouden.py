"""Wat een bestand niet mag verliezen als een oudere kopie ervan wordt teruggezet."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip, Uuid

revision = "kluis_0002"
down_revision = "kluis_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "kluis_onthouden",
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("kenmerk", sa.String(36), nullable=False),
        sa.Column("sleutel_id", Uuid(), nullable=True),
        sa.Column("zegel", sa.LargeBinary(), nullable=False),
        sa.Column("vast", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("soort", "kenmerk", name="pk_kluis_onthouden"),
    )
    op.create_index("ix_kluis_onthouden_sleutel_id", "kluis_onthouden", ["sleutel_id"])
    op.create_table(
        "kluis_kopie",
        sa.Column("gemaakt_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("gemaakt_op", name="pk_kluis_kopie"),
    )
