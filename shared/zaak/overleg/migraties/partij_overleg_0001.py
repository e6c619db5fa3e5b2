"""Overlegreeksen, overleggen, wat mondeling is gedeeld, en verslagen."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "partij_overleg_0001"
down_revision = None
branch_labels = ("partij_overleg",)
depends_on = "partij_0002_uitwisseling"

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables of the meetings."""
    op.create_table(
        "overlegreeks",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("frequentie", sa.String(200), nullable=False),
        sa.Column("samenstelling", JsonTekst(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_overlegreeks"),
    )
    op.create_index("ix_overlegreeks_groep", "overlegreeks", ["groep"])
    op.create_table(
        "gepland_overleg",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("reeks", KENMERK, nullable=False),
        sa.Column("document", JsonTekst(), nullable=False),
        sa.Column("bladnummer", sa.BigInteger(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_gepland_overleg"),
        sa.ForeignKeyConstraint(
            ["reeks"], ["overlegreeks.id"], name="fk_gepland_overleg_reeks_overlegreeks"
        ),
    )
    op.create_index("ix_gepland_overleg_reeks", "gepland_overleg", ["reeks"])
    _gezegd()


def _gezegd() -> None:
    op.create_table(
        "mondelinge_verstrekking",
        sa.Column("bericht_id", KENMERK, nullable=False),
        sa.Column("overleg", KENMERK, nullable=True),
        sa.Column("gedeeld", sa.Boolean(), nullable=True),
        sa.Column("zout", sa.LargeBinary(), nullable=False),
        sa.Column("verslag", sa.String(43), nullable=True),
        sa.Column("bladnummer", sa.BigInteger(), nullable=True),
        sa.Column("bevestigd_op", Tijdstip(), nullable=True),
        sa.Column("bevestigd_door", KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("bericht_id", name="pk_mondelinge_verstrekking"),
        sa.ForeignKeyConstraint(
            ["bericht_id"],
            ["uitgaand.bericht_id"],
            name="fk_mondelinge_verstrekking_bericht_id_uitgaand",
        ),
    )
    op.create_index("ix_mondelinge_verstrekking_overleg", "mondelinge_verstrekking", ["overleg"])
    op.create_table(
        "overlegverslag",
        sa.Column("overleg", KENMERK, nullable=False),
        sa.Column("afspraken", sa.Text(), nullable=False),
        sa.Column("inhoud", JsonTekst(), nullable=False),
        sa.Column("digest", sa.String(60), nullable=False),
        sa.Column("vastgesteld_op", Tijdstip(), nullable=False),
        sa.Column("vastgesteld_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("overleg", name="pk_overlegverslag"),
    )
