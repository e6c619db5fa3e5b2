"""Wie kennisnam van wat een partij over haar geheimhoudingsplicht zegt."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "partijdocument_0002"
down_revision = "partijdocument_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "geheimhouding_gelezen",
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("verklaring", sa.String(64), nullable=False),
        sa.Column("medewerker", sa.String(36), nullable=False),
        sa.Column("op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint(
            "partij", "verklaring", "medewerker", name="pk_geheimhouding_gelezen"
        ),
    )
