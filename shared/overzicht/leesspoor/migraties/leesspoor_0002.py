"""Hoe groot het antwoord was, en of het een uitvoer was."""

import sqlalchemy as sa
from alembic import op

revision = "leesspoor_0002"
down_revision = "leesspoor_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what is older it is not known how many lines were given."""
    op.add_column("leesspoorvraag", sa.Column("aantal", sa.Integer(), nullable=True))
    op.add_column(
        "leesspoorvraag",
        sa.Column("uitvoer", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
