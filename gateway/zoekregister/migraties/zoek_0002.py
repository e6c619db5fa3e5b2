"""Elk soort blad in het zoekregister, en in welke functie iemand verstuurde of kreeg.

Alles hierin volgt uit de bladen: het register wordt geleegd, en bij de start opnieuw gevuld.

Revision ID: zoek_0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "zoek_0002"
down_revision: str | None = "zoek_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

REGISTER = (
    "zoekgebeurtenis", "zoekbits", "zoekterm", "zoekblok", "zoekinformatie", "zoekvernietiging",
    "uitwisseling", "zoekstand",
)  # fmt: skip


def upgrade() -> None:
    for tabel in REGISTER:
        op.execute(sa.delete(sa.table(tabel)))
