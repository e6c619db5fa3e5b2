"""Uitbak, inbak, ontvangen gegevens, informatieverzoeken, journaal en het geheugen van het log."""

import sqlalchemy as sa
from alembic import op

from shared.opslag.typen import JsonTekst, Tijdstip

revision = "partij_0002_uitwisseling"
down_revision = "partij_0001_dossier"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the exchange."""
    _uitgaand()
    _uitgaand_onderdeel()
    _inkomend()
    _ontvangen_gegeven()
    _informatieverzoek()
    _journaal()
    _gezien_checkpoint()


def _uitgaand() -> None:
    op.create_table(
        "uitgaand",
        sa.Column("bericht_id", sa.String(36), nullable=False),
        sa.Column("soort", sa.String(32), nullable=False),
        sa.Column("ontvanger", sa.String(63), nullable=False),
        sa.Column("groep", sa.String(36), nullable=True),
        sa.Column("medewerker", sa.String(36), nullable=True),
        sa.Column("in_reactie_op", sa.String(36), nullable=True),
        sa.Column("kop", JsonTekst(), nullable=False),
        sa.Column("sleutels", JsonTekst(), nullable=False),
        sa.Column("geheim", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("koppen", JsonTekst(), nullable=True),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("houder", sa.String(16), nullable=True),
        sa.Column("volgende_poging", Tijdstip(), nullable=True),
        sa.Column("laatste_fout", sa.Text(), nullable=True),
        sa.Column("besluit", JsonTekst(), nullable=True),
        sa.Column("antwoord", JsonTekst(), nullable=True),
        sa.Column("bladnummer", sa.BigInteger(), nullable=True),
        sa.Column("idempotentiesleutel", sa.String(128), nullable=True),
        sa.Column("gemaakt_op", Tijdstip(), nullable=False),
        sa.Column("bijgewerkt_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("bericht_id", name="pk_uitgaand"),
        sa.UniqueConstraint(
            "medewerker", "idempotentiesleutel", name="uq_uitgaand_medewerker_idempotentiesleutel"
        ),
    )
    op.create_index("ix_uitgaand_groep", "uitgaand", ["groep"])
    op.create_index("ix_uitgaand_in_reactie_op", "uitgaand", ["in_reactie_op"])
    op.create_index("ix_uitgaand_ontvanger", "uitgaand", ["ontvanger"])
    op.create_index("ix_uitgaand_soort", "uitgaand", ["soort"])
    op.create_index("ix_uitgaand_status_volgende_poging", "uitgaand", ["status", "volgende_poging"])


def _uitgaand_onderdeel() -> None:
    op.create_table(
        "uitgaand_onderdeel",
        sa.Column("bericht_id", sa.String(36), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("persoon_id", sa.String(36), nullable=False),
        sa.Column("sleutel_id", sa.String(64), nullable=False),
        sa.Column("leeftijd_van", sa.String(36), nullable=True),
        sa.Column("betrokkene", sa.String(36), nullable=False),
        sa.Column("gegevenssoort", sa.String(64), nullable=False),
        sa.Column("gegeven_id", sa.String(36), nullable=True),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bericht_id"], ["uitgaand.bericht_id"], name="fk_uitgaand_onderdeel_bericht_id"
        ),
        sa.PrimaryKeyConstraint("bericht_id", "volgnummer", name="pk_uitgaand_onderdeel"),
    )
    op.create_index("ix_uitgaand_onderdeel_persoon_id", "uitgaand_onderdeel", ["persoon_id"])


def _inkomend() -> None:
    op.create_table(
        "inkomend",
        sa.Column("bericht_id", sa.String(36), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("afzender", sa.String(63), nullable=False),
        sa.Column("soort", sa.String(32), nullable=False),
        sa.Column("groep", sa.String(36), nullable=True),
        sa.Column("in_reactie_op", sa.String(36), nullable=True),
        sa.Column("kop", JsonTekst(), nullable=False),
        sa.Column("payload_signature", sa.Text(), nullable=False),
        sa.Column("gateway_besluit", sa.Text(), nullable=False),
        sa.Column("bladnummer", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("ontvangst", sa.Text(), nullable=False),
        sa.Column("handtekening", sa.Text(), nullable=False),
        sa.Column("sleutels", JsonTekst(), nullable=False),
        sa.Column("geheim", sa.LargeBinary(), nullable=True),
        sa.Column("ontvangen_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("bericht_id", name="pk_inkomend"),
    )
    op.create_index("ix_inkomend_afzender", "inkomend", ["afzender"])
    op.create_index("ix_inkomend_groep", "inkomend", ["groep"])
    op.create_index("ix_inkomend_in_reactie_op", "inkomend", ["in_reactie_op"])
    op.create_index("ix_inkomend_soort", "inkomend", ["soort"])


def _ontvangen_gegeven() -> None:
    op.create_table(
        "ontvangen_gegeven",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("bericht_id", sa.String(36), nullable=False),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("persoon_id", sa.String(36), nullable=False),
        sa.Column("sleutel_id", sa.String(64), nullable=False),
        sa.Column("betrokkene", sa.String(36), nullable=False),
        sa.Column("groep", sa.String(36), nullable=False),
        sa.Column("categorie", sa.Integer(), nullable=False),
        sa.Column("bron", sa.String(63), nullable=False),
        sa.Column("regime", sa.String(16), nullable=False),
        sa.Column("gegevenssoort", sa.String(64), nullable=False),
        sa.Column("grondslag", sa.Text(), nullable=True),
        sa.Column("convenantartikel", sa.Text(), nullable=True),
        sa.Column("doel", sa.Text(), nullable=True),
        sa.Column("aard", sa.String(8), nullable=True),
        sa.Column("eerste_verwerking", sa.Date(), nullable=True),
        sa.Column("kenmerken", JsonTekst(), nullable=True),
        sa.Column("inhoud", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("vervangen_door", sa.String(36), nullable=True),
        sa.Column("vervalt_op", sa.Date(), nullable=True),
        sa.Column("ontvangen_op", Tijdstip(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bericht_id"], ["inkomend.bericht_id"], name="fk_ontvangen_gegeven_bericht_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ontvangen_gegeven"),
    )
    op.create_index("ix_ontvangen_gegeven_bericht_id", "ontvangen_gegeven", ["bericht_id"])
    op.create_index(
        "ix_ontvangen_gegeven_groep_betrokkene", "ontvangen_gegeven", ["groep", "betrokkene"]
    )
    op.create_index("ix_ontvangen_gegeven_persoon_id", "ontvangen_gegeven", ["persoon_id"])
    op.create_index("ix_ontvangen_gegeven_status", "ontvangen_gegeven", ["status"])
    op.create_index("ix_ontvangen_gegeven_vervalt_op", "ontvangen_gegeven", ["vervalt_op"])


def _informatieverzoek() -> None:
    op.create_table(
        "informatieverzoek",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("richting", sa.String(3), nullable=False),
        sa.Column("groep", sa.String(36), nullable=False),
        sa.Column("van", sa.String(63), nullable=False),
        sa.Column("aan", sa.String(63), nullable=False),
        sa.Column("medewerker", sa.String(36), nullable=True),
        sa.Column("ontvangende_medewerker", sa.String(36), nullable=True),
        sa.Column("beantwoord_door", sa.String(36), nullable=True),
        sa.Column("beantwoord_op", Tijdstip(), nullable=True),
        sa.Column("gemaakt_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_informatieverzoek"),
    )
    op.create_index("ix_informatieverzoek_groep", "informatieverzoek", ["groep"])


def _journaal() -> None:
    op.create_table(
        "journaal",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("tijdstip", Tijdstip(), nullable=False),
        sa.Column("richting", sa.String(3), nullable=False),
        sa.Column("handeling", sa.String(24), nullable=False),
        sa.Column("bericht_id", sa.String(36), nullable=False),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.Column("tegenpartij", sa.String(63), nullable=False),
        sa.Column("soort", sa.String(32), nullable=False),
        sa.Column("groep", sa.String(36), nullable=True),
        sa.Column("medewerker", sa.String(36), nullable=True),
        sa.Column("besluit", sa.String(64), nullable=True),
        sa.Column("bladnummer", sa.BigInteger(), nullable=True),
        sa.Column("checkpoint", sa.Text(), nullable=True),
        sa.Column("ontvangst", sa.Text(), nullable=True),
        sa.Column("handtekening", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_journaal"),
    )
    op.create_index("ix_journaal_bericht_id", "journaal", ["bericht_id"])


def _gezien_checkpoint() -> None:
    op.create_table(
        "gezien_checkpoint",
        sa.Column("log", sa.String(255), nullable=False),
        sa.Column("grootte", sa.BigInteger(), nullable=False),
        sa.Column("wortel", sa.String(64), nullable=False),
        sa.Column("notitie", sa.Text(), nullable=False),
        sa.Column("gezien_op", Tijdstip(), nullable=False),
        sa.PrimaryKeyConstraint("log", name="pk_gezien_checkpoint"),
    )
