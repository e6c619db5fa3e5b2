"""Bij elk gegeven drie verklaringen, ook bij wat van de persoon zelf komt; de uitkomst vervalt."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "om_0002"
down_revision = "om_0001"
branch_labels = None
depends_on = None

_TABELLEN = (
    "strafvorderlijk_gegeven",
    "justitieel_gegeven",
    "tenuitvoerleggingsgegeven",
    "recente_vervolging",
)


def upgrade() -> None:
    """What nobody stated yet stands as the answer that gives nothing, until somebody does."""
    for tabel in _TABELLEN:
        if tabel != "justitieel_gegeven":
            _nieuw(tabel, "jds_bevraagd", sa.true())
        _nieuw(tabel, "geen_sepot_of_vrijspraak", sa.false())
    for tabel in ("justitieel_gegeven", "recente_vervolging"):
        with op.batch_alter_table(tabel) as wijziging:
            wijziging.drop_column("uitkomst")
    op.create_table(
        "omverklaring",
        sa.Column("persoon_id", sa.String(36), nullable=False),
        sa.Column("herleiding_anderen_voorkomen", sa.Boolean(), nullable=False),
        sa.Column("jds_bevraagd", sa.Boolean(), nullable=False),
        sa.Column("geen_sepot_of_vrijspraak", sa.Boolean(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_door", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("persoon_id", name="pk_omverklaring"),
        sa.ForeignKeyConstraint(["persoon_id"], ["persoon.id"], name="fk_omverklaring_persoon_id"),
    )


def _nieuw(tabel: str, kolom: str, waarde: sa.ColumnElement[bool]) -> None:
    op.add_column(tabel, sa.Column(kolom, sa.Boolean(), nullable=True))
    rijen = sa.table(tabel, sa.column(kolom, sa.Boolean()))
    op.execute(rijen.update().values({kolom: waarde}))
    with op.batch_alter_table(tabel) as wijziging:
        wijziging.alter_column(kolom, existing_type=sa.Boolean(), nullable=False)
