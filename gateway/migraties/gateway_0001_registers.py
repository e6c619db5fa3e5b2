"""The gateway's registers, and the log beside them.

Revision ID: gateway_0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from shared.logboek.opslag import maak_tabellen
from shared.opslag.typen import JsonTekst, Tijdstip, Uuid

revision: str = "gateway_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = ("gateway",)
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    _partijen()
    _convenanten()
    _groepen()
    _berichten()
    maak_tabellen(op.get_bind())


def _partijen() -> None:
    op.create_table(
        "partij",
        sa.Column("code", sa.String(63), nullable=False),
        sa.Column("oin", sa.String(20), nullable=False),
        sa.Column("naam", sa.String(200), nullable=False),
        sa.Column("endpoint", sa.String(500), nullable=False),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.Column("dpia_goedgekeurd", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_partij"),
        sa.UniqueConstraint("oin", name="uq_partij_oin"),
    )
    op.create_table(
        "certificaat",
        sa.Column("x5t_s256", sa.String(43), nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("rol", sa.String(20), nullable=False),
        sa.Column("pem", sa.Text(), nullable=False),
        sa.Column("geregistreerd_op", Tijdstip(), nullable=False),
        sa.Column("ingetrokken_op", Tijdstip(), nullable=True),
        sa.PrimaryKeyConstraint("x5t_s256", "partij", "rol", name="pk_certificaat"),
        sa.ForeignKeyConstraint(["partij"], ["partij.code"], name="fk_certificaat_partij"),
    )
    op.create_table(
        "autorisatie",
        sa.Column("id", Uuid(), nullable=False),
        sa.Column("partij", sa.String(63), nullable=False),
        sa.Column("functie", sa.String(63), nullable=False),
        sa.Column("aangewezen", sa.Boolean(), nullable=False),
        sa.Column("geautoriseerd", sa.Boolean(), nullable=False),
        sa.Column("geheimhouding", sa.Boolean(), nullable=False),
        sa.Column("vog", sa.Boolean(), nullable=False),
        sa.Column("geldig_tot", sa.Date(), nullable=False),
        sa.Column("account", sa.String(43), nullable=True),
        sa.Column("digest", sa.String(60), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_autorisatie"),
        sa.ForeignKeyConstraint(["partij"], ["partij.code"], name="fk_autorisatie_partij"),
        sa.UniqueConstraint("account", name="uq_autorisatie_account"),
    )
    op.create_index("ix_autorisatie_partij", "autorisatie", ["partij"])


def _convenanten() -> None:
    op.create_table(
        "convenant",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("versie", sa.String(40), nullable=False),
        sa.Column("bron", sa.LargeBinary(), nullable=False),
        sa.Column("laatste_ondertekening", sa.Date(), nullable=False),
        sa.Column("beeindigd_per", sa.Date(), nullable=True),
        sa.Column("opzeggingen", JsonTekst(), nullable=False),
        sa.Column("geladen_op", Tijdstip(), nullable=False),
        sa.Column("actueel", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_convenant"),
    )
    op.create_table(
        "configuratie",
        sa.Column("sleutel", sa.String(60), nullable=False),
        sa.Column("waarde", JsonTekst(), nullable=False),
        sa.PrimaryKeyConstraint("sleutel", name="pk_configuratie"),
    )


def _groepen() -> None:
    op.create_table(
        "groep",
        sa.Column("id", Uuid(), nullable=False),
        sa.Column("code", sa.String(100), nullable=False),
        sa.Column("stap", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("toestand", JsonTekst(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_groep"),
        sa.UniqueConstraint("code", name="uq_groep_code"),
    )
    op.create_index("ix_groep_stap", "groep", ["stap"])
    op.create_index("ix_groep_status", "groep", ["status"])
    op.create_table(
        "groepsbesluit",
        sa.Column("id", Uuid(), nullable=False),
        sa.Column("groep", Uuid(), nullable=False),
        sa.Column("soort", sa.String(63), nullable=False),
        sa.Column("digest", sa.String(60), nullable=False),
        sa.Column("toegepast_op", Tijdstip(), nullable=False),
        sa.Column("groep_na", JsonTekst(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_groepsbesluit"),
        sa.ForeignKeyConstraint(["groep"], ["groep.id"], name="fk_groepsbesluit_groep"),
    )
    op.create_index("ix_groepsbesluit_groep", "groepsbesluit", ["groep"])


def _berichten() -> None:
    op.create_table(
        "bericht",
        sa.Column("id", Uuid(), nullable=False),
        sa.Column("digest", sa.String(60), nullable=False),
        sa.Column("handtekening", sa.Text(), nullable=False),
        sa.Column("afzender", sa.String(63), nullable=False),
        sa.Column("ontvanger", sa.String(63), nullable=False),
        sa.Column("soort", sa.String(30), nullable=False),
        sa.Column("groep", Uuid(), nullable=True),
        sa.Column("besluit", sa.String(10), nullable=False),
        sa.Column("beslist_op", Tijdstip(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bericht"),
        # op.f: the name is complete, the naming convention must not add to it.
        sa.CheckConstraint(
            "status IN ('beslist', 'afgeleverd', 'geweigerd', 'onbereikbaar')",
            name=op.f("ck_bericht_status"),
        ),
        sa.CheckConstraint(
            "besluit IN ('toegestaan', 'geweigerd')", name=op.f("ck_bericht_besluit")
        ),
    )
    op.create_index("ix_bericht_groep_beslist_op", "bericht", ["groep", "beslist_op"])
