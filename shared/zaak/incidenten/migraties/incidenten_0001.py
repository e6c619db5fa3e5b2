"""Het register van incidenten, met wat ermee gebeurde."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "incidenten_0001"
down_revision = None
branch_labels = ("incidenten",)
depends_on = "partij_0002_uitwisseling"

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables of the register."""
    op.create_table(
        "incident",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("van", sa.String(63), nullable=False),
        sa.Column("eigen", sa.Boolean(), nullable=False),
        sa.Column("stand", sa.String(12), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aard", sa.String(40), nullable=False),
        sa.Column("ontdekt_op", Tijdstip(), nullable=False),
        sa.Column("stukversie", sa.Integer(), nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=True),
        sa.Column("maatregelen", sa.Text(), nullable=True),
        sa.Column("melder", KENMERK, nullable=True),
        sa.Column("ontbrak", JsonTekst(), nullable=False),
        sa.Column("gemeld_op", Tijdstip(), nullable=False),
        sa.Column("gezien_op", Tijdstip(), nullable=True),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
    )
    for kolom in ("van", "stand", "melder"):
        op.create_index(f"ix_incident_{kolom}", "incident", [kolom])
    _versies()
    _berichten()
    _verloop()


def _versies() -> None:
    op.create_table(
        "incident_versie",
        sa.Column("incident", KENMERK, nullable=False),
        sa.Column("stukversie", sa.Integer(), nullable=False),
        sa.Column("stand", sa.String(12), nullable=False),
        sa.Column("aard", sa.String(40), nullable=False),
        sa.Column("ontdekt_op", Tijdstip(), nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=True),
        sa.Column("maatregelen", sa.Text(), nullable=True),
        sa.Column("door", KENMERK, nullable=True),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("bericht", KENMERK, nullable=True),
        sa.Column("idempotentiesleutel", sa.String(128), nullable=True),
        sa.Column("verzoek", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("incident", "stukversie", name="pk_incident_versie"),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.id"], name="fk_incident_versie_incident_incident"
        ),
        sa.UniqueConstraint("bericht", name="uq_incident_versie_bericht"),
        sa.UniqueConstraint("door", "idempotentiesleutel", name="uq_incident_versie_door"),
    )


def _berichten() -> None:
    op.create_table(
        "incident_bericht",
        sa.Column("bericht_id", KENMERK, nullable=False),
        sa.Column("incident", KENMERK, nullable=False),
        sa.Column("stuk", sa.String(40), nullable=False),
        sa.Column("stukversie", sa.Integer(), nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.PrimaryKeyConstraint("bericht_id", name="pk_incident_bericht"),
        sa.ForeignKeyConstraint(
            ["bericht_id"], ["uitgaand.bericht_id"], name="fk_incident_bericht_bericht_id_uitgaand"
        ),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.id"], name="fk_incident_bericht_incident_incident"
        ),
    )
    op.create_index("ix_incident_bericht_incident", "incident_bericht", ["incident"])


def _verloop() -> None:
    op.create_table(
        "incident_verloop",
        sa.Column("incident", KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gebeurtenis", sa.String(24), nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("door", KENMERK, nullable=True),
        sa.Column("wat", JsonTekst(), nullable=False),
        sa.PrimaryKeyConstraint("incident", "versie", name="pk_incident_verloop"),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.id"], name="fk_incident_verloop_incident_incident"
        ),
    )
