"""Hoeveel er per dag vanzelf is vernietigd, per rij van de bewaartermijnen."""

import sqlalchemy as sa
from alembic import op

revision = "bewaarklok_0002"
down_revision = "bewaarklok_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "vernietigdtal",
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("regel", sa.String(40), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("dag", "regel", name="pk_vernietigdtal"),
    )
