"""What a later message builds on: places, withdrawn, destroyed; and how often input was no message.

Revision ID: gateway_0003_berichten
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import Tijdstip, Uuid

revision: str = "gateway_0003_berichten"
down_revision: str | None = "gateway_0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WOORD = sa.String(40)


def upgrade() -> None:
    _berichten()
    _onderdelen()
    _invoerfouten()


def _berichten() -> None:
    with op.batch_alter_table("bericht") as tabel:
        tabel.add_column(sa.Column("medewerker", Uuid(), nullable=True))
        tabel.add_column(sa.Column("stuk", WOORD, nullable=True))
        # Of what was decided under the first version nothing builds on which way it went.
        tabel.add_column(sa.Column("kanaal", WOORD, nullable=False, server_default=""))
        tabel.add_column(sa.Column("overleg", Uuid(), nullable=True))
        tabel.add_column(sa.Column("uiting", Uuid(), nullable=True))
        tabel.add_column(sa.Column("in_reactie_op", Uuid(), nullable=True))
        tabel.add_column(sa.Column("ontvangen_op", Tijdstip(), nullable=True))
        tabel.add_column(sa.Column("inhoud_digest", sa.String(60), nullable=True))
        tabel.add_column(sa.Column("inhoud_status", sa.String(12), nullable=True))
        tabel.add_column(sa.Column("ingetrokken_door", Uuid(), nullable=True))
        tabel.add_column(
            sa.Column("vernietigd", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        tabel.alter_column("soort", type_=WOORD, existing_type=sa.String(30))
        tabel.create_check_constraint(
            op.f("ck_bericht_inhoud_status"), "inhoud_status IN ('aanvaard', 'geweigerd')"
        )
        tabel.create_check_constraint(
            op.f("ck_bericht_inhoud_digest_en_status"),
            "(inhoud_digest IS NULL) = (inhoud_status IS NULL)",
        )
    with op.batch_alter_table("bericht") as tabel:
        tabel.alter_column("kanaal", existing_type=WOORD, server_default=None)
        tabel.alter_column("vernietigd", existing_type=sa.Boolean(), server_default=None)
    op.create_index("ix_bericht_in_reactie_op", "bericht", ["in_reactie_op"])
    op.create_index("ix_bericht_uiting", "bericht", ["uiting"])


def _onderdelen() -> None:
    op.create_table(
        "bericht_onderdeel",
        sa.Column("bericht", Uuid(), nullable=False),
        sa.Column("plaats", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("betrokkene", Uuid(), nullable=False),
        sa.Column("kind", Uuid(), nullable=True),
        sa.Column("categorie", sa.Integer(), nullable=False),
        sa.Column("gegevenssoort", WOORD, nullable=False),
        sa.Column("bron", sa.String(63), nullable=False),
        sa.Column("eerste_verwerking", sa.Date(), nullable=True),
        sa.Column("termijn_tot", sa.Date(), nullable=True),
        sa.Column("gerelateerd", sa.Boolean(), nullable=True),
        sa.Column("item_bericht", Uuid(), nullable=False),
        sa.Column("item_plaats", sa.Integer(), nullable=False),
        sa.Column("vervangt", sa.Integer(), nullable=True),
        sa.Column("ingetrokken_door", Uuid(), nullable=True),
        sa.Column("vernietigd", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("bericht", "plaats", name="pk_bericht_onderdeel"),
        sa.ForeignKeyConstraint(
            ["bericht"], ["bericht.id"], name="fk_bericht_onderdeel_bericht_bericht"
        ),
    )
    op.create_index(
        "ix_bericht_onderdeel_item", "bericht_onderdeel", ["item_bericht", "item_plaats"]
    )
    op.create_index("ix_bericht_onderdeel_betrokkene", "bericht_onderdeel", ["betrokkene"])


def _invoerfouten() -> None:
    op.create_table(
        "invoerfout",
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("plaats", sa.String(120), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("eerste_op", Tijdstip(), nullable=False),
        sa.Column("laatste_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("partij", "plaats", name="pk_invoerfout"),
        sa.ForeignKeyConstraint(["partij"], ["partij.code"], name="fk_invoerfout_partij_partij"),
    )
