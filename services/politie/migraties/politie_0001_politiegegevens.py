"""Politiegegevens."""

import sqlalchemy as sa

from shared.bestand.dossier.migratiehulp import maak_dossiertabel

revision = "politie_0001"
down_revision = None
branch_labels = ("politie",)
depends_on = ("partij_0001_dossier",)


def upgrade() -> None:
    """Make the table."""
    maak_dossiertabel(
        "politiegegeven",
        sa.Column("artikel", sa.String(4), nullable=False),
        sa.Column("eerste_verwerking", sa.Date(), nullable=False),
        sa.Column("gerelateerd", sa.Boolean(), nullable=False),
        sa.Column("subdoel", sa.String(1), nullable=True),
        sa.Column("termijn_tot", sa.Date(), nullable=True),
        sa.Column("bron", sa.String(4), nullable=True),
    )
