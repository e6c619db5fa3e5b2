"""Een actie die opnieuw wordt gestuurd, is dezelfde actie."""

import sqlalchemy as sa
from alembic import op

revision = "aanpak_0003"
down_revision = "aanpak_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add by whom, under which key and of which order it is."""
    for kolom, lengte in (("opdracht_van", 36), ("idempotentiesleutel", 128), ("opdracht", 64)):
        op.add_column("actie", sa.Column(kolom, sa.String(lengte), nullable=True))
    kolommen = ["opdracht_van", "idempotentiesleutel"]
    op.create_index("uq_actie_opdracht", "actie", kolommen, unique=True)
