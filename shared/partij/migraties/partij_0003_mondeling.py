"""Mondeling: wat wordt gezegd, wat daarvan wacht tot het gezegd is, en een teruggenomen verzoek."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "partij_0003_mondeling"
down_revision = "partij_0002_uitwisseling"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what by mouth asks of the outbox, and make the table of what is said in one go."""
    _uitgaand()
    _uiting()
    op.add_column("informatieverzoek", sa.Column("ingetrokken_op", Tijdstip(), nullable=True))


def _uitgaand() -> None:
    for kolom in (
        sa.Column("fase", sa.String(8), nullable=False, server_default="bericht"),
        sa.Column("uiting", sa.String(36), nullable=True),
        sa.Column("eigen_sleutel", sa.String(64), nullable=True),
        sa.Column("levering", sa.LargeBinary(), nullable=True),
        sa.Column("levering_koppen", JsonTekst(), nullable=True),
        sa.Column("vervalt_op", Tijdstip(), nullable=True),
    ):
        op.add_column("uitgaand", kolom)
    op.create_index("ix_uitgaand_uiting", "uitgaand", ["uiting"])
    op.add_column("uitgaand_onderdeel", sa.Column("eigen_sleutel", sa.String(64), nullable=True))


def _uiting() -> None:
    op.create_table(
        "uiting",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("groep", sa.String(36), nullable=False),
        sa.Column("kanaal", sa.String(40), nullable=False),
        sa.Column("overleg", sa.String(36), nullable=True),
        sa.Column("medewerker", sa.String(36), nullable=False),
        sa.Column("gemaakt_op", Tijdstip(), nullable=False),
        sa.Column("stand", sa.String(16), nullable=False),
        sa.Column("gezegd_op", Tijdstip(), nullable=True),
        sa.Column("gezegd", JsonTekst(), nullable=True),
        sa.Column("gezegd_door", sa.String(36), nullable=True),
        sa.Column("bevestigd_door", sa.String(36), nullable=True),
        sa.Column("zonder_toestemming", sa.Boolean(), nullable=True),
        sa.Column("bladnummer", sa.BigInteger(), nullable=True),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("volgende_poging", Tijdstip(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_uiting"),
    )
    op.create_index("ix_uiting_groep", "uiting", ["groep"])
    op.create_index("ix_uiting_overleg", "uiting", ["overleg"])
    op.create_index("ix_uiting_stand_volgende_poging", "uiting", ["stand", "volgende_poging"])
