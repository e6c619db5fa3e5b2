"""Wie in het leesspoor keek, en waarom."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "leesspoor_0001"
down_revision = None
branch_labels = ("leesspoor",)
depends_on = None

_KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "leesspoorvraag",
        sa.Column("id", _KENMERK, nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("door", _KENMERK, nullable=False),
        sa.Column("persoon_id", _KENMERK, nullable=True),
        sa.Column("medewerker", _KENMERK, nullable=True),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_leesspoorvraag"),
    )
    op.create_index("ix_leesspoorvraag_door", "leesspoorvraag", ["door"])
