"""Voorstellen voor groepsbesluiten, met de handtekeningen die er al zijn.

Revision ID: voorstel_0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip, Uuid

revision: str = "voorstel_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("voorstel",)
depends_on: str | Sequence[str] | None = "gateway_0001"


def upgrade() -> None:
    op.create_table(
        "besluitvoorstel",
        sa.Column("id", Uuid(), nullable=False),
        sa.Column("groep", Uuid(), nullable=False),
        sa.Column("soort", sa.String(63), nullable=False),
        sa.Column("besluit", JsonTekst(), nullable=False),
        sa.Column("digest", sa.String(60), nullable=False),
        sa.Column("handtekeningen", JsonTekst(), nullable=False),
        sa.Column("voorgelegd_door", sa.String(63), nullable=False),
        sa.Column("voorgelegd_op", Tijdstip(), nullable=False),
        sa.Column("stand", sa.String(63), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_besluitvoorstel"),
        sa.ForeignKeyConstraint(["groep"], ["groep.id"], name="fk_besluitvoorstel_groep_groep"),
        sa.ForeignKeyConstraint(
            ["voorgelegd_door"], ["partij.code"], name="fk_besluitvoorstel_voorgelegd_door_partij"
        ),
    )
    op.create_index("ix_besluitvoorstel_groep", "besluitvoorstel", ["groep"])
