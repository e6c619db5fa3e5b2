"""De alarmen, wie ervan hoort, en tot waar het log is beoordeeld.

Revision ID: alarm_0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip, Uuid

revision: str = "alarm_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("alarm",)
depends_on: str | Sequence[str] | None = "gateway_0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "alarm",
        sa.Column("id", Uuid(), nullable=False),
        sa.Column("bladnummer", sa.BigInteger(), nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("bron", sa.String(10), nullable=False),
        sa.Column("gemeld_door", sa.String(63), nullable=True),
        sa.Column("digest", sa.String(60), nullable=True),
        sa.Column("regel", sa.String(51), nullable=False),
        sa.Column("ernst", sa.String(10), nullable=False),
        sa.Column("per", sa.String(20), nullable=False),
        sa.Column("onderwerp", sa.String(120), nullable=False),
        sa.Column("begin", Tijdstip(), nullable=False),
        sa.Column("einde", Tijdstip(), nullable=False),
        sa.Column("stil_tot", Tijdstip(), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("bladen", JsonTekst(), nullable=False),
        sa.Column("partijen", JsonTekst(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("eigenaar", Uuid(), nullable=True),
        sa.Column("uitkomst", sa.String(20), nullable=True),
        sa.Column("toelichting", sa.Text(), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_alarm"),
    )
    for kolommen in (["bladnummer"], ["tijdstip"], ["stil_tot"], ["regel", "onderwerp"]):
        op.create_index("ix_alarm_" + "_".join(kolommen), "alarm", kolommen)
    op.create_table(
        "alarmpartij",
        sa.Column("alarm", Uuid(), nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.PrimaryKeyConstraint("alarm", "partij", name="pk_alarmpartij"),
        sa.ForeignKeyConstraint(
            ["alarm"], ["alarm.id"], name="fk_alarmpartij_alarm_alarm", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "alarmstand",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("grootte", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_alarmstand"),
    )
