"""Bij elk bericht in de uitbak: het spoor waarin het is toegezegd."""

import sqlalchemy as sa
from alembic import op

revision = "partij_spoor_0001"
down_revision = None
branch_labels = ("partij_spoor",)
depends_on = ("partij_0002_uitwisseling",)


def upgrade() -> None:
    """Room for a `traceparent` of Trace Context."""
    op.add_column("uitgaand", sa.Column("traceparent", sa.String(55), nullable=True))
