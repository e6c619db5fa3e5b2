"""Wat elke partij over zichzelf ondertekende, zoals zij het gaf.

Revision ID: gateway_partijdocument_0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "gateway_partijdocument_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("gateway_partijdocument",)
depends_on: str | Sequence[str] | None = "gateway_0001"


def upgrade() -> None:
    op.create_table(
        "partijdocument",
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=False),
        sa.Column("handtekening", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("partij", "versie", name="pk_partijdocument"),
        sa.ForeignKeyConstraint(["partij"], ["partij.code"], name="fk_partijdocument_partij"),
    )
