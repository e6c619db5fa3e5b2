"""Wat de getuige het laatst ondertekende, en waarop zij het log betrapte."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "partij_getuige_0001"
down_revision = None
branch_labels = ("partij_getuige",)
depends_on = None


def upgrade() -> None:
    """Make the tables of the witness."""
    op.create_table(
        "getuigenis",
        sa.Column("log", sa.String(255), nullable=False),
        sa.Column("grootte", sa.BigInteger(), nullable=False),
        sa.Column("wortel", sa.String(64), nullable=False),
        sa.Column("notitie", sa.Text(), nullable=False),
        sa.Column("getekend_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("log", name="pk_getuigenis"),
    )
    op.create_table(
        "logalarm",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("log", sa.String(255), nullable=False),
        sa.Column("eerder", sa.Text(), nullable=False),
        sa.Column("later", sa.Text(), nullable=False),
        sa.Column("melding", sa.Text(), nullable=False),
        sa.Column("erkend_op", Tijdstip(), nullable=True),
        sa.Column("erkend_door", sa.String(36), nullable=True),
        sa.Column("reden", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_logalarm"),
    )
    op.create_index("ix_logalarm_erkend_op", "logalarm", ["erkend_op"])
