"""Wat het OM alleen mag zeggen: dat iemand kort geleden is vervolgd."""

from __future__ import annotations

from typing import Any

from tests.integratie.partij.tafel import Tafel

VERKLARING = {
    "herleidingAnderenVoorkomen": True,
    "jdsBevraagd": False,
    "geenSepotOfVrijspraak": True,
}
VERVOLGING = {
    **VERKLARING,
    "aard": "feit",
    "derdenVerwijderd": True,
    "vervolgingsdatum": "2026-06-15",
    "delictcategorie": "vernieling",
    "relevantVoorGroepsaanpak": True,
    "relevantie": "Hangt samen met het verzonnen gedrag van de groep.",
}


def vervolging(tafel: Tafel) -> dict[str, Any]:
    """De parketsecretaris wil zeggen dat iemand kort geleden is vervolgd."""
    persoon = tafel.driehoek.persoon("om", ("Sterrin Nooitgedacht", "2010-02-03"))
    gegeven = tafel.secretaris.maak(f"/personen/{persoon}/recente-vervolgingen", VERVOLGING)
    return {
        "groep": tafel.groep,
        "doel": "D1",
        "afweging": {
            "noodzaak": True, "proportionaliteit": True, "subsidiariteit": True,
            "zwaarwegendAlgemeenBelang": True, "motivering": "Nodig voor de aanpak (verzonnen).",
        },
        "onderdelen": [
            {
                "persoon": persoon, "gegevenssoort": "RECENT_VERVOLGD", "gegeven": gegeven["id"],
                "grondslagen": {"gemeente": "WJSG39F_B"},
            }
        ],
        "toehoorders": tafel.lijn("gemeente"),
    }  # fmt: skip
