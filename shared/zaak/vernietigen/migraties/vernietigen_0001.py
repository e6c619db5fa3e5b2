"""Vernietigen: plannen, het akkoord van de archivaris, en verklaringen."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "vernietigen_0001"
down_revision = None
branch_labels = ("vernietigen",)
depends_on = ("partij_0001_dossier",)

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "vernietigingsplan",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("grond", sa.String(40), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("stand", sa.String(16), nullable=False),
        sa.Column("opgesteld_op", Tijdstip(), nullable=False),
        sa.Column("opgesteld_door", KENMERK, nullable=False),
        sa.Column("beoordeeld_op", Tijdstip(), nullable=True),
        sa.Column("beoordeeld_door", KENMERK, nullable=True),
        sa.Column("aantallen", JsonTekst(), nullable=True),
        sa.Column("gedaan_op", Tijdstip(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_vernietigingsplan"),
    )
    op.create_index("ix_vernietigingsplan_stand", "vernietigingsplan", ["stand"])
    op.create_table(
        "vernietigingsplan_persoon",
        sa.Column("plan_id", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("plan_id", "persoon_id", name="pk_vernietigingsplan_persoon"),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["vernietigingsplan.id"],
            name="fk_vernietigingsplan_persoon_plan_id_vernietigingsplan",
        ),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name="fk_vernietigingsplan_persoon_persoon_id_persoon"
        ),
    )
    op.create_index(
        "ix_vernietigingsplan_persoon_persoon_id", "vernietigingsplan_persoon", ["persoon_id"]
    )
    op.create_table(
        "selectielijstakkoord",
        sa.Column("categorie", sa.String(64), nullable=False),
        sa.Column("selectielijst", sa.Text(), nullable=False),
        sa.Column("nummer", sa.String(80), nullable=False),
        sa.Column("archivaris", sa.Text(), nullable=False),
        sa.Column("akkoord_op", sa.Date(), nullable=False),
        sa.Column("geldig_tot", sa.Date(), nullable=True),
        sa.Column("vastgelegd_op", Tijdstip(), nullable=False),
        sa.Column("vastgelegd_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("categorie", name="pk_selectielijstakkoord"),
    )
    op.create_table(
        "vernietigingsverklaring",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("bron", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=True),
        sa.Column("grond", sa.String(40), nullable=False),
        sa.Column("aantallen", JsonTekst(), nullable=False),
        sa.Column("vernietigd_op", Tijdstip(), nullable=False),
        sa.Column("bladnummer", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_vernietigingsverklaring"),
        sa.UniqueConstraint("bron", name="uq_vernietigingsverklaring_bron"),
    )
    op.create_index(
        "ix_vernietigingsverklaring_bladnummer", "vernietigingsverklaring", ["bladnummer"]
    )
