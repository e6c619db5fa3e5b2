"""Een partij zegt wie van haar een autorisatie bevestigde; van wat er stond, zei zij dat niet.

Revision ID: gateway_0006_bevestigd
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Uuid

revision: str = "gateway_0006_bevestigd"
down_revision: str | None = "gateway_0005_versies"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("autorisatie") as tabel:
        tabel.add_column(sa.Column("bevestigd_door", Uuid(), nullable=True))
