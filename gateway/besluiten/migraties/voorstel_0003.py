"""Een partij kan ook nee zeggen, of ja onder een voorwaarde; dat blijft bij het voorstel staan.

Revision ID: voorstel_0003
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision: str = "voorstel_0003"
down_revision: str | None = "voorstel_0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("besluitvoorstel", sa.Column("antwoorden", JsonTekst(), nullable=True))
    op.add_column("besluitvoorstel", sa.Column("afgedaan_op", Tijdstip(), nullable=True))
