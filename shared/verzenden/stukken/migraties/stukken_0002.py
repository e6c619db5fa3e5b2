"""Van een informatieverzoek de stap waarin het is gedaan, en aan wie het is doorgegeven."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "stukken_0002"
down_revision = "stukken_0001"
branch_labels = None
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Add the columns. In which step an earlier request was asked is not known."""
    for kolom in (
        sa.Column("stap", sa.Integer(), nullable=True),
        sa.Column("behandelaar", KENMERK, nullable=True),
        sa.Column("doorgegeven_door", KENMERK, nullable=True),
        sa.Column("doorgegeven_op", Tijdstip(), nullable=True),
    ):
        op.add_column("informatieverzoek", kolom)
