"""Een aanstelling is van het account waarvoor de partijen tekenden.

Van wat er al stond is niet te zeggen voor welk account er is getekend; dat blijft leeg en opent
niets. De partijen tekenen daarvan een nieuwe versie.

Revision ID: aanstelling_0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "aanstelling_0002"
down_revision: str | None = "aanstelling_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("aanstelling", sa.Column("account", sa.String(43), nullable=True))
