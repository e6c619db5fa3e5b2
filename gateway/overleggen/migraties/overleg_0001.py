"""Overleggen en wat daar of per telefoon is gezegd.

Revision ID: overleg_0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip, Uuid

revision: str = "overleg_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("overleg",)
depends_on: str | Sequence[str] | None = "gateway_0001"


def upgrade() -> None:
    op.create_table(
        "overleg",
        sa.Column("id", Uuid(), nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("groep", Uuid(), nullable=False),
        sa.Column("soort", sa.String(63), nullable=False),
        sa.Column("locatie", sa.String(63), nullable=False),
        sa.Column("begin", Tijdstip(), nullable=False),
        sa.Column("einde", Tijdstip(), nullable=False),
        sa.Column("deelnemers", JsonTekst(), nullable=False),
        sa.Column("afgelast", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(60), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_overleg"),
        sa.ForeignKeyConstraint(["partij"], ["partij.code"], name="fk_overleg_partij_partij"),
        sa.ForeignKeyConstraint(["groep"], ["groep.id"], name="fk_overleg_groep_groep"),
    )
    op.create_index("ix_overleg_groep", "overleg", ["groep"])
    op.create_table(
        "mondeling",
        sa.Column("bericht", Uuid(), nullable=False),
        sa.Column("overleg", Uuid(), nullable=True),
        sa.Column("afzender", sa.String(63), nullable=False),
        sa.Column("ontvanger", sa.String(63), nullable=False),
        sa.Column("verslag", sa.String(43), nullable=False),
        sa.Column("bladnummer", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("bericht", name="pk_mondeling"),
    )
    op.create_index("ix_mondeling_overleg", "mondeling", ["overleg"])
