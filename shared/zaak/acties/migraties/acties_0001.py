"""Acties die een andere partij gaf, met wat ermee gebeurde."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "acties_0001"
down_revision = None
branch_labels = ("acties",)
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables of actions that were given to this party."""
    op.create_table(
        "ontvangen_actie",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("van", sa.String(63), nullable=False),
        sa.Column("actie", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("stuk", KENMERK, nullable=False),
        sa.Column("stukversie", sa.Integer(), nullable=False),
        sa.Column("doel", sa.String(20), nullable=False),
        sa.Column("omschrijving", sa.Text(), nullable=True),
        sa.Column("eigenaar", KENMERK, nullable=True),
        sa.Column("functie", sa.String(63), nullable=True),
        sa.Column("uitvoerder", sa.String(63), nullable=True),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("restactie", sa.Boolean(), nullable=False),
        sa.Column("stand", sa.String(12), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("ontvangen_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("teruggenomen_op", Tijdstip(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_ontvangen_actie"),
        sa.UniqueConstraint("van", "actie", name="uq_ontvangen_actie_van"),
    )
    for kolom in ("groep", "stand"):
        op.create_index(f"ix_ontvangen_actie_{kolom}", "ontvangen_actie", [kolom])
    op.create_table(
        "ontvangen_actie_verloop",
        sa.Column("actie", KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gebeurtenis", sa.String(16), nullable=False),
        sa.Column("stand", sa.String(12), nullable=False),
        sa.Column("stuk", KENMERK, nullable=False),
        sa.Column("stukversie", sa.Integer(), nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=True),
        sa.Column("voortgang", sa.Text(), nullable=True),
        sa.Column("effect", sa.Text(), nullable=True),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("door", KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("actie", "versie", name="pk_ontvangen_actie_verloop"),
        sa.ForeignKeyConstraint(
            ["actie"],
            ["ontvangen_actie.id"],
            name="fk_ontvangen_actie_verloop_actie_ontvangen_actie",
        ),
    )
    op.create_index("ix_ontvangen_actie_verloop_stuk", "ontvangen_actie_verloop", ["stuk"])
