"""Tijdperken, sleutels en wat vernietigd is."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip, Uuid

revision = "kluis_0001"
down_revision = None
branch_labels = ("kluis",)
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "kluis_tijdperk",
        sa.Column("id", Uuid(), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("gewikkeld", sa.LargeBinary(), nullable=True),
        sa.Column("gemaakt", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kluis_tijdperk"),
        sa.UniqueConstraint("volgnummer", name="uq_kluis_tijdperk_volgnummer"),
    )
    op.create_table(
        "kluis_sleutel",
        sa.Column("id", Uuid(), nullable=False),
        sa.Column("naam", sa.String(40), nullable=True),
        sa.Column("tijdperk_id", Uuid(), nullable=False),
        sa.Column("gewikkeld", sa.LargeBinary(), nullable=False),
        sa.Column("gemaakt", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kluis_sleutel"),
        sa.UniqueConstraint("naam", name="uq_kluis_sleutel_naam"),
        sa.ForeignKeyConstraint(
            ["tijdperk_id"],
            ["kluis_tijdperk.id"],
            name="fk_kluis_sleutel_tijdperk_id",
            ondelete="RESTRICT",
        ),
    )
    op.create_index("ix_kluis_sleutel_tijdperk_id", "kluis_sleutel", ["tijdperk_id"])
    op.create_table(
        "kluis_vernietigd",
        sa.Column("sleutel_id", Uuid(), nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("sleutel_id", name="pk_kluis_vernietigd"),
    )
