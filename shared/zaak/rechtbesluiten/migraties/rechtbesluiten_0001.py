"""Wat er met een klacht of een claim is gedaan."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "rechtbesluiten_0001"
down_revision = None
branch_labels = ("rechtbesluiten",)
depends_on = ("rechten_0001",)

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "rechtvervolg",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("verzoek", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=True),
        sa.Column("stap", sa.String(40), nullable=False),
        sa.Column("op", sa.Date(), nullable=False),
        sa.Column("naar", sa.String(63), nullable=True),
        sa.Column("sleutel_id", sa.String(64), nullable=True),
        sa.Column("zegel", sa.LargeBinary(), nullable=True),
        sa.Column("vastgelegd_op", Tijdstip(), nullable=False),
        sa.Column("vastgelegd_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rechtvervolg"),
        sa.ForeignKeyConstraint(
            ["verzoek"], ["rechtenverzoek.id"], name="fk_rechtvervolg_verzoek_rechtenverzoek"
        ),
    )
    for kolom in ("verzoek", "persoon_id"):
        op.create_index(f"ix_rechtvervolg_{kolom}", "rechtvervolg", [kolom])
