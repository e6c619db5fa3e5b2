"""Een bewezen stop heft niemand alleen op: het eerste oordeel is een voorstel."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "partij_getuige_0003"
down_revision = "partij_getuige_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who judged first, with which history to go on and why."""
    with op.batch_alter_table("logalarm") as tabel:
        tabel.add_column(sa.Column("voorgesteld_op", Tijdstip(), nullable=True))
        tabel.add_column(sa.Column("voorgesteld_door", sa.String(36), nullable=True))
        tabel.add_column(sa.Column("voorgesteld_later", sa.Boolean(), nullable=True))
        tabel.add_column(sa.Column("voorgestelde_reden", sa.Text(), nullable=True))
