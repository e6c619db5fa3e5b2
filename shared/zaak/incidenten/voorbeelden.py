"""Examples of the API of the register of incidents. Everything invented."""

from __future__ import annotations

from typing import Any

from shared.partij.web import voorbeelden
from shared.partij.web.voorbeelden import VOORBEELD_BERICHT, VOORBEELD_MEDEWERKER, VOORBEELD_TIJD

_ID = "0193aaaa-0000-7000-8000-0000000000d1"
_STUK = "incident"

MELDING: dict[str, Any] = {
    "aard": "vertrouwelijkheid",
    "ontdektOp": VOORBEELD_TIJD,
    "omschrijving": "Een uitgeprinte lijst bleef liggen in een vergaderzaal (verzonnen).",
    "maatregelen": "De lijst is opgehaald en vernietigd.",
    "bevestigdZonderPersonen": True,
}
KLOK: dict[str, Any] = {
    "code": "vertellen",
    "titel": "de andere partijen vertellen",
    "uren": 24,
    "uiterlijk": "2026-11-24T12:00:00Z",
    "gestoptOp": VOORBEELD_TIJD,
    "overMinuten": 1440,
    "teLaat": False,
    "convenant": "9.3",
    "interpretatie": "I1",
    "wet": None,
}
INCIDENT: dict[str, Any] = {
    "id": _ID,
    "van": voorbeelden.AFZENDER,
    "eigen": True,
    "stand": "open",
    "aard": MELDING["aard"],
    "ontdektOp": VOORBEELD_TIJD,
    "stukversie": 1,
    "omschrijving": MELDING["omschrijving"],
    "maatregelen": MELDING["maatregelen"],
    "melder": VOORBEELD_MEDEWERKER,
    "ontbrak": [],
    "gemeldOp": VOORBEELD_TIJD,
    "gezienOp": None,
    "klokken": [KLOK],
    "ontvangers": [
        {
            "partij": voorbeelden.ONTVANGER,
            "bericht": VOORBEELD_BERICHT,
            "stuk": _STUK,
            "stukversie": 1,
            "status": "afgeleverd",
            "ontvangstreden": None,
            "bijgewerktOp": VOORBEELD_TIJD,
        }
    ],
    "besluiten": [],
    "taken": [],
    "toezicht": [],
    "uitkomst": None,
    "versie": 1,
    "gewijzigdOp": VOORBEELD_TIJD,
}
ONTVANGEN: dict[str, Any] = {
    **INCIDENT,
    "van": voorbeelden.GEVER,
    "eigen": False,
    "melder": None,
    "gezienOp": VOORBEELD_TIJD,
    "klokken": [],
    "ontvangers": [],
    "versie": 2,
}
VERLOOP: dict[str, Any] = {
    "verloop": [
        {
            "versie": 1,
            "gebeurtenis": "gemeld",
            "tijdstip": VOORBEELD_TIJD,
            "partij": voorbeelden.AFZENDER,
            "door": VOORBEELD_MEDEWERKER,
            "wat": {"aard": MELDING["aard"], "stukversie": 1},
        }
    ],
    "versies": [
        {
            "stukversie": 1,
            "stand": "geldt",
            "aard": MELDING["aard"],
            "ontdektOp": VOORBEELD_TIJD,
            "omschrijving": MELDING["omschrijving"],
            "maatregelen": MELDING["maatregelen"],
            "door": VOORBEELD_MEDEWERKER,
            "tijdstip": VOORBEELD_TIJD,
        }
    ],
}
VOORSTEL: dict[str, Any] = {
    "uiting": "0193aaaa-0000-7000-8000-0000000000d9",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "overleg": None,
    "aard": MELDING["aard"],
    "ontdektOp": VOORBEELD_TIJD,
    "omschrijving": "In een gesprek is iets gezegd zonder dat het was toegestaan.",
}
