"""Examples for the API description of who sits at which table."""

from __future__ import annotations

from typing import Any

from shared.partij.web import voorbeelden
from shared.partij.web.voorbeelden import VOORBEELD_BERICHT
from shared.verzenden.versturen.vormen import VOORBEELD_OPDRACHT
from shared.zaak.overleg.voorbeelden import VOORBEELD_GEPLAND, VOORBEELD_OVERLEG

_DEELNEMERS = [
    {"id": VOORBEELD_OVERLEG["deelnemers"][0], "partij": voorbeelden.AFZENDER,
     "functie": "analist", "geldig": True, "naam": None, "toegelatenOp": None},
    {"id": VOORBEELD_OVERLEG["deelnemers"][1], "partij": voorbeelden.ONTVANGER,
     "functie": "regisseur", "geldig": True, "naam": "Guusje Verzonnen", "toegelatenOp": None},
]  # fmt: skip
VOORBEELD_AGENDA: dict[str, Any] = {
    "overleggen": [
        {
            **VOORBEELD_OVERLEG,
            "uitingen": [],
            "reeksen": VOORBEELD_GEPLAND["reeksen"],
            "aanTafel": _DEELNEMERS,
        }
    ]
}
VOORBEELD_TOELATING: dict[str, Any] = {
    "deelnemer": VOORBEELD_OVERLEG["deelnemers"][0],
    "naamGecontroleerd": True,
}
VOORBEELD_TOEGELATEN: dict[str, Any] = {
    "overleg": VOORBEELD_OVERLEG["id"],
    "deelnemer": VOORBEELD_OVERLEG["deelnemers"][0],
    "toegelatenOp": "2026-11-30T09:05:00Z",
    "toegelatenDoor": VOORBEELD_OVERLEG["deelnemers"][1],
}
VOORBEELD_TAFELGENOTEN: dict[str, Any] = {
    "deelnemers": [
        {
            "id": VOORBEELD_OVERLEG["deelnemers"][0],
            "partij": voorbeelden.AFZENDER,
            "functie": "analist",
            "geldig": True,
            "bereik": {
                "naam": "Mare Verzonnen",
                "organisatie": "Politie Verzonnenwaard",
                "email": "mare.verzonnen@voorbeeld.example",
                "telefoon": "010 0000000",
            },
        }
    ]
}
VOORBEELD_CONTACTOPDRACHT: dict[str, Any] = {
    "doel": voorbeelden.DOEL,
    "afweging": VOORBEELD_OPDRACHT["afweging"],
}
VOORBEELD_CONTACTSTANDEN: dict[str, Any] = {
    "gegeven": [
        {
            "partij": voorbeelden.ONTVANGER,
            "bericht": VOORBEELD_BERICHT,
            "status": "afgeleverd",
            "redenen": [],
            "fout": None,
        }
    ]
}
