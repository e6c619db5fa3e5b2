"""Wie terugkeek in wat na het afsluiten is bewaard, naar wie, en wat per gegeven klopte."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "nietactief_0001"
down_revision = None
branch_labels = ("nietactief",)
depends_on = ("partij_0001_dossier",)

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "terugblik",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("aanleiding", sa.String(40), nullable=False),
        sa.Column("groep", KENMERK, nullable=True),
        sa.Column("nieuwe_groep", KENMERK, nullable=True),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("gevonden", sa.Integer(), nullable=False),
        sa.Column("getoetst", sa.Integer(), nullable=False),
        sa.Column("open_tot", sa.Date(), nullable=False),
        sa.Column("gemaakt_op", Tijdstip(), nullable=False),
        sa.Column("gemaakt_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_terugblik"),
    )
    op.create_table(
        "terugblik_persoon",
        sa.Column("terugblik", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("getoetst_op", Tijdstip(), nullable=True),
        sa.Column("getoetst_door", KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("terugblik", "persoon_id", name="pk_terugblik_persoon"),
        sa.ForeignKeyConstraint(
            ["terugblik"], ["terugblik.id"], name="fk_terugblik_persoon_terugblik_terugblik"
        ),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name="fk_terugblik_persoon_persoon_id_persoon"
        ),
    )
    op.create_index("ix_terugblik_persoon_persoon_id", "terugblik_persoon", ["persoon_id"])
    op.create_table(
        "terugblik_toets",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("terugblik", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("bron", sa.String(40), nullable=False),
        sa.Column("item", KENMERK, nullable=False),
        sa.Column("uitslag", sa.String(40), nullable=False),
        sa.Column("blijft", sa.Boolean(), nullable=False),
        sa.Column("op", Tijdstip(), nullable=False),
        sa.Column("door", KENMERK, nullable=False),
        sa.Column("weg_op", Tijdstip(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_terugblik_toets"),
        sa.ForeignKeyConstraint(
            ["terugblik"], ["terugblik.id"], name="fk_terugblik_toets_terugblik_terugblik"
        ),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name="fk_terugblik_toets_persoon_id_persoon"
        ),
    )
    op.create_index("ix_terugblik_toets_persoon_id", "terugblik_toets", ["persoon_id"])
