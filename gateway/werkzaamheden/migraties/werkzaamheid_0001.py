"""Bestanden die klaargezet worden terwijl niemand wacht.

Revision ID: werkzaamheid_0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip, Uuid

revision: str = "werkzaamheid_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("werkzaamheid",)
depends_on: str | Sequence[str] | None = "gateway_0001"


def upgrade() -> None:
    op.create_table(
        "werkzaamheid",
        sa.Column("id", Uuid(), nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("partij", sa.String(63), nullable=True),
        sa.Column("autorisatie", Uuid(), nullable=True),
        sa.Column("oin", sa.String(20), nullable=True),
        sa.Column("aanstelling", Uuid(), nullable=True),
        sa.Column("wat", JsonTekst(), nullable=False),
        sa.Column("bladnummer", sa.BigInteger(), nullable=False),
        sa.Column("begonnen_op", Tijdstip(), nullable=False),
        sa.Column("totaal", sa.Integer(), nullable=False),
        sa.Column("gedaan", sa.Integer(), nullable=False),
        sa.Column("poging", sa.Integer(), nullable=False),
        sa.Column("bezig_tot", Tijdstip(), nullable=True),
        sa.Column("klaar_op", Tijdstip(), nullable=True),
        sa.Column("vervalt_op", Tijdstip(), nullable=False),
        sa.Column("media", sa.String(100), nullable=True),
        sa.Column("koppen", JsonTekst(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_werkzaamheid"),
    )
    op.create_index("ix_werkzaamheid_autorisatie", "werkzaamheid", ["autorisatie"])
    op.create_index("ix_werkzaamheid_vervalt_op", "werkzaamheid", ["vervalt_op"])
    op.create_table(
        "werkdeel",
        sa.Column("werk", Uuid(), nullable=False),
        sa.Column("poging", sa.Integer(), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("werk", "poging", "volgnummer", name="pk_werkdeel"),
        sa.ForeignKeyConstraint(
            ["werk"], ["werkzaamheid.id"], name="fk_werkdeel_werk_werkzaamheid", ondelete="CASCADE"
        ),
    )
