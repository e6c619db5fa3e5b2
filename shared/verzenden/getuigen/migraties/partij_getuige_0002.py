"""Een alarm over het log kan ook door een andere partij gemeld zijn."""

import sqlalchemy as sa
from alembic import op

revision = "partij_getuige_0002"
down_revision = "partij_getuige_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who reported it, and whether the notes prove it; what was kept so far we found ourselves."""
    with op.batch_alter_table("logalarm") as tabel:
        tabel.add_column(sa.Column("gemeld_door", sa.String(63), nullable=True))
        tabel.add_column(
            sa.Column("bewezen", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    with op.batch_alter_table("logalarm") as tabel:
        tabel.alter_column("bewezen", server_default=None)
