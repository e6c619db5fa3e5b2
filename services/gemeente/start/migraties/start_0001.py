"""Meldingen, interventies, startbesluit en herbeoordeling."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "start_0001"
down_revision = None
branch_labels = ("start",)
depends_on = None

_KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables."""
    _meldingen()
    _bewijs()
    _besluit()


def _meldingen() -> None:
    op.create_table(
        "groepsmelding",
        sa.Column("id", _KENMERK, nullable=False),
        sa.Column("groep", _KENMERK, nullable=False),
        sa.Column("bron", sa.String(40), nullable=False),
        sa.Column("bronkenmerk", sa.String(64), nullable=True),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("plek", sa.String(200), nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=False),
        sa.Column("incident", sa.String(64), nullable=False),
        sa.Column("ingetrokken", sa.Boolean(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_groepsmelding"),
    )
    op.create_index("ix_groepsmelding_groep", "groepsmelding", ["groep"])
    op.create_table(
        "groepsmelding_versie",
        sa.Column("melding", _KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("inhoud", JsonTekst(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=True),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("door", _KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("melding", "versie", name="pk_groepsmelding_versie"),
    )


def _bewijs() -> None:
    op.create_table(
        "groepsinterventie",
        sa.Column("id", _KENMERK, nullable=False),
        sa.Column("groep", _KENMERK, nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=False),
        sa.Column("overlast_verminderd", sa.Boolean(), nullable=False),
        sa.Column("vastgelegd_op", Tijdstip(), nullable=False),
        sa.Column("vastgelegd_door", _KENMERK, nullable=False),
        sa.Column("vervallen_op", Tijdstip(), nullable=True),
        sa.Column("vervallen_door", _KENMERK, nullable=True),
        sa.Column("reden", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_groepsinterventie"),
    )
    op.create_index("ix_groepsinterventie_groep", "groepsinterventie", ["groep"])
    op.create_table(
        "groepsverband",
        sa.Column("groep", _KENMERK, nullable=False),
        sa.Column("hoofdzakelijk", sa.Boolean(), nullable=False),
        sa.Column("motivering", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_door", _KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("groep", name="pk_groepsverband"),
    )


def _besluit() -> None:
    op.create_table(
        "startbesluit",
        sa.Column("groep", _KENMERK, nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("gegevens", JsonTekst(), nullable=False),
        sa.Column("bewijs", JsonTekst(), nullable=False),
        sa.Column("motivering", sa.Text(), nullable=False),
        sa.Column("bevestigd", sa.Boolean(), nullable=False),
        sa.Column("bladnummer", sa.Integer(), nullable=True),
        sa.Column("genomen_op", Tijdstip(), nullable=False),
        sa.Column("genomen_door", _KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("groep", name="pk_startbesluit"),
    )
    op.create_table(
        "startherbeoordeling",
        sa.Column("id", _KENMERK, nullable=False),
        sa.Column("groep", _KENMERK, nullable=False),
        sa.Column("melding", _KENMERK, nullable=False),
        sa.Column("over", sa.Integer(), nullable=False),
        sa.Column("nodig", sa.Integer(), nullable=False),
        sa.Column("ontstaan_op", Tijdstip(), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("eigenaar", _KENMERK, nullable=False),
        sa.Column("uitkomst", sa.String(12), nullable=True),
        sa.Column("toelichting", sa.Text(), nullable=True),
        sa.Column("afgerond_op", Tijdstip(), nullable=True),
        sa.Column("afgerond_door", _KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_startherbeoordeling"),
    )
    op.create_index("ix_startherbeoordeling_groep", "startherbeoordeling", ["groep"])
