"""For migrations of a party's own records: the columns every such table starts with.

A migration is history: what this module makes never changes. A later change of the common columns
is a migration of its own, and gets a function of its own here.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip


def maak_dossiertabel(naam: str, *eigen: sa.Column[object]) -> None:
    """Makes the table of one kind of own record (``Dossierrij``), with its own columns."""
    kenmerk = sa.String(36)
    op.create_table(
        naam,
        sa.Column("id", kenmerk, nullable=False),
        sa.Column("persoon_id", kenmerk, nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=False),
        sa.Column("aard", sa.String(8), nullable=False),
        sa.Column("bijzonder", sa.Boolean(), nullable=False),
        sa.Column("derden_verwijderd", sa.Boolean(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", Tijdstip(), nullable=False),
        sa.Column("aangemaakt_door", kenmerk, nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        *eigen,
        sa.PrimaryKeyConstraint("id", name=f"pk_{naam}"),
        sa.ForeignKeyConstraint(["persoon_id"], ["persoon.id"], name=f"fk_{naam}_persoon_id"),
    )
    op.create_index(f"ix_{naam}_persoon_id", naam, ["persoon_id"])
