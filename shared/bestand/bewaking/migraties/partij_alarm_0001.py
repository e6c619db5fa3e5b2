"""Wat opvalt in het eigen bestand: het spoor, de lokrecords en de alarmen."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "partij_alarm_0001"
down_revision = None
branch_labels = ("partij_alarm",)
depends_on = "partij_0001_dossier"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "alarmspoor",
        sa.Column(
            "nummer",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("soort", sa.String(16), nullable=False),
        sa.Column("medewerker", sa.String(36), nullable=False),
        sa.Column("persoon_id", sa.String(36), nullable=True),
        sa.Column("geteld", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("nummer", name="pk_alarmspoor"),
    )
    op.create_index("ix_alarmspoor_geteld", "alarmspoor", ["geteld"])
    op.create_table(
        "lokrecord",
        sa.Column("persoon_id", sa.String(36), nullable=False),
        sa.Column("gezet_op", Tijdstip(), nullable=False),
        sa.Column("gezet_door", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("persoon_id", name="pk_lokrecord"),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name="fk_lokrecord_persoon_id_persoon"
        ),
    )
    op.create_table(
        "eigenalarm",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("regel", sa.String(51), nullable=False),
        sa.Column("ernst", sa.String(10), nullable=False),
        sa.Column("medewerker", sa.String(36), nullable=False),
        sa.Column("begin", Tijdstip(), nullable=False),
        sa.Column("einde", Tijdstip(), nullable=False),
        sa.Column("stil_tot", Tijdstip(), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_eigenalarm"),
    )
    op.create_index("ix_eigenalarm_stil_tot", "eigenalarm", ["stil_tot"])
