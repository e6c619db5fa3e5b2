"""Een melding die haar bron zelf gaf: van wie, en met welk stuk."""

import sqlalchemy as sa
from alembic import op

revision = "start_0005"
down_revision = "start_0004"
branch_labels = None
depends_on = None

_KENMERK = sa.String(36)


def upgrade() -> None:
    """Add who gave it and with what."""
    for kolom, soort in (("van", sa.String(63)), ("onderwerp", _KENMERK), ("stuk", _KENMERK)):
        op.add_column("groepsmelding", sa.Column(kolom, soort, nullable=True))
    op.create_index("ix_groepsmelding_onderwerp", "groepsmelding", ["onderwerp"])
