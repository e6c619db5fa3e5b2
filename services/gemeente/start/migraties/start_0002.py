"""Eén melding per kenmerk van een bron, ook als twee mensen haar tegelijk overtikken."""

from alembic import op

revision = "start_0002"
down_revision = "start_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index. Fails where a report stands twice: which one goes is for a human."""
    op.create_index(
        "uq_groepsmelding_bronkenmerk",
        "groepsmelding",
        ["groep", "bron", "bronkenmerk"],
        unique=True,
    )
