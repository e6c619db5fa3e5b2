"""Wie als tweede een uitzondering op het informeren goedkeurde."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "gemeente_0002"
down_revision = "gemeente_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what was there waits for a second official."""
    op.add_column("informatiestatus", sa.Column("goedgekeurd_op", Tijdstip(), nullable=True))
    op.add_column("informatiestatus", sa.Column("goedgekeurd_door", sa.String(36), nullable=True))
