"""Met welk stuk is verteld dat maatwerk is gedaan."""

import sqlalchemy as sa
from alembic import op

revision = "maatwerk_0002"
down_revision = "maatwerk_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what was done before this nothing was told."""
    op.add_column("maatwerk", sa.Column("stuk", sa.String(36), nullable=True))
