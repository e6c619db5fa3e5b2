"""Van elke dag de laatste stand die iemand mede ondertekende: waarmee later te vergelijken is.

Revision ID: getuige_0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "getuige_0002"
down_revision: str | None = "getuige_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "dagstand",
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("grootte", sa.BigInteger(), nullable=False),
        sa.Column("notitie", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("dag", name="pk_dagstand"),
    )


def downgrade() -> None:
    op.drop_table("dagstand")
