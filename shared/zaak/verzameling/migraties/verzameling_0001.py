"""Wat iemand van zijn gegevens krijgt: verzameld, zonder anderen, en nagekeken."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "verzameling_0001"
down_revision = None
branch_labels = ("verzameling",)
depends_on = ("rechten_0001",)

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "rechtafschrift",
        sa.Column("verzoek", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("sleutel_id", sa.String(64), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=False),
        sa.Column("weggelaten", sa.Integer(), nullable=False),
        sa.Column("opgesteld_op", Tijdstip(), nullable=False),
        sa.Column("opgesteld_door", KENMERK, nullable=False),
        sa.Column("nagekeken_op", Tijdstip(), nullable=True),
        sa.Column("nagekeken_door", KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("verzoek", name="pk_rechtafschrift"),
        sa.ForeignKeyConstraint(
            ["verzoek"], ["rechtenverzoek.id"], name="fk_rechtafschrift_verzoek_rechtenverzoek"
        ),
    )
    op.create_index("ix_rechtafschrift_persoon_id", "rechtafschrift", ["persoon_id"])
