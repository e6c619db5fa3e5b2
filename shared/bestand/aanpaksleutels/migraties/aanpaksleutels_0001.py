"""De sleutels per persoon en per aanpak."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import KENMERK, Tijdstip

revision = "aanpaksleutels_0001"
down_revision = None
branch_labels = ("aanpaksleutels",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "aanpaksleutel",
        sa.Column("sleutel_id", sa.String(64), nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("doel", sa.String(16), nullable=False),
        sa.Column("gemaakt_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("sleutel_id", name="pk_aanpaksleutel"),
    )
    op.create_index("ix_aanpaksleutel_persoon_id", "aanpaksleutel", ["persoon_id"])
    op.create_index("ix_aanpaksleutel_groep_persoon_id", "aanpaksleutel", ["groep", "persoon_id"])
