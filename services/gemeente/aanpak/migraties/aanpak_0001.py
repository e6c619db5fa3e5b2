"""Documenten over een groep, acties en hun verloop."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "aanpak_0001"
down_revision = None
branch_labels = ("aanpak",)
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables of the approach."""
    _documenten()
    _acties()


def _documenten() -> None:
    op.create_table(
        "groepsdocument",
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("inhoud", JsonTekst(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("vastgesteld", sa.Boolean(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("groep", "soort", name="pk_groepsdocument"),
    )
    op.create_table(
        "groepsdocument_versie",
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("inhoud", JsonTekst(), nullable=False),
        sa.Column("vastgesteld", sa.Boolean(), nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("groep", "soort", "versie", name="pk_groepsdocument_versie"),
    )


def _acties() -> None:
    op.create_table(
        "actie",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("doel", sa.String(20), nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("eigenaar", KENMERK, nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("betrokkene", KENMERK, nullable=True),
        sa.Column("restactie", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_actie"),
    )
    for kolom in ("groep", "partij", "status"):
        op.create_index(f"ix_actie_{kolom}", "actie", [kolom])
    op.create_table(
        "actie_verloop",
        sa.Column("actie", KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("voortgang", sa.Text(), nullable=True),
        sa.Column("effect", sa.Text(), nullable=True),
        sa.Column("eigenaar", KENMERK, nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("actie", "versie", name="pk_actie_verloop"),
        sa.ForeignKeyConstraint(["actie"], ["actie.id"], name="fk_actie_verloop_actie_actie"),
    )
