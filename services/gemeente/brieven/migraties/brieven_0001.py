"""De brieven van de burgemeester: aan wie, wanneer en hoe."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "brieven_0001"
down_revision = None
branch_labels = ("brieven",)
depends_on = "partij_0001_dossier"

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "brief",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("ontvanger_id", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("soort", sa.String(32), nullable=False),
        sa.Column("stand", sa.String(16), nullable=False),
        sa.Column("tekstversie", sa.String(16), nullable=False),
        sa.Column("met_adres", sa.Boolean(), nullable=False),
        sa.Column("gemaakt_op", Tijdstip(), nullable=False),
        sa.Column("gemaakt_door", KENMERK, nullable=False),
        sa.Column("verstuurd_op", sa.Date(), nullable=True),
        sa.Column("wijze", sa.String(12), nullable=True),
        sa.Column("verstuurd_door", KENMERK, nullable=True),
        sa.Column("retour_op", sa.Date(), nullable=True),
        sa.Column("retour_door", KENMERK, nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("sleutel_id", sa.String(64), nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_brief"),
        sa.ForeignKeyConstraint(["persoon_id"], ["persoon.id"], name="fk_brief_persoon_id_persoon"),
        sa.ForeignKeyConstraint(
            ["ontvanger_id"], ["persoon.id"], name="fk_brief_ontvanger_id_persoon"
        ),
    )
    for kolom in ("persoon_id", "ontvanger_id", "groep"):
        op.create_index(f"ix_brief_{kolom}", "brief", [kolom])
