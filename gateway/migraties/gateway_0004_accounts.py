"""Een account is per partij van één autorisatie, en een autorisatie blijft van haar eerste account.

Revision ID: gateway_0004_accounts
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "gateway_0004_accounts"
down_revision: str | None = "gateway_0003_berichten"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("autorisatie") as tabel:
        tabel.add_column(sa.Column("vast_account", sa.String(43), nullable=True))
        tabel.drop_constraint("uq_autorisatie_account", type_="unique")
        tabel.create_unique_constraint("uq_autorisatie_partij_account", ["partij", "account"])
        tabel.create_index("ix_autorisatie_account", ["account"])
    op.execute("UPDATE autorisatie SET vast_account = account")
