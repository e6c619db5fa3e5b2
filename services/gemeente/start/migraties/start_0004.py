"""Wie er bij een melding betrokken is: daaruit volgt hoe lang iemand na het afsluiten blijft."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "start_0004"
down_revision = "start_0003"
branch_labels = None
depends_on = ("partij_0001_dossier",)

_KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "groepsmelding_persoon",
        sa.Column("id", _KENMERK, nullable=False),
        sa.Column("melding", _KENMERK, nullable=False),
        sa.Column("groep", _KENMERK, nullable=False),
        sa.Column("persoon_id", _KENMERK, nullable=False),
        sa.Column("vastgelegd_op", Tijdstip(), nullable=False),
        sa.Column("vastgelegd_door", _KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_groepsmelding_persoon"),
        sa.ForeignKeyConstraint(
            ["melding"], ["groepsmelding.id"], name="fk_groepsmelding_persoon_melding"
        ),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name="fk_groepsmelding_persoon_persoon_id"
        ),
        sa.UniqueConstraint("melding", "persoon_id", name="uq_groepsmelding_persoon_melding"),
    )
    op.create_index("ix_groepsmelding_persoon_persoon_id", "groepsmelding_persoon", ["persoon_id"])
