"""Strafrechtelijke onderzoeken naar een groep, hun verloop en hun zaken."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "onderzoek_0001"
down_revision = None
branch_labels = ("onderzoek",)
depends_on = None

KENMERK = sa.String(36)
ONDERZOEK = "strafrechtelijk_onderzoek"


def upgrade() -> None:
    """Make the tables of the investigations."""
    op.create_table(
        ONDERZOEK,
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("eigenaar", KENMERK, nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("bladnummer", sa.BigInteger(), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{ONDERZOEK}"),
    )
    for kolom in ("groep", "eigenaar", "tot"):
        op.create_index(f"ix_{ONDERZOEK}_{kolom}", ONDERZOEK, [kolom])
    op.create_table(
        f"{ONDERZOEK}_versie",
        sa.Column("onderzoek", KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("eigenaar", KENMERK, nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("zaken", JsonTekst(), nullable=False),
        sa.Column("bladnummer", sa.BigInteger(), nullable=True),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("onderzoek", "versie", name=f"pk_{ONDERZOEK}_versie"),
        sa.ForeignKeyConstraint(
            ["onderzoek"], [f"{ONDERZOEK}.id"], name=f"fk_{ONDERZOEK}_versie_onderzoek"
        ),
    )
    op.create_table(
        "zaak",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("onderzoek", KENMERK, nullable=False),
        sa.Column("nummer", sa.String(40), nullable=False),
        sa.Column("zaakofficier", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_zaak"),
        sa.ForeignKeyConstraint(["onderzoek"], [f"{ONDERZOEK}.id"], name="fk_zaak_onderzoek"),
    )
    for kolom in ("onderzoek", "zaakofficier"):
        op.create_index(f"ix_zaak_{kolom}", "zaak", [kolom])
