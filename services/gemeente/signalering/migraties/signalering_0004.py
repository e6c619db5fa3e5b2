"""Signalen die door een intake binnenkwamen, ook nog zonder groep."""

import sqlalchemy as sa
from alembic import op

revision = "signalering_0004"
down_revision = "signalering_0003"
branch_labels = None
depends_on = None

_ZONDER_GROEP = "ck_groepssignaal_zonder_groep_gegeven"


def upgrade() -> None:
    """Add through which intake it came; such a one may be about no group yet."""
    op.add_column("groepssignaal", sa.Column("intake", sa.String(36), nullable=True))
    with op.batch_alter_table("groepssignaal") as wijziging:
        wijziging.drop_constraint(op.f(_ZONDER_GROEP), type_="check")
        wijziging.create_check_constraint(
            op.f(_ZONDER_GROEP), "groep IS NOT NULL OR van IS NOT NULL OR intake IS NOT NULL"
        )
