"""Waarvoor een bericht opnieuw is samengesteld staat in een eigen kolom, één keer per bericht."""

import sqlalchemy as sa
from alembic import op

revision = "partij_0009_opnieuw_van"
down_revision = "partij_0008_ontvangstreden"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the relation, and move it over from the idempotency keys it hid in."""
    with op.batch_alter_table("uitgaand") as tabel:
        tabel.add_column(sa.Column("opnieuw_van", sa.String(36), nullable=True))
    # A client may have chosen such a key too: it is a remake only of an earlier message of that
    # kind about that group. Where two officials each made one, the first is the one.
    op.execute(
        "UPDATE uitgaand SET opnieuw_van = substr(idempotentiesleutel, 9), "
        "idempotentiesleutel = NULL WHERE bericht_id IN ("
        "SELECT min(nieuw.bericht_id) FROM uitgaand nieuw JOIN uitgaand oud "
        "ON nieuw.idempotentiesleutel = 'opnieuw:' || oud.bericht_id "
        "AND nieuw.bericht_id > oud.bericht_id "
        "AND nieuw.groep = oud.groep AND nieuw.soort = oud.soort GROUP BY oud.bericht_id)"
    )
    with op.batch_alter_table("uitgaand") as tabel:
        tabel.create_unique_constraint(op.f("uq_uitgaand_opnieuw_van"), ["opnieuw_van"])
