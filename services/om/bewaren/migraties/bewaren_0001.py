"""De termijnen van de Wjsg per eigen gegeven, en wat daardoor is vernietigd."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "bewaren_0001"
down_revision = None
branch_labels = ("bewaren",)
depends_on = ("om_0001",)

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables of the terms."""
    op.create_table(
        "wjsg_termijn",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=False),
        sa.Column("vernietigen_na", sa.Date(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wjsg_termijn"),
        sa.ForeignKeyConstraint(["persoon_id"], ["persoon.id"], name="fk_wjsg_termijn_persoon_id"),
    )
    for kolom in ("persoon_id", "vernietigen_na"):
        op.create_index(f"ix_wjsg_termijn_{kolom}", "wjsg_termijn", [kolom])
    op.create_table(
        "wjsg_vernietiging",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("gedaan_op", Tijdstip(), nullable=False),
        sa.Column("gegevens", sa.Integer(), nullable=False),
        sa.Column("personen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_wjsg_vernietiging"),
    )
