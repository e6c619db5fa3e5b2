"""Een overleg over meer groepen, elk in een eigen reeks, en een verslag in versies."""

import json

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "partij_overleg_0003"
down_revision = "partij_overleg_0002"
branch_labels = None
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Bring the tables of the meetings to profile 2."""
    _reeksen()
    _groepen_in_document()
    _verslagen()


def _reeksen() -> None:
    gepland = sa.table("gepland_overleg", sa.column("id", KENMERK), sa.column("reeks", KENMERK))
    paren = op.get_bind().execute(sa.select(gepland.c.id, gepland.c.reeks)).all()
    op.drop_index("ix_gepland_overleg_reeks", table_name="gepland_overleg")
    with op.batch_alter_table("gepland_overleg") as tabel:
        tabel.drop_constraint("fk_gepland_overleg_reeks_overlegreeks", type_="foreignkey")
        tabel.drop_column("reeks")
    reeksen = op.create_table(
        "gepland_overleg_reeks",
        sa.Column("overleg", KENMERK, nullable=False),
        sa.Column("reeks", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("overleg", "reeks", name="pk_gepland_overleg_reeks"),
        sa.ForeignKeyConstraint(
            ["overleg"], ["gepland_overleg.id"], name="fk_gepland_overleg_reeks_overleg"
        ),
        sa.ForeignKeyConstraint(
            ["reeks"], ["overlegreeks.id"], name="fk_gepland_overleg_reeks_reeks"
        ),
    )
    op.create_index("ix_gepland_overleg_reeks_reeks", "gepland_overleg_reeks", ["reeks"])
    if paren:
        op.bulk_insert(reeksen, [{"overleg": rij.id, "reeks": rij.reeks} for rij in paren])


def _groepen_in_document() -> None:
    """What was registered names its groups, as the gateway does."""
    tabel = sa.table("gepland_overleg", sa.column("id", KENMERK), sa.column("document", sa.Text()))
    verbinding = op.get_bind()
    for rij in verbinding.execute(sa.select(tabel.c.id, tabel.c.document)).all():
        document = json.loads(rij.document)
        if "groep" in document:
            document["groepen"] = [document.pop("groep")]
        verbinding.execute(
            tabel.update().where(tabel.c.id == rij.id).values(document=json.dumps(document))
        )


def _verslagen() -> None:
    """What was laid down under profile 1 says something else; there is nothing to keep of it."""
    op.drop_table("overlegverslag")
    op.create_table(
        "overlegverslag",
        sa.Column("overleg", KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("afspraken", sa.Text(), nullable=False),
        sa.Column("inhoud", JsonTekst(), nullable=False),
        sa.Column("digest", sa.String(60), nullable=False),
        sa.Column("vorige", sa.String(60), nullable=True),
        sa.Column("vastgesteld_op", Tijdstip(), nullable=False),
        sa.Column("vastgesteld_door", KENMERK, nullable=False),
        sa.PrimaryKeyConstraint("overleg", "versie", name="pk_overlegverslag"),
    )
