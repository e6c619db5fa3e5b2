"""Beperkingen: wiens gegevens, of welk daarvan, niet worden gebruikt."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "beperking_0001"
down_revision = None
branch_labels = ("beperking",)
depends_on = ("partij_0001_dossier",)

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "beperking",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("gegevenssoort", sa.String(64), nullable=True),
        sa.Column("gegeven_id", KENMERK, nullable=True),
        sa.Column("verzoek", KENMERK, nullable=False),
        sa.Column("sinds", Tijdstip(), nullable=False),
        sa.Column("door", KENMERK, nullable=False),
        sa.Column("verteld_op", sa.Date(), nullable=True),
        sa.Column("opgeheven_op", Tijdstip(), nullable=True),
        sa.Column("opgeheven_door", KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_beperking"),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name="fk_beperking_persoon_id_persoon"
        ),
    )
    op.create_index("ix_beperking_persoon_id", "beperking", ["persoon_id"])
