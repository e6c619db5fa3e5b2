"""Aanstellingen van auditors over alle partijen, met de handtekeningen die er al zijn.

Revision ID: aanstelling_0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip, Uuid

revision: str = "aanstelling_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("aanstelling",)
depends_on: str | Sequence[str] | None = "gateway_0001"


def upgrade() -> None:
    op.create_table(
        "aanstelling",
        sa.Column("id", Uuid(), nullable=False),
        sa.Column("versie", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("autorisatie", Uuid(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("document", JsonTekst(), nullable=False),
        sa.Column("digest", sa.String(60), nullable=False),
        sa.Column("handtekeningen", JsonTekst(), nullable=False),
        sa.Column("voorgelegd_door", sa.String(63), nullable=False),
        sa.Column("voorgelegd_op", Tijdstip(), nullable=False),
        sa.Column("stand", sa.String(63), nullable=False),
        sa.Column("bladnummer", sa.BigInteger(), nullable=True),
        sa.Column("beeindigd_door", sa.String(63), nullable=True),
        sa.Column("beeindigd_op", Tijdstip(), nullable=True),
        sa.Column("einddigest", sa.String(60), nullable=True),
        sa.Column("eindblad", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", "versie", name="pk_aanstelling"),
        sa.ForeignKeyConstraint(
            ["autorisatie"], ["autorisatie.id"], name="fk_aanstelling_autorisatie_autorisatie"
        ),
        sa.ForeignKeyConstraint(
            ["voorgelegd_door"], ["partij.code"], name="fk_aanstelling_voorgelegd_door_partij"
        ),
        sa.ForeignKeyConstraint(
            ["beeindigd_door"], ["partij.code"], name="fk_aanstelling_beeindigd_door_partij"
        ),
    )
    op.create_index("ix_aanstelling_autorisatie", "aanstelling", ["autorisatie"])
