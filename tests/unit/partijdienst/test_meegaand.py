"""Wie wordt vernietigd: elke tabel over mensen gaat mee, of zegt waarom zij blijft."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.bestand.aanpaksleutels.tabellen import AanpaksleutelRij
from shared.bestand.tabellen import CorrectieRij, PersoonRij
from shared.bestand.zoekvakken.tabellen import ZoekvaklidRij
from shared.opslag.basis import Basis
from shared.partij.bijdragen import samen
from shared.partijdienst.onderwerpen import GEDEELD
from shared.partijdienst.opstarten import open_partij

ALLES = open_partij
"""Wie de dienst laadt, laadt elke tabel."""
# Een gedeeld onderwerp kan bij twee partijen staan; zijn tabellen zijn dezelfde.
BIJDRAGEN = samen(
    {
        een.naam: een
        for een in (*GEDEELD, *POLITIE.onderwerpen, *GEMEENTE.onderwerpen, *OM.onderwerpen)
    }.values()
)
# Zonder sleutel is hier niets van te lezen; de rij gaat op haar eigen dag.
BLIJFT = {
    "ontvangen_gegeven": "gaat met de groep of met haar termijn",
    "uitgaand_onderdeel": "gaat met de groep; tot dan is het bewijs van wat er is gegeven",
    "raadpleging": "wie er keek is te verantwoorden, juist daarna",
    "leesspoorvraag": "wie naar het kijken vroeg is te verantwoorden, juist daarna",
    "oudlid": "van wie iemand was blijft de grens van een taak",
}


def _blijft_stil(kolommen: Mapping[str, Collection[str]], gaat_mee: Collection[str]) -> list[str]:
    """Tabellen over mensen die niet meegaan en niet zeggen waarom."""
    return sorted(
        tabel
        for tabel, namen in kolommen.items()
        if "persoon_id" in namen and tabel not in gaat_mee and tabel not in BLIJFT
    )


def test_elke_tabel_over_mensen_gaat_mee_of_zegt_waarom_niet() -> None:
    mee = [rij for een in BIJDRAGEN.meegaand for rij in een.rijen]
    alle = (
        PersoonRij, CorrectieRij, AanpaksleutelRij, ZoekvaklidRij, *mee, *BIJDRAGEN.dossiers
    )  # fmt: skip
    gaat_mee = {rij.__tablename__ for rij in alle}
    kolommen = {naam: set(tabel.columns.keys()) for naam, tabel in Basis.metadata.tables.items()}
    assert _blijft_stil(kolommen, gaat_mee) == []
    assert set(BLIJFT) <= set(kolommen) - gaat_mee, "Deze tabel is er niet, of gaat gewoon mee."


def test_een_nieuwe_tabel_over_mensen_valt_op() -> None:
    kolommen = {"nieuw": {"id", "persoon_id"}, "oudlid": {"persoon_id"}, "taak": {"groep"}}
    assert _blijft_stil(kolommen, ()) == ["nieuw"]
    assert _blijft_stil(kolommen, {"nieuw"}) == []
