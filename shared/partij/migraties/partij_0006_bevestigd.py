"""Wie een autorisatie bevestigde; van wat er stond, vroeg niemand dat."""

import sqlalchemy as sa
from alembic import op

revision = "partij_0006_bevestigd"
down_revision = "partij_0005_systemen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The authorisation of the second person, with what stands and with each version."""
    for tabelnaam in ("autorisatie", "autorisatie_historie"):
        with op.batch_alter_table(tabelnaam) as tabel:
            tabel.add_column(sa.Column("bevestigd_door", sa.String(36), nullable=True))
