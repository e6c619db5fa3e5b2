"""Eén melding per kenmerk van een bron, een zout per groep, en wie het besluit voorbereidde."""

from secrets import token_bytes

import sqlalchemy as sa
from alembic import op

revision = "start_0003"
down_revision = "start_0002"
branch_labels = None
depends_on = None

_MELDING = sa.table(
    "groepsmelding",
    sa.column("id", sa.String(36)),
    sa.column("groep", sa.String(36)),
    sa.column("bronkenmerk", sa.String(64)),
    sa.column("bronsleutel", sa.String(64)),
)
_ZOUT_BYTES = 32


def upgrade() -> None:
    """Fails where one reference stands twice in different spellings: which goes is for a human."""
    op.add_column("groepsmelding", sa.Column("bronsleutel", sa.String(64), nullable=True))
    verbinding = op.get_bind()
    rijen = verbinding.execute(sa.select(_MELDING.c.id, _MELDING.c.groep, _MELDING.c.bronkenmerk))
    groepen = set()
    for kenmerk, groep, bronkenmerk in rijen.all():
        groepen.add(groep)
        if bronkenmerk is not None:
            verbinding.execute(
                _MELDING.update()
                .where(_MELDING.c.id == kenmerk)
                .values(bronsleutel=bronkenmerk.casefold())
            )
    op.drop_index("uq_groepsmelding_bronkenmerk", table_name="groepsmelding")
    op.create_index(
        "uq_groepsmelding_bronsleutel", "groepsmelding", ["groep", "bron", "bronsleutel"],
        unique=True,
    )  # fmt: skip
    zout = op.create_table(
        "incidentzout",
        sa.Column("groep", sa.String(36), nullable=False),
        sa.Column("zout", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("groep", name="pk_incidentzout"),
    )
    _besluiten()
    op.bulk_insert(
        zout, [{"groep": een, "zout": token_bytes(_ZOUT_BYTES)} for een in sorted(groepen)]
    )


def _besluiten() -> None:
    """What the gateway never took up was no decision; who took one prepared it too, till now."""
    rijen = sa.table(
        "startbesluit",
        sa.column("bevestigd", sa.Boolean()),
        sa.column("genomen_door", sa.String(36)),
        sa.column("voorbereid_door", sa.String(36)),
    )
    op.execute(rijen.delete().where(rijen.c.bevestigd.is_(sa.false())))
    op.add_column("startbesluit", sa.Column("voorbereid_door", sa.String(36), nullable=True))
    op.execute(rijen.update().values(voorbereid_door=rijen.c.genomen_door))
    with op.batch_alter_table("startbesluit") as wijziging:
        wijziging.alter_column("voorbereid_door", existing_type=sa.String(36), nullable=False)
        wijziging.drop_column("bevestigd")
