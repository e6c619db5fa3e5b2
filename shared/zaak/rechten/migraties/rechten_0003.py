"""Wat er na het aannemen van een verzoek bij komt: een langere termijn en wat is gedaan."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "rechten_0003"
down_revision = "rechten_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and the first clock of a request."""
    op.add_column("rechtenverzoek", sa.Column("klok", sa.Date(), nullable=True))
    op.create_index("ix_rechtenverzoek_klok", "rechtenverzoek", ["klok"])
    for kolom in (
        sa.Column("verlengd_op", sa.Date(), nullable=True),
        sa.Column("verlengd_meer", sa.Boolean(), nullable=True),
        sa.Column("verlengzegel", sa.LargeBinary(), nullable=True),
        sa.Column("niet_noemen", sa.String(40), nullable=True),
        sa.Column("ontvangers", JsonTekst(), nullable=True),
        sa.Column("gevolg", JsonTekst(), nullable=True),
        sa.Column("uitgevoerd_op", Tijdstip(), nullable=True),
    ):
        op.add_column("rechtenverzoek_deel", kolom)
