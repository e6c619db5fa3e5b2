"""Strafvorderlijke, justitiële en tenuitvoerleggingsgegevens en recente vervolgingen."""

import sqlalchemy as sa

from shared.bestand.dossier.migratiehulp import maak_dossiertabel

revision = "om_0001"
down_revision = None
branch_labels = ("om",)
depends_on = ("partij_0001_dossier",)


def upgrade() -> None:
    """Make the tables."""
    maak_dossiertabel(
        "strafvorderlijk_gegeven",
        sa.Column("herleiding_anderen_voorkomen", sa.Boolean(), nullable=False),
    )
    maak_dossiertabel(
        "justitieel_gegeven",
        sa.Column("herleiding_anderen_voorkomen", sa.Boolean(), nullable=False),
        sa.Column("reeds_beschikbaar", sa.Boolean(), nullable=False),
        sa.Column("jds_bevraagd", sa.Boolean(), nullable=False),
        sa.Column("uitkomst", sa.String(16), nullable=False),
    )
    maak_dossiertabel(
        "tenuitvoerleggingsgegeven",
        sa.Column("herleiding_anderen_voorkomen", sa.Boolean(), nullable=False),
        sa.Column("om_verwerkingsverantwoordelijk", sa.Boolean(), nullable=False),
    )
    maak_dossiertabel(
        "recente_vervolging",
        sa.Column("herleiding_anderen_voorkomen", sa.Boolean(), nullable=False),
        sa.Column("relevant_voor_groepsaanpak", sa.Boolean(), nullable=False),
        sa.Column("uitkomst", sa.String(16), nullable=False),
    )
