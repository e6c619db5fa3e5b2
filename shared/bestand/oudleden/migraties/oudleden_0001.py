"""Wie ooit in een groep zat waarvan de koppeling is vernietigd."""

import sqlalchemy as sa
from alembic import op

revision = "oudleden_0001"
down_revision = None
branch_labels = ("oudleden",)
depends_on = "partij_0001_dossier"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "oudlid",
        sa.Column("persoon_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("persoon_id", name="pk_oudlid"),
        sa.ForeignKeyConstraint(
            ["persoon_id"], ["persoon.id"], name="fk_oudlid_persoon_id_persoon"
        ),
    )
