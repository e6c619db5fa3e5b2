"""De bak met meldingen die nog bezorgd moeten worden.

Revision ID: melding_0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision: str = "melding_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("melding",)
depends_on: str | Sequence[str] | None = None

_NUMMER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "melding",
        sa.Column("nummer", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("bestemming", sa.String(120), nullable=False),
        sa.Column("onderwerp", sa.String(200), nullable=False),
        sa.Column("inhoud", sa.Text(), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("volgende_poging", Tijdstip(), nullable=True),
        sa.Column("houder", sa.String(32), nullable=True),
        sa.Column("laatste_fout", sa.String(300), nullable=True),
        sa.Column("gezet_op", Tijdstip(), nullable=False),
        sa.Column("bezorgd_op", Tijdstip(), nullable=True),
        sa.PrimaryKeyConstraint("nummer", name="pk_melding"),
    )
    op.create_index("ix_melding_status_volgende_poging", "melding", ["status", "volgende_poging"])
    op.create_index("ix_melding_bestemming_onderwerp", "melding", ["bestemming", "onderwerp"])
