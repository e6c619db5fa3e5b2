"""Wat mondeling is gedeeld staat bij de uitingen; een overleg gaat over een of meer groepen."""

from alembic import op

revision = "partij_overleg_0002"
down_revision = "partij_overleg_0001"
branch_labels = None
depends_on = "partij_0003_mondeling"


def upgrade() -> None:
    """Drop the table that the uitingen took the place of."""
    op.drop_index("ix_mondelinge_verstrekking_overleg", table_name="mondelinge_verstrekking")
    op.drop_table("mondelinge_verstrekking")
