"""Examples for the description of the API of corrections."""

from __future__ import annotations

from typing import Any

from shared.partij.web import voorbeelden

_ID = "0193aaaa-0000-7000-8000-0000000000e1"
_BERICHT = "0193aaaa-0000-7000-8000-000000000900"
_MOMENT = "2026-11-23T12:00:00Z"

VOORBEELD_START: dict[str, Any] = {
    "aard": "onjuist",
    "lid": "adres",
    "reden": "Het huisnummer is verkeerd overgenomen (verzonnen).",
    "eigen": {
        "groep": "0193aaaa-0000-7000-8000-000000000001",
        "persoon": "0193aaaa-0000-7000-8000-0000000000a1",
        "gegevenssoort": "NAW",
    },
}
VOORBEELD_BESLUIT: dict[str, Any] = {"reden": "Nagekeken: het huisnummer is 7 (verzonnen)."}
VOORBEELD_VERTEL: dict[str, Any] = {
    "medewerkers": {voorbeelden.ONTVANGER: "0193aaaa-0000-7000-8000-000000000012"}
}
VOORBEELD_VERBETERING: dict[str, Any] = {
    "id": _ID,
    "kant": "bron",
    "aard": "onjuist",
    "stand": "bevestigd",
    "lopend": False,
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "persoon": "0193aaaa-0000-7000-8000-0000000000a1",
    "gegevenssoort": "NAW",
    "bron": voorbeelden.AFZENDER,
    "gegeven": None,
    "nieuwGegeven": None,
    "meldingVan": None,
    "meldingBericht": None,
    "gestartOp": _MOMENT,
    "gestartDoor": "0193aaaa-0000-7000-8000-000000000011",
    "beslotenOp": _MOMENT,
    "beslotenDoor": "0193aaaa-0000-7000-8000-000000000011",
    "besluitMet": None,
    "ontvangers": [
        {
            "partij": voorbeelden.ONTVANGER,
            "origineel": _BERICHT,
            "stand": "bevestigd",
            "berichten": [
                {
                    "bericht": "0193aaaa-0000-7000-8000-000000000901",
                    "soort": "correctie",
                    "fase": "bevestigd",
                    "verteldOp": _MOMENT,
                    "status": "afgeleverd",
                    "afgehandeldOp": _MOMENT,
                    "laatsteFout": None,
                }
            ],
        }
    ],
}
VOORBEELD_VOLLEDIG: dict[str, Any] = {
    **VOORBEELD_VERBETERING,
    "lid": "adres",
    "reden": VOORBEELD_START["reden"],
    "besluitreden": VOORBEELD_BESLUIT["reden"],
    "meldingen": [
        {
            "partij": voorbeelden.ONTVANGER,
            "bericht": "0193aaaa-0000-7000-8000-000000000902",
            "ontvangenOp": _MOMENT,
            "lid": "adres",
            "fout": "onjuist",
            "reden": VOORBEELD_START["reden"],
        }
    ],
}
