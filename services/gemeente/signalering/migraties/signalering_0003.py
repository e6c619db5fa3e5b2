"""Signalen die een andere partij gaf: van wie, met welk stuk, en soms nog zonder groep."""

import sqlalchemy as sa
from alembic import op

revision = "signalering_0003"
down_revision = "signalering_0002"
branch_labels = None
depends_on = None

_KENMERK = sa.String(36)


def upgrade() -> None:
    """Add who gave it and with what; a group may follow later."""
    for kolom, soort in (("van", sa.String(63)), ("onderwerp", _KENMERK), ("stuk", _KENMERK)):
        op.add_column("groepssignaal", sa.Column(kolom, soort, nullable=True))
    with op.batch_alter_table("groepssignaal") as wijziging:
        wijziging.alter_column("groep", existing_type=_KENMERK, nullable=True)
        wijziging.create_check_constraint(
            op.f("ck_groepssignaal_zonder_groep_gegeven"),
            "groep IS NOT NULL OR van IS NOT NULL",
        )
    op.create_index("ix_groepssignaal_onderwerp", "groepssignaal", ["onderwerp"])
