"""Een melding die opnieuw wordt gestuurd, is dezelfde melding."""

import sqlalchemy as sa
from alembic import op

revision = "start_0006"
down_revision = "start_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add by whom, under which key and of which order it is."""
    for kolom, lengte in (("opdracht_van", 36), ("idempotentiesleutel", 128), ("opdracht", 64)):
        op.add_column("groepsmelding", sa.Column(kolom, sa.String(lengte), nullable=True))
    kolommen = ["opdracht_van", "idempotentiesleutel"]
    op.create_index("uq_groepsmelding_opdracht", "groepsmelding", kolommen, unique=True)
