"""Bij elke lezing: met welke bewerking zij werd gedaan."""

import sqlalchemy as sa
from alembic import op

revision = "partij_spoor_0002"
down_revision = "partij_spoor_0001"
branch_labels = None
depends_on = ("partij_0005_systemen",)


def upgrade() -> None:
    """Room for the name of the operation; what is older has none."""
    op.add_column("raadpleging", sa.Column("operatie", sa.String(80), nullable=True))
