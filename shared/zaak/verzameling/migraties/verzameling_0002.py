"""Wie voorstelde iets uit een afschrift weg te laten, en wie daar als tweede naar keek."""

import sqlalchemy as sa
from alembic import op

revision = "verzameling_0002"
down_revision = "verzameling_0001"
branch_labels = None
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Add the columns."""
    for kolom in ("voorgesteld_door", "bevestigd_door"):
        op.add_column("rechtafschrift", sa.Column(kolom, KENMERK, nullable=True))
