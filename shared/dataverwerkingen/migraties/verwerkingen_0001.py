"""Verwerkingen, beslissingen, elke versie van het register, en de stand van de uitvoer."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst

revision = "verwerkingen_0001"
down_revision = None
branch_labels = ("verwerkingen",)
depends_on = None

_NUMMER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "verwerking",
        sa.Column("nummer", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("trace_id", sa.String(32), nullable=False),
        sa.Column("span_id", sa.String(16), nullable=False),
        sa.Column("ouder_id", sa.String(16), nullable=True),
        sa.Column("naam", sa.String(128), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("begin_ms", sa.BigInteger(), nullable=False),
        sa.Column("einde_ms", sa.BigInteger(), nullable=False),
        sa.Column("activiteit", sa.String(255), nullable=False),
        sa.Column("betrokkene", sa.String(43), nullable=False),
        sa.Column("betrokkene_type", sa.String(32), nullable=False),
        sa.Column("verwerker", sa.String(64), nullable=True),
        sa.PrimaryKeyConstraint("nummer", name="pk_verwerking"),
    )
    for kolom in ("trace_id", "einde_ms", "activiteit", "betrokkene"):
        op.create_index(f"ix_verwerking_{kolom}", "verwerking", [kolom])
    op.create_table(
        "beslissing",
        sa.Column("nummer", _NUMMER, autoincrement=True, nullable=False),
        sa.Column("trace_id", sa.String(32), nullable=False),
        sa.Column("span_id", sa.String(16), nullable=False),
        sa.Column("ouder_id", sa.String(16), nullable=True),
        sa.Column("tijdstip_ms", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("attributen", JsonTekst(), nullable=False),
        sa.Column("inhoud", JsonTekst(), nullable=False),
        sa.PrimaryKeyConstraint("nummer", name="pk_beslissing"),
    )
    for kolom in ("trace_id", "tijdstip_ms"):
        op.create_index(f"ix_beslissing_{kolom}", "beslissing", [kolom])
    op.create_table(
        "verwerkingsactiviteit",
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("inhoud", JsonTekst(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_verwerkingsactiviteit"),
    )
    op.create_table(
        "uitvoer",
        sa.Column("soort", sa.String(16), nullable=False),
        sa.Column("tot_nummer", sa.BigInteger(), nullable=False),
        sa.Column("geweigerd", sa.BigInteger(), nullable=False),
        sa.Column("laatste_melding", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("soort", name="pk_uitvoer"),
    )
