"""Namenlijsten, wegingen, bevestigingen, opruimingen en onderhoudsbeurten."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "lijsten_0001_namenlijsten"
down_revision = None
branch_labels = ("lijsten",)
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables of the lists of names and of what is destroyed."""
    _lijsten()
    _regels()
    _bevestigingen()
    _opruimingen()


def _lijsten() -> None:
    op.create_table(
        "namenlijst",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("open_groep", KENMERK, nullable=True),
        sa.Column("soort", sa.String(8), nullable=False),
        sa.Column("stand", sa.String(16), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("opgesteld_op", Tijdstip(), nullable=False),
        sa.Column("opgesteld_door", KENMERK, nullable=False),
        sa.Column("vastgesteld_op", Tijdstip(), nullable=True),
        sa.Column("vastgesteld_door", KENMERK, nullable=True),
        sa.Column("opgeruimd_op", Tijdstip(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_namenlijst"),
        sa.UniqueConstraint("open_groep", name="uq_namenlijst_open_groep"),
    )
    op.create_index("ix_namenlijst_groep", "namenlijst", ["groep"])


def _regels() -> None:
    op.create_table(
        "lijstregel",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("lijst_id", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("betrokkene", KENMERK, nullable=False),
        sa.Column("sleutel_id", sa.String(64), nullable=False),
        sa.Column("stand", sa.String(16), nullable=False),
        sa.Column("samen_met", KENMERK, nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lijstregel"),
        sa.ForeignKeyConstraint(["lijst_id"], ["namenlijst.id"], name="fk_lijstregel_lijst_id"),
        sa.UniqueConstraint("lijst_id", "persoon_id", name="uq_lijstregel_lijst_id"),
    )
    op.create_index("ix_lijstregel_persoon_id", "lijstregel", ["persoon_id"])
    op.create_table(
        "lijstweging",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("regel_id", KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("handeling", sa.String(16), nullable=False),
        sa.Column("door", KENMERK, nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_lijstweging"),
        sa.ForeignKeyConstraint(["regel_id"], ["lijstregel.id"], name="fk_lijstweging_regel_id"),
        sa.UniqueConstraint("regel_id", "versie", name="uq_lijstweging_regel_id"),
    )


def _bevestigingen() -> None:
    op.create_table(
        "lijstbevestiging",
        sa.Column("lijst_id", KENMERK, nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("bericht_id", KENMERK, nullable=True),
        sa.Column("bevestigd_op", Tijdstip(), nullable=True),
        sa.Column("bevestigd_met", KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("lijst_id", "partij", name="pk_lijstbevestiging"),
        sa.ForeignKeyConstraint(
            ["lijst_id"], ["namenlijst.id"], name="fk_lijstbevestiging_lijst_id"
        ),
    )
    op.create_index("ix_lijstbevestiging_bericht_id", "lijstbevestiging", ["bericht_id"])


def _opruimingen() -> None:
    op.create_table(
        "opruiming",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("grond", sa.String(24), nullable=False),
        sa.Column("behoud", JsonTekst(), nullable=False),
        sa.Column("alles", sa.Boolean(), nullable=False),
        sa.Column("van", sa.String(63), nullable=True),
        sa.Column("bericht_id", KENMERK, nullable=True),
        sa.Column("gemaakt_op", Tijdstip(), nullable=False),
        sa.Column("gedaan_op", Tijdstip(), nullable=True),
        sa.Column("aantallen", JsonTekst(), nullable=True),
        sa.Column("bevestiging_id", KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_opruiming"),
        sa.UniqueConstraint("bericht_id", name="uq_opruiming_bericht_id"),
    )
    op.create_index("ix_opruiming_groep", "opruiming", ["groep"])
    op.create_table(
        "groepsafloop",
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("gezien_op", sa.Date(), nullable=False),
        sa.Column("vernietigen_op", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("groep", name="pk_groepsafloop"),
    )
    op.create_table(
        "onderhoudsbeurt",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("slot", sa.String(16), nullable=True),
        sa.Column("begonnen_op", Tijdstip(), nullable=False),
        sa.Column("tot", Tijdstip(), nullable=False),
        sa.Column("klaar_op", Tijdstip(), nullable=True),
        sa.Column("uitkomst", JsonTekst(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_onderhoudsbeurt"),
        sa.UniqueConstraint("slot", name="uq_onderhoudsbeurt_slot"),
    )
