"""Wat er over een groep is gezegd, is op te zoeken.

Revision ID: uiting_0002
"""

from collections.abc import Sequence

from alembic import op

revision: str = "uiting_0002"
down_revision: str | None = "uiting_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index("ix_uiting_groep", "uiting", ["groep"])
