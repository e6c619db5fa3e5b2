"""Een signaal verbeteren, intrekken en verwijderen, met elke versie zolang zij telt."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "signalering_0002"
down_revision = "signalering_0001"
branch_labels = None
depends_on = None

_KENMERK = sa.String(36)
_INHOUD: dict[str, sa.types.TypeEngine[Any]] = {
    "soort": sa.String(12),
    "bron": sa.String(40),
    "datum": sa.Date(),
    "plek": sa.String(200),
    "omschrijving": sa.Text(),
}
_SIGNAAL = sa.table(
    "groepssignaal",
    sa.column("id", _KENMERK),
    *(sa.column(naam, soort) for naam, soort in _INHOUD.items()),
    sa.column("vastgelegd_op", Tijdstip()),
    sa.column("vastgelegd_door", _KENMERK),
    sa.column("versie", sa.Integer()),
    sa.column("gewijzigd_op", Tijdstip()),
    sa.column("ingetrokken", sa.Boolean()),
)


def upgrade() -> None:
    """Every signal that is there is its own first version."""
    for kolom, soort in (
        ("versie", sa.Integer()),
        ("gewijzigd_op", Tijdstip()),
        ("ingetrokken", sa.Boolean()),
        ("verwijderd_op", Tijdstip()),
        ("verwijderd_door", _KENMERK),
    ):
        op.add_column("groepssignaal", sa.Column(kolom, soort, nullable=True))
    op.execute(
        _SIGNAAL.update().values(
            versie=1, gewijzigd_op=_SIGNAAL.c.vastgelegd_op, ingetrokken=sa.false()
        )
    )
    with op.batch_alter_table("groepssignaal") as wijziging:
        wijziging.alter_column("versie", existing_type=sa.Integer(), nullable=False)
        wijziging.alter_column("gewijzigd_op", existing_type=Tijdstip(), nullable=False)
        wijziging.alter_column("ingetrokken", existing_type=sa.Boolean(), nullable=False)
        for kolom, bestaand in _INHOUD.items():
            wijziging.alter_column(kolom, existing_type=bestaand, nullable=True)
        wijziging.create_check_constraint(
            "ck_groepssignaal_verwijderd_is_leeg",
            "verwijderd_op IS NULL OR (soort IS NULL AND bron IS NULL AND datum IS NULL "
            "AND plek IS NULL AND omschrijving IS NULL)",
        )
    _versies()


def _versies() -> None:
    versies = op.create_table(
        "groepssignaal_versie",
        sa.Column("signaal", _KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("inhoud", JsonTekst(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=True),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("door", _KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("signaal", "versie", name="pk_groepssignaal_versie"),
        sa.ForeignKeyConstraint(
            ["signaal"], ["groepssignaal.id"], name="fk_groepssignaal_versie_signaal"
        ),
    )
    rijen = op.get_bind().execute(sa.select(_SIGNAAL)).mappings().all()
    op.bulk_insert(
        versies,
        [
            {
                "signaal": rij["id"],
                "versie": 1,
                "inhoud": {**{n: rij[n] for n in _INHOUD}, "datum": rij["datum"].isoformat()},
                "reden": None,
                "tijdstip": rij["vastgelegd_op"],
                "door": rij["vastgelegd_door"],
            }
            for rij in rijen
        ],
    )
