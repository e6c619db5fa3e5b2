"""Een alarm kan ook over een andere partij gaan: wat zij stuurde en de eigen regels weigeren."""

import sqlalchemy as sa
from alembic import op

revision = "partij_alarm_0002"
down_revision = "partij_alarm_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A trail about a party, and alarms about a subject of either kind."""
    with op.batch_alter_table("alarmspoor") as tabel:
        tabel.add_column(sa.Column("partij", sa.String(63), nullable=True))
        tabel.alter_column("medewerker", existing_type=sa.String(36), nullable=True)
    with op.batch_alter_table("eigenalarm") as tabel:
        tabel.add_column(
            sa.Column("per", sa.String(12), nullable=False, server_default="medewerker")
        )
        tabel.alter_column(
            "medewerker",
            existing_type=sa.String(36),
            type_=sa.String(63),
            new_column_name="onderwerp",
        )
    with op.batch_alter_table("eigenalarm") as tabel:
        tabel.alter_column("per", existing_type=sa.String(12), server_default=None)
