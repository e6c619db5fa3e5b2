"""Wat een partij over een incident besluit en doet, en wie het bij de toezichthouder meldde."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "incidenten_0002"
down_revision = "incidenten_0001"
branch_labels = None
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables of decisions, tasks and reports."""
    op.add_column("incident", sa.Column("uitkomst", sa.Text(), nullable=True))
    _besluiten()
    _taken()
    op.create_table(
        "incident_toezichtmelding",
        sa.Column("incident", KENMERK, nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("gemeld", sa.Date(), nullable=False),
        sa.Column("op", Tijdstip(), nullable=False),
        sa.Column("door", KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("incident", "partij", name="pk_incident_toezichtmelding"),
    )


def _besluiten() -> None:
    op.create_table(
        "incident_besluit",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("incident", KENMERK, nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("keuze", sa.String(20), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("grond", sa.String(40), nullable=True),
        sa.Column("noodzaak", sa.Text(), nullable=True),
        sa.Column("herbeoordelen_voor", sa.Date(), nullable=True),
        sa.Column("stand", sa.String(12), nullable=False),
        sa.Column("door", KENMERK, nullable=False),
        sa.Column("op", Tijdstip(), nullable=False),
        sa.Column("tweede", KENMERK, nullable=True),
        sa.Column("tweede_op", Tijdstip(), nullable=True),
        sa.Column("tweede_reden", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_incident_besluit"),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.id"], name="fk_incident_besluit_incident_incident"
        ),
    )
    op.create_index("ix_incident_besluit_incident", "incident_besluit", ["incident"])


def _taken() -> None:
    op.create_table(
        "incident_taak",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("incident", KENMERK, nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("eigenaar", KENMERK, nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("gegeven_door", KENMERK, nullable=False),
        sa.Column("gegeven_op", Tijdstip(), nullable=False),
        sa.Column("uitkomst", sa.Text(), nullable=True),
        sa.Column("afgerond_op", Tijdstip(), nullable=True),
        sa.Column("afgerond_door", KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_incident_taak"),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.id"], name="fk_incident_taak_incident_incident"
        ),
    )
    op.create_index("ix_incident_taak_incident", "incident_taak", ["incident"])
