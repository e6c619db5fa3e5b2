"""Handtekeningen noemen voortaan wie er namens de partij besloot.

Wat nog op een handtekening wachtte, droeg alleen die van een partij. Zo'n voorstel kan geen besluit
meer worden; het wordt ingetrokken, en wie het voorlegde legt het opnieuw voor.

Revision ID: voorstel_0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "voorstel_0002"
down_revision: str | None = "voorstel_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    voorstel = sa.table("besluitvoorstel", sa.column("stand", sa.String(63)))
    op.execute(voorstel.update().where(voorstel.c.stand == "open").values(stand="ingetrokken"))
