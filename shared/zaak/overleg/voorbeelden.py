"""Examples for the API description of meetings and verslagen."""

from __future__ import annotations

from typing import Any

from shared.partij.web import voorbeelden
from shared.partij.web.voorbeelden import VOORBEELD_BERICHT

_MOMENT = "2026-11-30T09:00:00Z"
_OVERLEG = "0193aaaa-0000-7000-8000-000000000a01"
_REEKS = "0193aaaa-0000-7000-8000-000000000b01"
_UITING = "0193aaaa-0000-7000-8000-000000000057"
_GROEP = "0193aaaa-0000-7000-8000-000000000001"
_WIE = ("0193aaaa-0000-7000-8000-000000000011", "0193aaaa-0000-7000-8000-000000000012")
_DIGEST = "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ="

VOORBEELD_REEKS: dict[str, Any] = {
    "groep": _GROEP,
    "doel": "De overlast op het plein terugbrengen.",
    "frequentie": "elke maand",
    "samenstelling": ["regisseur", "analist"],
}
VOORBEELD_REEKS_UIT: dict[str, Any] = {
    **VOORBEELD_REEKS,
    "id": _REEKS,
    "versie": 1,
    "gewijzigdOp": _MOMENT,
}
_REGISTRATIE: dict[str, Any] = {
    "soort": "structureel",
    "locatie": voorbeelden.ONTVANGER,
    "begin": _MOMENT,
    "einde": "2026-11-30T10:30:00Z",
    "deelnemers": list(_WIE),
    "afgelast": False,
}
VOORBEELD_INVOER: dict[str, Any] = {"reeksen": [_REEKS], **_REGISTRATIE}
VOORBEELD_GEPLAND: dict[str, Any] = {
    "id": _OVERLEG,
    "reeksen": [_REEKS],
    "bladnummer": 40,
    "versie": 1,
}
_KOP: dict[str, Any] = {
    **_REGISTRATIE,
    "id": _OVERLEG,
    "partij": voorbeelden.ONTVANGER,
    "groepen": [_GROEP],
}
VOORBEELD_OVERLEG: dict[str, Any] = {
    **_KOP,
    "uitingen": [
        {
            "uiting": _UITING,
            "afzender": voorbeelden.AFZENDER,
            "groep": _GROEP,
            "berichten": [
                {
                    "id": VOORBEELD_BERICHT,
                    "ontvanger": voorbeelden.ONTVANGER,
                    "besluit": "toegestaan",
                    "status": "aanvaard",
                }
            ],
            "gezegd": {
                "gezegdOp": "2026-11-30T09:20:00Z",
                "berichten": [VOORBEELD_BERICHT],
                "zonderToestemming": False,
                "bladnummer": 44,
            },
        }
    ],
    "open": [],
}
VOORBEELD_REGEL: dict[str, Any] = {
    "uiting": _UITING,
    "afzender": voorbeelden.AFZENDER,
    "groep": _GROEP,
    "medewerker": _WIE[0],
    "gezegdOp": "2026-11-30T09:20:00Z",
    "zonderToestemming": False,
    "bladnummer": 44,
    "berichten": [
        {
            "bericht": VOORBEELD_BERICHT,
            "ontvanger": voorbeelden.ONTVANGER,
            "ontvangendeMedewerker": _WIE[1],
            "doel": voorbeelden.DOEL,
            "gedeeld": [
                {
                    "betrokkene": "5f0c9d1e-3f55-4b3e-9a53-0c8f4f2b7a10",
                    "categorie": 1,
                    "gegevenssoort": voorbeelden.GEGEVENSSOORT,
                    "grondslag": voorbeelden.GRONDSLAG,
                    "aard": "feit",
                }
            ],
        }
    ],
}
_VERSIE: dict[str, Any] = {
    "versie": 1,
    "digest": _DIGEST,
    "vorige": None,
    "vastgesteldOp": _MOMENT,
    "vastgesteldDoor": _WIE[1],
}
VOORBEELD_VERSLAG: dict[str, Any] = {
    "overleg": _KOP,
    "gezegd": [],
    "gehoord": [VOORBEELD_REGEL],
    "nietGezegd": [],
    "open": [],
    "aanTeVullen": False,
    "weggelaten": 0,
    "afspraken": "Het plein wordt de komende maand vaker bezocht.",
    "vastgesteld": _VERSIE,
    "versies": [_VERSIE],
}
VOORBEELD_VASTSTELLING: dict[str, Any] = {
    "afspraken": "Het plein wordt de komende maand vaker bezocht.",
    "bevestigdZonderPersonen": True,
}
