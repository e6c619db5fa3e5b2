"""Examples of dealing with an incident. Everything invented."""

from __future__ import annotations

from typing import Any

from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.zaak.incidenten.voorbeelden import INCIDENT

BESLUIT: dict[str, Any] = {
    "soort": "toezichthouder",
    "keuze": "melden",
    "reden": "De lijst lag een nacht waar bezoekers komen (verzonnen).",
    "bevestigdZonderPersonen": True,
}
OORDEEL: dict[str, Any] = {
    "reden": "Mee eens: het risico is niet klein.",
    "bevestigdZonderPersonen": True,
}
TAAK: dict[str, Any] = {
    "soort": "woordvoering",
    "eigenaar": VOORBEELD_MEDEWERKER,
    "uiterlijk": "2026-12-01",
}
UITKOMST: dict[str, Any] = {
    "uitkomst": "De afspraken over printen zijn aangescherpt.",
    "bevestigdZonderPersonen": True,
}
MET_BESLUIT: dict[str, Any] = {
    **INCIDENT,
    "versie": 2,
    "besluiten": [
        {
            "id": "0193aaaa-0000-7000-8000-0000000000d2",
            "soort": "toezichthouder",
            "keuze": "melden",
            "reden": BESLUIT["reden"],
            "grond": None,
            "wet": None,
            "noot": None,
            "noodzaak": None,
            "herbeoordelenVoor": None,
            "stand": "voorstel",
            "door": VOORBEELD_MEDEWERKER,
            "op": VOORBEELD_TIJD,
            "tweede": None,
            "tweedeOp": None,
            "tweedeReden": None,
        }
    ],
}
MET_TAAK: dict[str, Any] = {
    **INCIDENT,
    "versie": 2,
    "taken": [
        {
            "id": "0193aaaa-0000-7000-8000-0000000000d3",
            **TAAK,
            "gegevenDoor": VOORBEELD_MEDEWERKER,
            "gegevenOp": VOORBEELD_TIJD,
            "uitkomst": None,
            "afgerondOp": None,
            "afgerondDoor": None,
        }
    ],
}
DOCUMENT: dict[str, Any] = {
    "incident": INCIDENT["id"],
    "opgesteldOp": VOORBEELD_TIJD,
    "regels": [{"vraag": "Aard van de inbreuk", "antwoord": "vertrouwelijkheid"}],
    "tekst": "Aard van de inbreuk: vertrouwelijkheid\n",
}
AFDRUK: dict[str, Any] = {
    "incident": INCIDENT["id"],
    "opgesteldOp": VOORBEELD_TIJD,
    "bestandsnaam": f"melding-toezichthouder-{INCIDENT['id']}.pdf",
    "document": "JVBERi0xLjc=",
}
TIJDLIJN: dict[str, Any] = {
    "feiten": [
        {
            "incident": INCIDENT["id"],
            "van": INCIDENT["van"],
            "aard": INCIDENT["aard"],
            "versie": 1,
            "gebeurtenis": "gemeld",
            "tijdstip": VOORBEELD_TIJD,
            "partij": INCIDENT["van"],
            "door": VOORBEELD_MEDEWERKER,
            "wat": {"aard": INCIDENT["aard"], "stukversie": 1},
            "pad": f"/incidenten/{INCIDENT['id']}",
        }
    ],
    "volgende": None,
}
