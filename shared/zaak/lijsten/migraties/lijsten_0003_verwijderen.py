"""De nettolijst noemt wie gaat en niet wie blijft; wat is begonnen neemt niemand terug."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "lijsten_0003_verwijderen"
down_revision = "lijsten_0002_vernietigd"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who is to go by name (empty for a destruction that says who stays), and when it began."""
    op.add_column("opruiming", sa.Column("verwijderen", JsonTekst(), nullable=True))
    op.add_column("opruiming", sa.Column("begonnen_op", Tijdstip(), nullable=True))
