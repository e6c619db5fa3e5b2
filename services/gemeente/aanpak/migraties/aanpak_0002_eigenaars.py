"""Een actie van een andere partij: wie het daar doet, wat zij weet, en wat zij erover meldde."""

import sqlalchemy as sa
from alembic import op

revision = "aanpak_0002"
down_revision = "aanpak_0001"
branch_labels = None
depends_on = None

KENMERK = sa.String(36)
_ACTIE = sa.table("actie", sa.column("te_geven", sa.Boolean()))


def upgrade() -> None:
    """What was agreed before this was given to nobody; its own party is asked to do so."""
    for kolom in (
        sa.Column("functie", sa.String(63), nullable=True),
        sa.Column("uitvoerder", sa.String(63), nullable=True),
        sa.Column("te_geven", sa.Boolean(), nullable=True),
        sa.Column("stuk", KENMERK, nullable=True),
        sa.Column("stukversie", sa.Integer(), nullable=True),
    ):
        op.add_column("actie", kolom)
    op.execute(_ACTIE.update().values(te_geven=sa.true()))
    with op.batch_alter_table("actie") as wijziging:
        wijziging.alter_column("te_geven", existing_type=sa.Boolean(), nullable=False)
        wijziging.alter_column("eigenaar", existing_type=KENMERK, nullable=True)
    for kolom in (
        sa.Column("omschrijving", sa.Text(), nullable=True),
        sa.Column("reden", sa.Text(), nullable=True),
        sa.Column("van", sa.String(63), nullable=True),
        sa.Column("stuk", KENMERK, nullable=True),
        sa.Column("stukversie", sa.Integer(), nullable=True),
    ):
        op.add_column("actie_verloop", kolom)
    with op.batch_alter_table("actie_verloop") as wijziging:
        wijziging.alter_column("eigenaar", existing_type=KENMERK, nullable=True)
