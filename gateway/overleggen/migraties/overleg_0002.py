"""Een overleg gaat over een of meer groepen; wat er gezegd is, staat bij de uitingen.

Revision ID: overleg_0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Uuid

revision: str = "overleg_0002"
down_revision: str | None = "overleg_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "overleg_groep",
        sa.Column("overleg", Uuid(), nullable=False),
        sa.Column("groep", Uuid(), nullable=False),
        sa.Column("plaats", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("overleg", "groep", name="pk_overleg_groep"),
        sa.ForeignKeyConstraint(
            ["overleg"], ["overleg.id"], name="fk_overleg_groep_overleg_overleg"
        ),
        sa.ForeignKeyConstraint(["groep"], ["groep.id"], name="fk_overleg_groep_groep_groep"),
    )
    op.create_index("ix_overleg_groep_groep", "overleg_groep", ["groep"])
    op.execute(
        "INSERT INTO overleg_groep (overleg, groep, plaats) SELECT id, groep, 0 FROM overleg"
    )
    op.drop_index("ix_overleg_groep", table_name="overleg")
    with op.batch_alter_table("overleg") as tabel:
        tabel.drop_constraint("fk_overleg_groep_groep", type_="foreignkey")
        tabel.drop_column("groep")
    op.drop_index("ix_mondeling_overleg", table_name="mondeling")
    op.drop_table("mondeling")
