"""Overlast, aanspreken, aanbod, betrokkenheid van ouders en de informatiestatus."""

import sqlalchemy as sa
from alembic import op

from shared.bestand.dossier.migratiehulp import maak_dossiertabel
from shared.opslag.typen import Tijdstip

revision = "gemeente_0001"
down_revision = None
branch_labels = ("gemeente",)
depends_on = ("partij_0001_dossier",)


def upgrade() -> None:
    """Make the tables."""
    for naam in ("overlastgegeven", "aanspreekgegeven", "aanbodgegeven", "ouderbetrokkenheid"):
        maak_dossiertabel(naam)
    op.create_table(
        "informatiestatus",
        sa.Column("persoon_id", sa.String(36), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("grond", sa.String(16), nullable=True),
        sa.Column("herbeoordeling", sa.Date(), nullable=True),
        sa.Column("zegel", sa.LargeBinary(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_door", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("persoon_id", name="pk_informatiestatus"),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name="fk_informatiestatus_persoon_id"
        ),
    )
