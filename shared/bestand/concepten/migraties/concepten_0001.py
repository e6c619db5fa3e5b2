"""Wat iemand invulde en nog niet verstuurde."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "concepten_0001"
down_revision = None
branch_labels = ("concepten",)
depends_on = None


def upgrade() -> None:
    """Make the tables of concepts and of whom they are about."""
    op.create_table(
        "concept",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("autorisatie_id", sa.String(36), nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("onderwerp", sa.String(80), nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("verloopt_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_concept"),
        sa.UniqueConstraint(
            "autorisatie_id", "soort", "onderwerp", name="uq_concept_autorisatie_id_soort_onderwerp"
        ),
    )
    op.create_index("ix_concept_verloopt_op", "concept", ["verloopt_op"])
    op.create_table(
        "concept_persoon",
        sa.Column("concept_id", sa.String(36), nullable=False),
        sa.Column("persoon_id", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(
            ["concept_id"],
            ["concept.id"],
            name="fk_concept_persoon_concept_id_concept",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("concept_id", "persoon_id", name="pk_concept_persoon"),
    )
    op.create_index("ix_concept_persoon_persoon_id", "concept_persoon", ["persoon_id"])
