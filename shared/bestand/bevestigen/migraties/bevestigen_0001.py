"""Wat een beheerder vroeg en een tweede nog moet bevestigen."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "bevestigen_0001"
down_revision = None
branch_labels = ("bevestigen",)
depends_on = None

_KENMERK = sa.String(36)
_ACCOUNT = sa.String(255)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "autorisatieverzoek",
        sa.Column("id", _KENMERK, nullable=False),
        sa.Column("autorisatie_id", _KENMERK, nullable=False),
        sa.Column("open_voor", _KENMERK, nullable=True),
        sa.Column("basisversie", sa.Integer(), nullable=False),
        sa.Column("gevraagd", JsonTekst(), nullable=False),
        sa.Column("ontneemt", sa.Boolean(), nullable=False),
        sa.Column("sleutel_id", sa.String(64), nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=True),
        sa.Column("gevraagd_op", Tijdstip(), nullable=False),
        sa.Column("vrager_uitgever", _ACCOUNT, nullable=False),
        sa.Column("vrager_sub", _ACCOUNT, nullable=False),
        sa.Column("uiterlijk", sa.Date(), nullable=False),
        sa.Column("stand", sa.String(12), nullable=False),
        sa.Column("afgedaan_op", Tijdstip(), nullable=True),
        sa.Column("afgedaan_door", _KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_autorisatieverzoek"),
        sa.UniqueConstraint("open_voor", name="uq_autorisatieverzoek_open_voor"),
    )
    for kolom in ("autorisatie_id", "stand"):
        op.create_index(f"ix_autorisatieverzoek_{kolom}", "autorisatieverzoek", [kolom])
