"""Waar een incident over gaat als het gezegd was zonder dat het mocht: dan wacht het niet meer."""

import sqlalchemy as sa
from alembic import op

revision = "incidenten_0003"
down_revision = "incidenten_0002"
branch_labels = None
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the table: one incident for each time something was said."""
    op.create_table(
        "incident_aanleiding",
        sa.Column("uiting", KENMERK, nullable=False),
        sa.Column("incident", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("uiting", name="pk_incident_aanleiding"),
        sa.ForeignKeyConstraint(
            ["incident"], ["incident.id"], name="fk_incident_aanleiding_incident_incident"
        ),
    )
    op.create_index("ix_incident_aanleiding_incident", "incident_aanleiding", ["incident"])
