"""Wat elke partij over zichzelf ondertekende zoals wij het zagen, en waarop we iemand betrapten."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "partijdocument_0001"
down_revision = None
branch_labels = ("partijdocument",)
depends_on = None


def upgrade() -> None:
    """Make the memory of what parties signed, and of what did not hold."""
    op.create_table(
        "partijdocument",
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(60), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=False),
        sa.Column("handtekening", sa.Text(), nullable=False),
        sa.Column("certificaten", sa.Text(), nullable=False),
        sa.Column("gezien_op", Tijdstip(), nullable=False),
        sa.Column("stand", sa.String(10), nullable=False),
        sa.Column("beoordeeld_op", Tijdstip(), nullable=True),
        sa.Column("beoordeeld_door", sa.String(255), nullable=True),
        sa.Column("reden", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("partij", "versie", name="pk_partijdocument"),
    )
    op.create_table(
        "partijafwijking",
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("kenmerk", sa.String(60), nullable=False),
        sa.Column("melding", sa.Text(), nullable=False),
        sa.Column("gezien_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("partij", "kenmerk", name="pk_partijafwijking"),
    )
