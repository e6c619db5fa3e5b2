"""Personen, leden, vertegenwoordigers, autorisaties, correcties en raadplegingen."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "partij_0001_dossier"
down_revision = None
branch_labels = ("partij",)
depends_on = None

KENMERK = sa.String(36)


def upgrade() -> None:
    """Make the tables of the party's own file."""
    _personen()
    _relaties()
    _autorisaties()
    _raadplegingen()


def _personen() -> None:
    op.create_table(
        "persoon",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("sleutel_id", sa.String(64), nullable=True),
        sa.Column("zegel", sa.LargeBinary(), nullable=True),
        sa.Column("zoekindex", sa.String(128), nullable=True),
        sa.Column("herkomst", sa.String(16), nullable=False),
        sa.Column("bericht_id", KENMERK, nullable=True),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("aangemaakt_op", Tijdstip(), nullable=False),
        sa.Column("aangemaakt_door", KENMERK, nullable=True),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("vernietigd_op", Tijdstip(), nullable=True),
        sa.Column("vernietigd_door", KENMERK, nullable=True),
        sa.Column("vernietigd_grond", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_persoon"),
    )
    op.create_index("ix_persoon_zoekindex", "persoon", ["zoekindex"])
    op.create_table(
        "correctie",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("object_id", KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("door", KENMERK, nullable=True),
        sa.Column("velden", JsonTekst(), nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_correctie"),
        sa.ForeignKeyConstraint(["persoon_id"], ["persoon.id"], name="fk_correctie_persoon_id"),
        sa.UniqueConstraint("soort", "object_id", "versie", name="uq_correctie_soort"),
    )
    op.create_index("ix_correctie_persoon_id", "correctie", ["persoon_id"])


def _relaties() -> None:
    op.create_table(
        "vertegenwoordiger",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("kind_id", KENMERK, nullable=False),
        sa.Column("ouder_id", KENMERK, nullable=False),
        sa.Column("soort", sa.String(32), nullable=False),
        sa.Column("aangemaakt_op", Tijdstip(), nullable=False),
        sa.Column("aangemaakt_door", KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_vertegenwoordiger"),
        sa.ForeignKeyConstraint(["kind_id"], ["persoon.id"], name="fk_vertegenwoordiger_kind_id"),
        sa.ForeignKeyConstraint(["ouder_id"], ["persoon.id"], name="fk_vertegenwoordiger_ouder_id"),
        sa.UniqueConstraint("kind_id", "ouder_id", name="uq_vertegenwoordiger_kind_id"),
    )
    op.create_index("ix_vertegenwoordiger_ouder_id", "vertegenwoordiger", ["ouder_id"])
    op.create_table(
        "groepslid",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("groep", KENMERK, nullable=False),
        sa.Column("persoon_id", KENMERK, nullable=False),
        sa.Column("betrokkene", KENMERK, nullable=False),
        sa.Column("ontvangen", sa.Boolean(), nullable=False),
        sa.Column("categorie", sa.Integer(), nullable=False),
        sa.Column("kind", KENMERK, nullable=True),
        sa.Column("aangemaakt_op", Tijdstip(), nullable=False),
        sa.Column("aangemaakt_door", KENMERK, nullable=True),
        sa.Column("beeindigd_op", Tijdstip(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_groepslid"),
        sa.ForeignKeyConstraint(["persoon_id"], ["persoon.id"], name="fk_groepslid_persoon_id"),
        sa.UniqueConstraint("groep", "betrokkene", "persoon_id", name="uq_groepslid_groep"),
    )
    op.create_index("ix_groepslid_persoon_id", "groepslid", ["persoon_id"])
    op.create_index("ix_groepslid_groep_persoon", "groepslid", ["groep", "persoon_id"])


def _autorisaties() -> None:
    op.create_table(
        "autorisatie",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("uitgever", sa.String(255), nullable=False),
        sa.Column("sub", sa.String(255), nullable=False),
        sa.Column("sleutel_id", sa.String(64), nullable=False),
        sa.Column("zegel", sa.LargeBinary(), nullable=False),
        sa.Column("functie", sa.String(64), nullable=False),
        sa.Column("aangewezen", sa.Boolean(), nullable=False),
        sa.Column("geautoriseerd", sa.Boolean(), nullable=False),
        sa.Column("geheimhouding", sa.Date(), nullable=True),
        sa.Column("vog", sa.Date(), nullable=True),
        sa.Column("geldig_tot", sa.Date(), nullable=False),
        sa.Column("alle_groepen", sa.Boolean(), nullable=False),
        sa.Column("groepen", JsonTekst(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("gewijzigd_op", Tijdstip(), nullable=False),
        sa.Column("gewijzigd_door", sa.String(255), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_autorisatie"),
        sa.UniqueConstraint("uitgever", "sub", name="uq_autorisatie_uitgever"),
    )
    op.create_table(
        "autorisatie_melding",
        sa.Column("autorisatie_id", KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("stand", sa.String(16), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("volgende_poging", Tijdstip(), nullable=True),
        sa.Column("laatste_fout", sa.String(200), nullable=True),
        sa.Column("bevestigd_op", Tijdstip(), nullable=True),
        sa.Column("bladnummer", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("autorisatie_id", name="pk_autorisatie_melding"),
        sa.ForeignKeyConstraint(
            ["autorisatie_id"], ["autorisatie.id"], name="fk_autorisatie_melding_autorisatie_id"
        ),
    )
    op.create_index(
        "ix_autorisatie_melding_volgende_poging", "autorisatie_melding", ["volgende_poging"]
    )
    op.create_table(
        "autorisatie_historie",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("autorisatie_id", KENMERK, nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("door", sa.String(255), nullable=False),
        sa.Column("stand", JsonTekst(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_autorisatie_historie"),
        sa.ForeignKeyConstraint(
            ["autorisatie_id"], ["autorisatie.id"], name="fk_autorisatie_historie_autorisatie_id"
        ),
        sa.UniqueConstraint(
            "autorisatie_id", "versie", name="uq_autorisatie_historie_autorisatie_id"
        ),
    )


def _raadplegingen() -> None:
    op.create_table(
        "raadpleging",
        sa.Column("id", KENMERK, nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("autorisatie_id", KENMERK, nullable=False),
        sa.Column("recht", sa.String(64), nullable=False),
        sa.Column("handeling", sa.String(32), nullable=False),
        sa.Column("soort", sa.String(40), nullable=False),
        sa.Column("object_id", KENMERK, nullable=True),
        sa.Column("persoon_id", KENMERK, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_raadpleging"),
    )
    op.create_index("ix_raadpleging_tijdstip", "raadpleging", ["tijdstip"])
    op.create_index("ix_raadpleging_autorisatie_id", "raadpleging", ["autorisatie_id"])
    op.create_index("ix_raadpleging_persoon_id", "raadpleging", ["persoon_id"])
