"""Wat een ontvanger meldde; een verbetering is altijd een correctie, nooit meer een aanvulling."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "verbetering_0002_meldingen"
down_revision = "verbetering_0001_verbeteringen"
branch_labels = None
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the table of reports; which kind of message told a judgement is no longer a choice."""
    with op.batch_alter_table("verbetering") as tabel:
        tabel.drop_column("besluit_als")
        tabel.alter_column("aard", existing_type=sa.String(12), type_=sa.String(40), nullable=True)
    with op.batch_alter_table("verbetering_ontvanger") as tabel:
        tabel.add_column(sa.Column("vernietigd_met", KENMERK, nullable=True))
    op.create_table(
        "verbetering_melding",
        sa.Column("bericht_id", KENMERK, nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("verbetering_id", KENMERK, nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=False),
        sa.Column("ontvangen_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("bericht_id", "volgnummer", name="pk_verbetering_melding"),
        sa.ForeignKeyConstraint(
            ["verbetering_id"], ["verbetering.id"], name="fk_verbetering_melding_verbetering_id"
        ),
    )
    op.create_index(
        "ix_verbetering_melding_verbetering_id", "verbetering_melding", ["verbetering_id"]
    )
