"""De code uit het ontvangstbewijs, als wat zij is: tot nu toe stond zij alleen in een zin."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst

revision = "partij_0008_ontvangstreden"
down_revision = "partij_0007_externe_sleutels"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and fill it from the receipts that were kept, exactly as signed."""
    with op.batch_alter_table("uitgaand") as tabel:
        tabel.add_column(sa.Column("ontvangstreden", sa.String(40), nullable=True))
    uitgaand = sa.table(
        "uitgaand",
        sa.column("bericht_id", sa.String),
        sa.column("antwoord", JsonTekst()),
        sa.column("ontvangstreden", sa.String),
    )
    verbinding = op.get_bind()
    vraag = sa.select(uitgaand.c.bericht_id, uitgaand.c.antwoord)
    vraag = vraag.where(uitgaand.c.antwoord.is_not(None))
    for kenmerk, antwoord in verbinding.execute(vraag).all():
        reden = _reden(antwoord)
        if reden is not None:
            verbinding.execute(
                sa.update(uitgaand)
                .where(uitgaand.c.bericht_id == kenmerk)
                .values(ontvangstreden=reden)
            )


def _reden(antwoord: dict[str, Any]) -> str | None:
    ontvangst: dict[str, Any] = json.loads(antwoord["ontvangst"]["inhoud"])
    reden: str | None = ontvangst.get("reden")
    return reden
