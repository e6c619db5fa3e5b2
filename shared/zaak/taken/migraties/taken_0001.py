"""Taken van mensen, met hun verloop."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "taken_0001"
down_revision = None
branch_labels = ("taken",)
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables of tasks."""
    op.create_table(
        "taak",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("titel", sa.String(200), nullable=False),
        sa.Column("eigenaar", KENMERK, nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("stand", sa.String(12), nullable=False),
        sa.Column("uitkomst", sa.Text(), nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gemaakt_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_door", KENMERK, nullable=False),
        sa.Column("herinnerd_op", Tijdstip(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_taak"),
    )
    for kolom in ("groep", "eigenaar", "stand"):
        op.create_index(f"ix_taak_{kolom}", "taak", [kolom])
    op.create_table(
        "taak_verloop",
        sa.Column("taak", KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("handeling", sa.String(16), nullable=False),
        sa.Column("titel", sa.String(200), nullable=False),
        sa.Column("eigenaar", KENMERK, nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("toelichting", sa.Text(), nullable=True),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("taak", "versie", name="pk_taak_verloop"),
        sa.ForeignKeyConstraint(["taak"], ["taak.id"], name="fk_taak_verloop_taak_taak"),
    )
