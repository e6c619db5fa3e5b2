"""Wie voorstelde een beperking te laten eindigen, en wanneer; een tweede beslist daarover."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "beperking_0002"
down_revision = "beperking_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("beperking", sa.Column("einde_gevraagd_op", Tijdstip(), nullable=True))
    op.add_column("beperking", sa.Column("einde_gevraagd_door", sa.String(36), nullable=True))
