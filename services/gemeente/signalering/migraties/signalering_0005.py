"""Een signaal dat opnieuw wordt gestuurd, is hetzelfde signaal."""

import sqlalchemy as sa
from alembic import op

revision = "signalering_0005"
down_revision = "signalering_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add by whom, under which key and of which order it is."""
    for kolom, lengte in (("opdracht_van", 36), ("idempotentiesleutel", 128), ("opdracht", 64)):
        op.add_column("groepssignaal", sa.Column(kolom, sa.String(lengte), nullable=True))
    kolommen = ["opdracht_van", "idempotentiesleutel"]
    op.create_index("uq_groepssignaal_opdracht", "groepssignaal", kolommen, unique=True)
