"""Eigen maatwerk van het OM voor een groep."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "maatwerk_0001"
down_revision = None
branch_labels = ("maatwerk",)
depends_on = None


def upgrade() -> None:
    """Make the table of tailor-made work."""
    op.create_table(
        "maatwerk",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("groep", sa.String(36), nullable=False),
        sa.Column("soort", sa.String(24), nullable=False),
        sa.Column("intern", sa.Text(), nullable=False),
        sa.Column("terugkoppeling", sa.Text(), nullable=True),
        sa.Column("vastgelegd_op", Tijdstip(), nullable=False),
        sa.Column("vastgelegd_door", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_maatwerk"),
    )
    op.create_index("ix_maatwerk_groep", "maatwerk", ["groep"])
