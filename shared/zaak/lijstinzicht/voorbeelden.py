"""Examples in the description of the lists of names' API (all invented)."""

from __future__ import annotations

from typing import Any

from shared.partij.web import voorbeelden
from shared.partij.web.versies import etag_van

_LIJST = "0193aaaa-0000-7000-8000-000000000701"
_REGEL = "0193aaaa-0000-7000-8000-000000000702"
_PERSOON = "0193aaaa-0000-7000-8000-0000000000a1"
_MEDEWERKER = "0193aaaa-0000-7000-8000-000000000011"
_BERICHT = "0193aaaa-0000-7000-8000-000000000900"
_MOMENT = "2026-11-23T12:00:00Z"

VOORBEELD_LIJST: dict[str, Any] = {
    "id": _LIJST,
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "soort": "netto",
    "stand": "open",
    "versie": 1,
    "opgesteldOp": _MOMENT,
    "opgesteldDoor": _MEDEWERKER,
    "vastgesteldOp": None,
    "vastgesteldDoor": None,
    "opgeruimdOp": None,
}
VOORBEELD_WEGING: dict[str, Any] = {
    "versie": 2,
    "handeling": "blijft",
    "door": _MEDEWERKER,
    "tijdstip": _MOMENT,
    "reden": "Bij drie meldingen gezien als aanjager (verzonnen).",
}
VOORBEELD_REGEL: dict[str, Any] = {
    "id": _REGEL,
    "etag": etag_van(_REGEL, 2),
    "versie": 2,
    "persoonId": _PERSOON,
    "betrokkene": "5f0c9d1e-3f55-4b3e-9a53-0c8f4f2b7a10",
    "naam": "Jaïr Voorbeeld",
    "geboortedatum": "2010-02-03",
    "stand": "blijft",
    "samenMet": None,
    "bronnen": [voorbeelden.AFZENDER],
    "bekend": {voorbeelden.AFZENDER: True, voorbeelden.ONTVANGER: None},
    "letOp": None,
    "wegingen": [VOORBEELD_WEGING],
}
VOORBEELD_VOLLEDIG: dict[str, Any] = {
    **VOORBEELD_LIJST,
    "voorlopig": True,
    "nogNiet": "De groep is in stap 2. Breng de groep eerst naar stap 3.",
    "nietOpDeLijst": 0,
    "regels": [VOORBEELD_REGEL],
}
VOORBEELD_BEVESTIGING: dict[str, Any] = {
    "partij": voorbeelden.AFZENDER,
    "stand": "bevestigd",
    "uiterlijk": "2026-11-30",
    "teLaat": False,
    "bericht": _BERICHT,
    "bevestigdOp": _MOMENT,
    "bevestigdMet": "0193aaaa-0000-7000-8000-000000000901",
}
VOORBEELD_VERZENDING: dict[str, Any] = {
    "ontvanger": voorbeelden.ONTVANGER,
    "ontvangendeMedewerker": "0193aaaa-0000-7000-8000-000000000012",
}
VOORBEELD_VERKLARING: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000703",
    "groep": VOORBEELD_LIJST["groep"],
    "grond": "nettolijst",
    "gedaanOp": _MOMENT,
    "gevraagdDoor": None,
    "aantallen": {"personen": 2, "ontvangenGegevens": 6, "lijstregels": 2},
}
