"""Elke vernietiging wordt gemeld aan wie de gegevens gaf, door wie ze vernietigde."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "lijsten_0004_gemeld"
down_revision = "lijsten_0003_verwijderen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """When it was told; what was done before is told no more."""
    op.add_column("opruiming", sa.Column("gemeld_op", Tijdstip(), nullable=True))
    op.execute("UPDATE opruiming SET gemeld_op = gedaan_op WHERE bevestiging_id IS NOT NULL")
    op.execute("UPDATE opruiming SET gemeld_op = gedaan_op WHERE van IS NULL")
    op.execute("UPDATE opruiming SET vernietigd = NULL")
