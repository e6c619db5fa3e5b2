"""Van elke soort gegeven een verzonnen voorbeeld, met wat haar afzender in de kop verklaart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.integratie.partij.nepregister import REGELS

GEBOREN = {
    "0-11": "2016-03-04",
    "12-15": "2012-03-04",
    "16-17": "2010-03-04",
    "18-22": "2006-03-04",
    "23": "2003-03-04",
    "24+": "1999-03-04",
}
"""Een geboortedatum bij elke leeftijdsklasse, op de dagen waarop de tests spelen."""

WAARDEN: Mapping[str, Mapping[str, Any]] = {
    "NAW": {"naam": "Plofje Oefenaar", "woonplaats": "Nergenshuizen"},
    "GEBOORTEDATUM": {"geboortedatum": GEBOREN["16-17"]},
    "TEL_EMAIL": {"email": "plofje@nergens.example"},
    "BEKENDHEID": {"bekend": True},
    "WPG8": {"omschrijving": "Stond bij het hek."},
    "WPG13": {"omschrijving": "Onderwerp van een themaonderzoek."},
    "STRAFVORDERLIJK": {"zaak": "10-000001-26", "omschrijving": "Vernieling van een hek."},
    "JUSTITIEEL": {"omschrijving": "Transactie wegens vernieling."},
    "TENUITVOERLEGGING": {"omschrijving": "Een taakstraf die loopt."},
    "RECENT_VERVOLGD": {},
    "B_OVERLAST": {"omschrijving": "Lawaai op het plein."},
    "B_AANGESPROKEN": {"omschrijving": "Aangesproken door een handhaver."},
    "B_AANBOD": {"omschrijving": "Ging naar het jongerenwerk."},
    "B_OUDERBETROKKENHEID": {"omschrijving": "Ouders kwamen mee."},
    "CONTACT_DEELNEMER": {"naam": "Mare Verzonnenstein"},
}
VAN_SOORT: Mapping[str, Mapping[str, Any]] = {
    "WPG8": {"gerelateerd": True, "eersteVerwerking": "2025-11-01"},
    "WPG13": {"subdoel": "b", "bron": "8", "termijnTot": "2027-01-31"},
    "JUSTITIEEL": {"reedsBeschikbaar": True},
    "TENUITVOERLEGGING": {"omVerwerkingsverantwoordelijk": True},
    "RECENT_VERVOLGD": {"relevantVoorGroepsaanpak": True, "binnenTwaalfMaanden": True},
}
VAN_PARTIJ: Mapping[str, Mapping[str, Any]] = {
    "politie": {},
    "gemeente": {"taakgrondslag": "GEMW172"},
    "om": {
        "herleidingAnderenVoorkomen": True,
        "jdsBevraagd": False,
        "geenSepotOfVrijspraak": True,
    },
}


def grondslag(van: str, naar: str, soort: str) -> str | None:
    """De gewone grond voor deze soort tussen deze twee; geen: dan geven zij haar elkaar niet."""
    rijen = REGELS.grondslagregels.get((van, naar, soort), {})
    return next((code for code, rij in rijen.items() if not rij.eisen), None)


def kenmerken(van: str, soort: str) -> dict[str, Any] | None:
    """Wat de afzender bij een gegeven van deze soort verklaart."""
    return {**VAN_PARTIJ[van], **VAN_SOORT.get(soort, {})} or None


def klasse_van(geboren: str, dag: date) -> str:
    """De leeftijdsklasse die een mens eruit leest."""
    geboortedag = date.fromisoformat(geboren)
    jaren = dag.year - geboortedag.year - ((dag.month, dag.day) < geboortedag.timetuple()[1:3])
    grenzen = {11: "0-11", 15: "12-15", 17: "16-17", 22: "18-22", 23: "23"}
    return next((klasse for tot, klasse in grenzen.items() if jaren <= tot), "24+")
