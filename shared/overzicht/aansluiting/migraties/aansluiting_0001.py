"""Het eigen bestand naast het log: tot waar, wat nog wacht op zijn blad, en wat niet klopte."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "aansluiting_0001"
down_revision = None
branch_labels = ("aansluiting",)
depends_on = "partij_0002_uitwisseling"


def upgrade() -> None:
    """Make the tables; the first round takes up everything in the journal."""
    op.create_table(
        "aansluitstand",
        sa.Column("log", sa.String(255), nullable=False),
        sa.Column("journaal_na", sa.String(36), nullable=True),
        sa.Column("nagekeken_tot", sa.BigInteger(), nullable=False),
        sa.Column("aangesloten", sa.BigInteger(), nullable=False),
        sa.Column("bijgewerkt_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("log", name="pk_aansluitstand"),
    )
    op.create_table(
        "aansluitpost",
        sa.Column("bericht_id", sa.String(36), nullable=False),
        sa.Column("bladnummer", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("ontvangen_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("bericht_id", name="pk_aansluitpost"),
    )
    op.create_index("ix_aansluitpost_bladnummer", "aansluitpost", ["bladnummer"])
    op.create_index("ix_aansluitpost_ontvangen_op", "aansluitpost", ["ontvangen_op"])
    op.create_table(
        "aansluitverschil",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("soort", sa.String(16), nullable=False),
        sa.Column("bericht_id", sa.String(36), nullable=False),
        sa.Column("bladnummer", sa.BigInteger(), nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("gevonden_op", Tijdstip(), nullable=False),
        sa.Column("hersteld_op", Tijdstip(), nullable=True),
        sa.Column("checkpoint", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_aansluitverschil"),
        sa.UniqueConstraint(
            "soort",
            "bericht_id",
            "bladnummer",
            name="uq_aansluitverschil_soort_bericht_id_bladnummer",
        ),
    )
