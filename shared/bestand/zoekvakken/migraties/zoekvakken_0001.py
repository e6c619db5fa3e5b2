"""De vakken van de blinde index, en wie in welk vak zit."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import KENMERK, Tijdstip

revision = "zoekvakken_0001"
down_revision = None
branch_labels = ("zoekvakken",)
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "zoekvak",
        sa.Column("sleutel_id", sa.String(64), nullable=False),
        sa.Column("gemaakt_op", Tijdstip(), nullable=False),
        sa.Column("gesloten_op", Tijdstip(), nullable=True),
        sa.PrimaryKeyConstraint("sleutel_id", name="pk_zoekvak"),
    )
    op.create_index("ix_zoekvak_gemaakt_op", "zoekvak", ["gemaakt_op"])
    op.create_table(
        "zoekvaklid",
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("sleutel_id", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("persoon_id", name="pk_zoekvaklid"),
    )
    op.create_index("ix_zoekvaklid_sleutel_id", "zoekvaklid", ["sleutel_id"])
