"""Het einde van een groep zoals de gateway het heeft, in plaats van de dag waarop iemand het zag.

Wat er stond zegt niet wanneer de groep sloot; de gateway zegt dat bij de volgende ronde opnieuw.
"""

import sqlalchemy as sa
from alembic import op

revision = "bewaarklok_0001"
down_revision = None
branch_labels = ("bewaarklok",)
depends_on = ("lijsten_0001_namenlijsten",)


def upgrade() -> None:
    """Make the table that holds the real day of closing; drop the one that did not."""
    op.drop_table("groepsafloop")
    op.create_table(
        "groepseinde",
        sa.Column("groep", sa.String(36), nullable=False),
        sa.Column("gesloten_op", sa.Date(), nullable=False),
        sa.Column("opgepakt", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("groep", name="pk_groepseinde"),
    )
