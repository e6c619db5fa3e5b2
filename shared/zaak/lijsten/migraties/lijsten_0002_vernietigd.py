"""Wat er bij een vernietiging weg is, en wat er bij een ander weg moet, bij name genoemd."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst

revision = "lijsten_0002_vernietigd"
down_revision = "lijsten_0001_namenlijsten"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what a destruction took of the party that hears of it, and what a holder is told."""
    op.add_column("opruiming", sa.Column("vernietigd", JsonTekst(), nullable=True))
    op.add_column("lijstbevestiging", sa.Column("verwijderen", JsonTekst(), nullable=True))
    op.add_column("lijstbevestiging", sa.Column("stap", sa.Integer(), nullable=True))
