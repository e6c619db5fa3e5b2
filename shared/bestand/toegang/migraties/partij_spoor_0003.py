"""Bij elke lezing: over welke groep het ging, en wat de taak was van wie las."""

import sqlalchemy as sa
from alembic import op

revision = "partij_spoor_0003"
down_revision = "partij_spoor_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Room for both; what is older has neither."""
    op.add_column("raadpleging", sa.Column("groep", sa.String(36), nullable=True))
    op.add_column("raadpleging", sa.Column("taak", sa.Text(), nullable=True))
