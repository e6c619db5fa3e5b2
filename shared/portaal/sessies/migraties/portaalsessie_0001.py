"""Wie er in een portaal is ingelogd.

Revision ID: portaalsessie_0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision: str = "portaalsessie_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("portaalsessie",)
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "portaalsessie",
        sa.Column("kenmerk", sa.String(64), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.Column("gezien_op", Tijdstip(), nullable=False),
        sa.Column("einde_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("kenmerk", name="pk_portaalsessie"),
    )
    op.create_index("ix_portaalsessie_einde_op", "portaalsessie", ["einde_op"])
