"""In welke groepen die nog lopen iemand uit een plan zit: wie daar werkt, hoort ervan."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst

revision = "vernietigen_0002"
down_revision = "vernietigen_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Room for the groups; an older plan told nobody."""
    op.add_column("vernietigingsplan", sa.Column("groepen", JsonTekst(), nullable=True))
