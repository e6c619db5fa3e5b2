"""Wat een partij aan een derde gaf, op welk voorschrift en onder welke voorwaarden."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "bekendmaking_0001"
down_revision = None
branch_labels = ("bekendmaking",)
depends_on = ("partij_0001_dossier",)

KENMERK = sa.String(36)


def _wat() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("derde", sa.String(200), nullable=False),
        sa.Column("voorschrift", sa.Text(), nullable=False),
        sa.Column("gegevenssoorten", JsonTekst(), nullable=False),
        sa.Column("gegeven_op", sa.Date(), nullable=False),
    )


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "bekendmaking",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        *_wat(),
        sa.Column("opdrachtgever", KENMERK, nullable=False),
        sa.Column("geheimhouding", sa.Text(), nullable=True),
        sa.Column("beveiliging", sa.Text(), nullable=True),
        sa.Column("personen", sa.Integer(), nullable=False),
        sa.Column("gemaakt_op", Tijdstip(), nullable=False),
        sa.Column("gemaakt_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bekendmaking"),
    )
    op.create_table(
        "bekendmaking_persoon",
        sa.Column("bekendmaking", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        *_wat(),
        sa.PrimaryKeyConstraint("bekendmaking", "persoon_id", name="pk_bekendmaking_persoon"),
        sa.ForeignKeyConstraint(
            ["bekendmaking"],
            ["bekendmaking.id"],
            name="fk_bekendmaking_persoon_bekendmaking_bekendmaking",
        ),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name="fk_bekendmaking_persoon_persoon_id_persoon"
        ),
    )
    op.create_index("ix_bekendmaking_persoon_persoon_id", "bekendmaking_persoon", ["persoon_id"])
