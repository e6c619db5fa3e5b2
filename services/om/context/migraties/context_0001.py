"""Welke contextinformatie aan welke zaak is gegeven."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "context_0001"
down_revision = None
branch_labels = ("context",)
depends_on = ("onderzoek_0001",)

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the table of context given to a case."""
    op.create_table(
        "contextdoorgifte",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("gegeven", KENMERK, nullable=False),
        sa.Column("bericht", KENMERK, nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("gegevenssoort", sa.String(64), nullable=False),
        sa.Column("bron", sa.String(63), nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("zaak", KENMERK, nullable=False),
        sa.Column("zaakofficier", KENMERK, nullable=False),
        sa.Column("doorgegeven_op", Tijdstip(), nullable=False),
        sa.Column("doorgegeven_door", KENMERK, nullable=False),
        sa.Column("toegevoegd_op", Tijdstip(), nullable=True),
        sa.Column("toegevoegd_door", KENMERK, nullable=True),
        sa.Column("instemming_van", KENMERK, nullable=True),
        sa.Column("instemming_op", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_contextdoorgifte"),
        sa.UniqueConstraint("gegeven", name="uq_contextdoorgifte_gegeven"),
        sa.ForeignKeyConstraint(["zaak"], ["zaak.id"], name="fk_contextdoorgifte_zaak"),
    )
    for kolom in ("groep", "zaak"):
        op.create_index(f"ix_contextdoorgifte_{kolom}", "contextdoorgifte", [kolom])
