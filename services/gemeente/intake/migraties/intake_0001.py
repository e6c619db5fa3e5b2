"""Een code waarmee een organisatie die geen partij is een signaal inlevert."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "intake_0001"
down_revision = None
branch_labels = ("intake",)
depends_on = None

_KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "intake",
        sa.Column("id", _KENMERK, nullable=False),
        sa.Column("organisatie", sa.String(40), nullable=False),
        sa.Column("groep", _KENMERK, nullable=True),
        sa.Column("hash", sa.String(64), nullable=True),
        sa.Column("geldig_tot", sa.Date(), nullable=False),
        sa.Column("geopend_op", Tijdstip(), nullable=False),
        sa.Column("geopend_door", _KENMERK, nullable=False),
        sa.Column("geweigerd", sa.Integer(), nullable=False),
        sa.Column("gebruikt_op", Tijdstip(), nullable=True),
        sa.Column("signaal", _KENMERK, nullable=True),
        sa.Column("ingetrokken_op", Tijdstip(), nullable=True),
        sa.Column("ingetrokken_door", _KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_intake"),
        sa.UniqueConstraint("hash", name="uq_intake_hash"),
    )
    op.create_index("ix_intake_groep", "intake", ["groep"])
