"""Examples for the API description of the one report of a meeting."""

from __future__ import annotations

from typing import Any

from shared.partij.web import voorbeelden
from shared.zaak.overleg.voorbeelden import VOORBEELD_OVERLEG

_REGEL = "0193aaaa-0000-7000-8000-000000000c01"
_WIE = VOORBEELD_OVERLEG["deelnemers"]
_AFSPRAAK: dict[str, Any] = {
    "soort": "afspraak",
    "tekst": "Het plein wordt de komende maand vaker bezocht.",
    "door": _WIE[0],
    "eigenaar": voorbeelden.AFZENDER,
    "uiterlijk": "2026-12-31",
}
VOORBEELD_INVOER: dict[str, Any] = {"regels": [_AFSPRAAK], "bevestigdZonderPersonen": True}
VOORBEELD_ONDERTEKENING: dict[str, Any] = {"versie": 1, "akkoord": True}
VOORBEELD_AFRONDING: dict[str, Any] = {"regel": _REGEL}
VOORBEELD_NOTULEN: dict[str, Any] = {
    "overleg": VOORBEELD_OVERLEG["id"],
    "groep": VOORBEELD_OVERLEG["groepen"][0],
    "van": voorbeelden.ONTVANGER,
    "versie": 1,
    "tekenkenmerk": "0193aaaa-0000-8000-8000-000000000c02",
    "dag": "2026-11-30",
    "aanwezig": [
        {"deelnemer": _WIE[0], "partij": voorbeelden.AFZENDER},
        {"deelnemer": _WIE[1], "partij": voorbeelden.ONTVANGER},
    ],
    "gezegd": [
        {
            "uiting": VOORBEELD_OVERLEG["uitingen"][0]["uiting"],
            "afzender": voorbeelden.AFZENDER,
            "aan": [voorbeelden.ONTVANGER],
        }
    ],
    "regels": [{**_AFSPRAAK, "regel": _REGEL, "gedaan": False}],
    "oordelen": [
        {"partij": partij, "oordeel": oordeel, "toelichting": None, "beletsel": None}
        for partij, oordeel in (
            (voorbeelden.AFZENDER, "akkoord"),
            (voorbeelden.ONTVANGER, "akkoord"),
        )
    ],
    "vastgesteld": True,
    "aanTeVullen": False,
    "versies": [{"versie": 1, "op": "2026-11-30T11:00:00Z"}],
}
VOORBEELD_DOCUMENT: dict[str, Any] = {
    "overleg": VOORBEELD_NOTULEN["overleg"],
    "versie": 1,
    "bestandsnaam": f"verslag-{VOORBEELD_NOTULEN['overleg']}-1.pdf",
    "document": "JVBERi0xLjc=",
}
