"""Of hij in het eigen bestand staat: ja, nee, of nog niet vastgesteld."""

import sqlalchemy as sa
from alembic import op

revision = "rechten_0004"
down_revision = "rechten_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of whom it is known, it is filled in."""
    op.add_column("rechtenverzoek", sa.Column("in_bestand", sa.Boolean(), nullable=True))
    tabel = sa.table(
        "rechtenverzoek",
        sa.column("in_bestand", sa.Boolean()),
        sa.column("persoon_id", sa.String()),
    )
    op.execute(tabel.update().where(tabel.c.persoon_id.is_not(None)).values(in_bestand=True))
