"""Gemaakte documenten, en aan wie het wachtwoord ervan is gegeven."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "partij_document_0001"
down_revision = None
branch_labels = ("partij_document",)
depends_on = "partij_0002_uitwisseling"

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables of the documents."""
    op.create_table(
        "document",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("bericht_id", KENMERK, nullable=False),
        sa.Column("weg", sa.String(63), nullable=False),
        sa.Column("wachtwoord", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("gemaakt_op", Tijdstip(), nullable=False),
        sa.Column("gemaakt_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.ForeignKeyConstraint(
            ["bericht_id"], ["uitgaand.bericht_id"], name="fk_document_bericht_id"
        ),
    )
    op.create_index("ix_document_bericht_id", "document", ["bericht_id"])
    op.create_table(
        "document_wachtwoord",
        sa.Column("document_id", KENMERK, nullable=False),
        sa.Column("weg", sa.String(63), nullable=False),
        sa.Column("aan", KENMERK, nullable=False),
        sa.Column("verstrekt_op", Tijdstip(), nullable=False),
        sa.Column("verstrekt_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("document_id", name="pk_document_wachtwoord"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_document_wachtwoord_document_id"
        ),
    )
