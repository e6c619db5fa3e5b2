"""De groepsscan en haar signalen."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "groepsscan_0001_signalen"
down_revision = None
branch_labels = ("groepsscan",)
depends_on = "partij_0001_dossier"

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables of the scan."""
    op.create_table(
        "groepsscan",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("verzoek_id", KENMERK, nullable=False),
        sa.Column("opgesteld_op", Tijdstip(), nullable=False),
        sa.Column("opgesteld_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_groepsscan"),
        sa.UniqueConstraint("verzoek_id", name="uq_groepsscan_verzoek_id"),
    )
    op.create_index("ix_groepsscan_groep", "groepsscan", ["groep"])
    op.create_table(
        "groepsscansignaal",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("scan_id", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("soort", sa.String(16), nullable=False),
        sa.Column("aard", sa.String(8), nullable=False),
        sa.Column("politiegegeven_id", KENMERK, nullable=True),
        sa.Column("zegel", sa.LargeBinary(), nullable=False),
        sa.Column("aangemaakt_op", Tijdstip(), nullable=False),
        sa.Column("aangemaakt_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_groepsscansignaal"),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["groepsscan.id"], name="fk_groepsscansignaal_scan_id"
        ),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name="fk_groepsscansignaal_persoon_id"
        ),
    )
    op.create_index("ix_groepsscansignaal_scan_id", "groepsscansignaal", ["scan_id"])
    op.create_index("ix_groepsscansignaal_persoon_id", "groepsscansignaal", ["persoon_id"])
