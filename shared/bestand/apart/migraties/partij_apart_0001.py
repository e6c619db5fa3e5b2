"""Teksten die iemand aanwijzen: apart gehouden tot een mens beslist."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "partij_apart_0001"
down_revision = None
branch_labels = ("partij_apart",)
depends_on = "partij_0002_uitwisseling"

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "aparte_tekst",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("bericht_id", KENMERK, nullable=False),
        sa.Column("pad", sa.Text(), nullable=False),
        sa.Column("afzender", sa.String(63), nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("stuk", sa.String(40), nullable=True),
        sa.Column("groep", KENMERK, nullable=True),
        sa.Column("stand", sa.String(12), nullable=False),
        sa.Column("sleutels", JsonTekst(), nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=True),
        sa.Column("ontvangen_op", Tijdstip(), nullable=False),
        sa.Column("besloten_op", Tijdstip(), nullable=True),
        sa.Column("besloten_door", KENMERK, nullable=True),
        sa.Column("besluitzegel", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_aparte_tekst"),
        sa.ForeignKeyConstraint(
            ["bericht_id"], ["inkomend.bericht_id"], name="fk_aparte_tekst_bericht_id"
        ),
        sa.UniqueConstraint("bericht_id", "pad", name="uq_aparte_tekst_bericht_id_pad"),
    )
    for kolom in ("groep", "stand"):
        op.create_index(f"ix_aparte_tekst_{kolom}", "aparte_tekst", [kolom])
    op.create_table(
        "aparte_inzage",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("tekst_id", KENMERK, nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("door", KENMERK, nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_aparte_inzage"),
        sa.ForeignKeyConstraint(
            ["tekst_id"], ["aparte_tekst.id"], name="fk_aparte_inzage_tekst_id"
        ),
    )
    op.create_index("ix_aparte_inzage_tekst_id", "aparte_inzage", ["tekst_id"])
