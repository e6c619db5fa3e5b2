"""Een groepsbesluit weet in welk blad het staat: dat is de volgorde, en niet de klok.

Revision ID: gateway_0007_volgorde
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "gateway_0007_volgorde"
down_revision: str | None = "gateway_0006_bevestigd"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("groepsbesluit") as tabel:
        tabel.add_column(sa.Column("bladnummer", sa.BigInteger(), nullable=True))
    # Van elk besluit staat er een blad, ook als wat erin stond al is opgeschoond.
    op.execute(
        "UPDATE groepsbesluit SET bladnummer = COALESCE((SELECT max(b.nummer) FROM log_blad b "
        "WHERE b.sleutel = 'groepsbesluit:' || groepsbesluit.id), 0)"
    )
    with op.batch_alter_table("groepsbesluit") as tabel:
        tabel.alter_column("bladnummer", existing_type=sa.BigInteger(), nullable=False)
