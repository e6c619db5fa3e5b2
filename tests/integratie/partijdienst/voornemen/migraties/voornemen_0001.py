"""Een voornemen met iemand uit een groep."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "voornemen_0001"
down_revision = None
branch_labels = ("voornemen",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "voornemen",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("groep", sa.String(36), nullable=False),
        sa.Column("persoon_id", sa.String(36), nullable=False),
        sa.Column("vastgelegd_op", Tijdstip(), nullable=False),
        sa.Column("vervalt_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_voornemen"),
    )
    op.create_index("ix_voornemen_groep", "voornemen", ["groep"])
    op.create_index("ix_voornemen_persoon_id", "voornemen", ["persoon_id"])
