"""Profiel 2 in het zoekregister: stukken, wat mondeling is gedeeld, en wie er is vernietigd.

Alles hierin volgt uit de bladen: het register wordt geleegd, en bij de start opnieuw gevuld.

Revision ID: zoek_0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Uuid

revision: str = "zoek_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("zoek",)
depends_on: str | Sequence[str] | None = "gateway_0002"

NUMMER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
REGISTER = (
    "zoekgebeurtenis", "zoekbits", "zoekterm", "zoekblok", "zoekinformatie", "uitwisseling",
    "zoekstand",
)  # fmt: skip


def upgrade() -> None:
    for tabel in REGISTER:
        op.execute(sa.delete(sa.table(tabel)))
    op.add_column("uitwisseling", sa.Column("stuk", sa.Text(), nullable=True))
    op.add_column("uitwisseling", sa.Column("overleg", Uuid(), nullable=True))
    op.add_column("uitwisseling", sa.Column("uiting", Uuid(), nullable=True))
    op.create_index("ix_uitwisseling_uiting", "uitwisseling", ["uiting"])
    op.create_table(
        "zoekvernietiging",
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("betrokkene", Uuid(), nullable=False),
        sa.Column("bladnummer", NUMMER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("partij", "betrokkene", "bladnummer", name="pk_zoekvernietiging"),
    )
