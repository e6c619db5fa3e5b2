"""Hoe een groep er bij de gateway voor stond, telkens als deze partij een wijziging zag."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "tijdlijn_0001"
down_revision = None
branch_labels = ("tijdlijn",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "groepsmoment",
        sa.Column("groep", sa.String(36), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("stap", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("start", sa.String(10), nullable=True),
        sa.Column("prioritering", sa.String(8), nullable=True),
        sa.Column("eindcriterium", sa.String(64), nullable=True),
        sa.Column("gezien_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("groep", "volgnummer", name="pk_groepsmoment"),
    )
