"""Verzoeken van wie het betreft, met hun deel per partij, hun berichten en hun verloop."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "rechten_0001"
down_revision = None
branch_labels = ("rechten",)
depends_on = ("partij_0002_uitwisseling",)

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables."""
    _maak_verzoek()
    _maak_delen()
    op.create_table(
        "rechtenverzoek_bericht",
        sa.Column("bericht_id", KENMERK, nullable=False),
        sa.Column("verzoek", KENMERK, nullable=False),
        sa.Column("stuk", sa.String(40), nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("genoemd", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("bericht_id", name="pk_rechtenverzoek_bericht"),
        sa.ForeignKeyConstraint(
            ["bericht_id"],
            ["uitgaand.bericht_id"],
            name="fk_rechtenverzoek_bericht_bericht_id_uitgaand",
        ),
        sa.ForeignKeyConstraint(
            ["verzoek"],
            ["rechtenverzoek.id"],
            name="fk_rechtenverzoek_bericht_verzoek_rechtenverzoek",
        ),
    )
    op.create_index("ix_rechtenverzoek_bericht_verzoek", "rechtenverzoek_bericht", ["verzoek"])


def _maak_verzoek() -> None:
    op.create_table(
        "rechtenverzoek",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("van", sa.String(63), nullable=False),
        sa.Column("eigen", sa.Boolean(), nullable=False),
        sa.Column("recht", sa.String(40), nullable=False),
        sa.Column("ontvangen_op", sa.Date(), nullable=False),
        sa.Column("stand", sa.String(16), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=True),
        sa.Column("sleutel_id", sa.String(64), nullable=True),
        sa.Column("zegel", sa.LargeBinary(), nullable=True),
        sa.Column("identiteit", sa.String(40), nullable=True),
        sa.Column("identiteit_op", sa.Date(), nullable=True),
        sa.Column("vertegenwoordiger", sa.String(40), nullable=True),
        sa.Column("gemaakt_op", Tijdstip(), nullable=False),
        sa.Column("gemaakt_door", KENMERK, nullable=True),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("idempotentiesleutel", sa.String(128), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_rechtenverzoek"),
        sa.UniqueConstraint(
            "gemaakt_door", "idempotentiesleutel", name="uq_rechtenverzoek_gemaakt_door"
        ),
    )
    for kolom in ("stand", "persoon_id"):
        op.create_index(f"ix_rechtenverzoek_{kolom}", "rechtenverzoek", [kolom])


def _maak_delen() -> None:
    op.create_table(
        "rechtenverzoek_deel",
        sa.Column("verzoek", KENMERK, nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("regime", sa.String(16), nullable=False),
        sa.Column("voorstel", sa.String(40), nullable=True),
        sa.Column("voorstel_bericht", KENMERK, nullable=True),
        sa.Column("voorstel_op", Tijdstip(), nullable=True),
        sa.PrimaryKeyConstraint("verzoek", "partij", name="pk_rechtenverzoek_deel"),
        sa.ForeignKeyConstraint(
            ["verzoek"],
            ["rechtenverzoek.id"],
            name="fk_rechtenverzoek_deel_verzoek_rechtenverzoek",
        ),
    )
    op.create_table(
        "rechtenverzoek_verloop",
        sa.Column("verzoek", KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gebeurtenis", sa.String(24), nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("door", KENMERK, nullable=True),
        sa.Column("wat", JsonTekst(), nullable=False),
        sa.PrimaryKeyConstraint("verzoek", "versie", name="pk_rechtenverzoek_verloop"),
        sa.ForeignKeyConstraint(
            ["verzoek"],
            ["rechtenverzoek.id"],
            name="fk_rechtenverzoek_verloop_verzoek_rechtenverzoek",
        ),
    )
