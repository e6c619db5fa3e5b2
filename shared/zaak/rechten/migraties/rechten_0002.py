"""Wat een partij over haar deel van een verzoek beslist."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst

revision = "rechten_0002"
down_revision = "rechten_0001"
branch_labels = None
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Add the columns of a decision."""
    for kolom in (
        sa.Column("uitkomst", sa.String(40), nullable=True),
        sa.Column("besluitstand", sa.String(16), nullable=True),
        sa.Column("besloten_op", sa.Date(), nullable=True),
        sa.Column("gronden", JsonTekst(), nullable=True),
        sa.Column("besluitzegel", sa.LargeBinary(), nullable=True),
        sa.Column("besloten_door", KENMERK, nullable=True),
        sa.Column("bevestigd_door", KENMERK, nullable=True),
    ):
        op.add_column("rechtenverzoek_deel", kolom)
