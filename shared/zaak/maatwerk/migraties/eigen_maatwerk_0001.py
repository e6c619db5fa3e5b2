"""Eigen maatwerk van een partij voor een groep."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "eigen_maatwerk_0001"
down_revision = None
branch_labels = ("eigen_maatwerk",)
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the table of own tailor-made work."""
    op.create_table(
        "eigen_maatwerk",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=False),
        sa.Column("vastgelegd_op", Tijdstip(), nullable=False),
        sa.Column("vastgelegd_door", KENMERK, nullable=False),
        sa.Column("stuk", KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_eigen_maatwerk"),
    )
    op.create_index("ix_eigen_maatwerk_groep", "eigen_maatwerk", ["groep"])
