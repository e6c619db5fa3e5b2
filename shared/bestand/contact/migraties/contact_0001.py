"""Hoe een medewerker te bereiken is, door hemzelf gegeven."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "contact_0001"
down_revision = None
branch_labels = ("contact",)
depends_on = None


def upgrade() -> None:
    """Make the table of own contact data."""
    op.create_table(
        "autorisatie_contact",
        sa.Column("autorisatie_id", sa.String(36), nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("autorisatie_id", name="pk_autorisatie_contact"),
    )
