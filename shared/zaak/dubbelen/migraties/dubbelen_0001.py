"""Wie er dezelfde naam en geboortedatum heeft als wie iets vraagt, en een ander mens is."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "dubbelen_0001"
down_revision = None
branch_labels = ("dubbelen",)
depends_on = ("rechten_0001",)

KENMERK = sa.String(36)


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "rechtenverzoek_dubbel",
        sa.Column("verzoek", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("gezegd_op", Tijdstip(), nullable=False),
        sa.Column("gezegd_door", KENMERK, nullable=False),
        sa.ForeignKeyConstraint(
            ["verzoek"], ["rechtenverzoek.id"],
            name=op.f("fk_rechtenverzoek_dubbel_verzoek_rechtenverzoek"),
        ),
        sa.PrimaryKeyConstraint("verzoek", "persoon_id", name=op.f("pk_rechtenverzoek_dubbel")),
    )  # fmt: skip
    op.create_index("ix_rechtenverzoek_dubbel_persoon_id", "rechtenverzoek_dubbel", ["persoon_id"])
