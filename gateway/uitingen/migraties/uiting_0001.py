"""Wat er in één keer wordt gezegd, voor iedereen die het hoort.

Revision ID: uiting_0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip, Uuid

revision: str = "uiting_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("uiting",)
depends_on: str | Sequence[str] | None = "gateway_0001"


def upgrade() -> None:
    op.create_table(
        "uiting",
        sa.Column("id", Uuid(), nullable=False),
        sa.Column("afzender", sa.String(63), nullable=False),
        sa.Column("kanaal", sa.String(40), nullable=False),
        sa.Column("overleg", Uuid(), nullable=True),
        sa.Column("groep", Uuid(), nullable=True),
        sa.Column("over", sa.String(43), nullable=False),
        sa.Column("begonnen_op", Tijdstip(), nullable=False),
        sa.Column("gezegd_op", Tijdstip(), nullable=True),
        sa.Column("medewerker", Uuid(), nullable=True),
        sa.Column("berichten", JsonTekst(), nullable=True),
        sa.Column("zonder_toestemming", sa.Boolean(), nullable=True),
        sa.Column("bladnummer", sa.BigInteger(), nullable=True),
        sa.Column("digest", sa.String(60), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_uiting"),
        # op.f: the name is complete, the naming convention must not add to it.
        sa.CheckConstraint(
            "(medewerker IS NULL) = (gezegd_op IS NULL)"
            " AND (berichten IS NULL) = (gezegd_op IS NULL)"
            " AND (zonder_toestemming IS NULL) = (gezegd_op IS NULL)"
            " AND (bladnummer IS NULL) = (gezegd_op IS NULL)"
            " AND (digest IS NULL) = (gezegd_op IS NULL)",
            name=op.f("ck_uiting_gezegd_is_heel"),
        ),
    )
    op.create_index("ix_uiting_overleg", "uiting", ["overleg"])
