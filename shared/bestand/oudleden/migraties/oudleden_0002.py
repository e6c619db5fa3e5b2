"""Wanneer de laatste koppeling van iemand wegging; van wie er al stond is dat niet bekend."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "oudleden_0002"
down_revision = "oudleden_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("oudlid", sa.Column("sinds", Tijdstip(), nullable=True))
