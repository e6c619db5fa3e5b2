"""Een autorisatie heeft een getekende versie; wat er stond heeft er nog geen, dus elke is hoger.

Revision ID: gateway_0005_versies
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "gateway_0005_versies"
down_revision: str | None = "gateway_0004_accounts"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("autorisatie") as tabel:
        tabel.add_column(sa.Column("versie", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("autorisatie") as tabel:
        tabel.alter_column("versie", existing_type=sa.Integer(), server_default=None)
