"""Programma's met een eigen autorisatie: wie ervoor instaat, ook in het spoor van wat zij lezen."""

import sqlalchemy as sa
from alembic import op

revision = "partij_0005_systemen"
down_revision = "partij_0004_inname"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add who answers for a program, to its authorisation and to every read of it."""
    op.add_column("autorisatie", sa.Column("verantwoordelijke", sa.String(36), nullable=True))
    op.add_column("raadpleging", sa.Column("verantwoordelijke", sa.String(36), nullable=True))
    op.create_index("ix_raadpleging_verantwoordelijke", "raadpleging", ["verantwoordelijke"])
