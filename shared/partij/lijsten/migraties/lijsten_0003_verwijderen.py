"""De nettolijst noemt wie gaat, en niet meer wie blijft."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst

revision = "lijsten_0003_verwijderen"
down_revision = "lijsten_0002_vernietigd"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who is to go by name; empty for a destruction that says who stays."""
    op.add_column("opruiming", sa.Column("verwijderen", JsonTekst(), nullable=True))
