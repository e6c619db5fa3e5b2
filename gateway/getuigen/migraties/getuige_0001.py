"""De getuigen van de partijen, en het checkpoint dat zij het laatst mede ondertekenden.

Revision ID: getuige_0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision: str = "getuige_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("getuige",)
depends_on: str | Sequence[str] | None = "gateway_0001"


def upgrade() -> None:
    op.create_table(
        "getuige",
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("vkey", sa.String(300), nullable=False),
        sa.Column("grootte", sa.BigInteger(), nullable=False),
        sa.Column("gezien_op", Tijdstip(), nullable=True),
        sa.Column("laatste_fout", sa.String(300), nullable=True),
        sa.PrimaryKeyConstraint("partij", name="pk_getuige"),
        sa.ForeignKeyConstraint(["partij"], ["partij.code"], name="fk_getuige_partij_partij"),
    )
    op.create_table(
        "medeondertekend",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("grootte", sa.BigInteger(), nullable=False),
        sa.Column("notitie", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_medeondertekend"),
    )
