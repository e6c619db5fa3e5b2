"""Niets in gebruik zonder grond en doel, en de inhoud van wat is gezegd."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip

revision = "partij_0004_inname"
down_revision = "partij_0003_mondeling"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables of receiving to profile 2."""
    _inkomend()
    _inkomende_inhoud()
    _ontvangen_gegeven()


def _inkomend() -> None:
    with op.batch_alter_table("inkomend") as tabel:
        tabel.add_column(sa.Column("besloten_op", Tijdstip(), nullable=True))
    op.execute("UPDATE inkomend SET besloten_op = ontvangen_op")
    with op.batch_alter_table("inkomend") as tabel:
        tabel.alter_column("besloten_op", existing_type=Tijdstip(), nullable=False)


def _inkomende_inhoud() -> None:
    op.create_table(
        "inkomende_inhoud",
        sa.Column("bericht_id", sa.String(36), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("payload_signature", sa.Text(), nullable=False),
        sa.Column("gateway_besluit", sa.Text(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("ontvangst", sa.Text(), nullable=False),
        sa.Column("handtekening", sa.Text(), nullable=False),
        sa.Column("ontvangen_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("bericht_id", name="pk_inkomende_inhoud"),
        sa.ForeignKeyConstraint(
            ["bericht_id"], ["inkomend.bericht_id"], name="fk_inkomende_inhoud_bericht_id"
        ),
    )


def _ontvangen_gegeven() -> None:
    with op.batch_alter_table("ontvangen_gegeven") as tabel:
        tabel.add_column(sa.Column("oorsprong", sa.String(36), nullable=True))
    op.execute("UPDATE ontvangen_gegeven SET oorsprong = bericht_id")
    # What came without ground or purpose was never to be used; nothing is left of it.
    op.execute(
        "UPDATE ontvangen_gegeven SET status = 'ingetrokken' WHERE grondslag IS NULL "
        "OR doel IS NULL OR status NOT IN ('actief', 'opgeschort', 'vervangen', 'ingetrokken')"
    )
    op.execute("UPDATE ontvangen_gegeven SET inhoud = NULL WHERE status = 'ingetrokken'")
    with op.batch_alter_table("ontvangen_gegeven") as tabel:
        tabel.alter_column("oorsprong", existing_type=sa.String(36), nullable=False)
        tabel.create_check_constraint(
            op.f("ck_ontvangen_gegeven_grond_en_doel"),
            "status = 'ingetrokken' OR (grondslag IS NOT NULL AND doel IS NOT NULL)",
        )
        tabel.create_check_constraint(
            op.f("ck_ontvangen_gegeven_status"),
            "status IN ('actief', 'opgeschort', 'vervangen', 'ingetrokken')",
        )
        tabel.create_check_constraint(
            op.f("ck_ontvangen_gegeven_ingetrokken_leeg"),
            "status <> 'ingetrokken' OR inhoud IS NULL",
        )
