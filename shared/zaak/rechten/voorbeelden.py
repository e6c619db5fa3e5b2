"""Examples of the API of requests of people. Everything invented."""

from __future__ import annotations

from typing import Any

from shared.partij.web import voorbeelden
from shared.partij.web.voorbeelden import (
    VOORBEELD_BERICHT,
    VOORBEELD_ID,
    VOORBEELD_MEDEWERKER,
    VOORBEELD_TIJD,
)

_ID = "0193aaaa-0000-7000-8000-0000000000e1"
_RECHT, _DAG = "inzage", "2026-11-23"

WIE: dict[str, Any] = {
    "persoon": VOORBEELD_ID,
    "identiteit": {"wijze": "getoond", "op": _DAG},
    "vertegenwoordiger": None,
}
VERZOEK: dict[str, Any] = {
    **WIE,
    "recht": _RECHT,
    "ontvangenOp": _DAG,
    "omschrijving": "Wil weten wat er over hem is vastgelegd en wie het kreeg (verzonnen).",
}
AFSTEMMING: dict[str, Any] = {
    "voorstel": "deels_toewijzen",
    "toelichting": "Wij geven alles, behalve wat een lopend onderzoek schaadt.",
    "nietNoemen": None,
    "bevestigdZonderPersonen": True,
}
BESLUIT: dict[str, Any] = {
    "uitkomst": "deels_toegewezen",
    "gronden": ["UAVG41_1_I"],
    "motivering": "Een ander komt in gevaar als dit deel bekend wordt (verzonnen).",
    "waaromNietDeels": None,
}
LANGER: dict[str, Any] = {
    "verteldOp": "2026-12-10",
    "reden": "Uw gegevens staan op meer plaatsen en moeten worden samengebracht (verzonnen).",
    "meerEenheden": False,
}
UIT: dict[str, Any] = {
    **VERZOEK,
    "id": _ID,
    "van": voorbeelden.AFZENDER,
    "eigen": True,
    "inBestand": True,
    "stand": "open",
    "afstemmenTot": "2026-12-03",
    "uiterlijk": "2026-12-23",
    "klok": "2026-12-23",
    "delen": [
        {
            "partij": voorbeelden.AFZENDER,
            "regime": voorbeelden.GEVER_REGIME,
            "klokken": [
                {
                    "deel": "antwoord",
                    "uiterlijk": "2026-12-23",
                    "convenant": voorbeelden.CONVENANT,
                    "wet": voorbeelden.WET,
                    "interpretatie": None,
                }
            ],
            "wachtOpVertegenwoordiger": False,
            "voorstel": None,
            "voorstelToelichting": None,
            "voorstelOp": None,
            "verlengdOp": None,
            "nietNoemen": None,
            "uitgevoerdOp": None,
            "besluit": {
                "stand": "voorgesteld",
                "uitkomst": BESLUIT["uitkomst"],
                "op": _DAG,
                "gronden": BESLUIT["gronden"],
                "motivering": BESLUIT["motivering"],
                "waaromNietDeels": None,
                "door": VOORBEELD_MEDEWERKER,
                "bevestigdDoor": None,
            },
        }
    ],
    "berichten": [
        {
            "partij": voorbeelden.ONTVANGER,
            "stuk": "verzoek",
            "genoemd": True,
            "bericht": VOORBEELD_BERICHT,
            "status": "afgeleverd",
        }
    ],
    "versie": 1,
    "gemaaktOp": VOORBEELD_TIJD,
    "gewijzigdOp": VOORBEELD_TIJD,
}
VERLOOP: dict[str, Any] = {
    "versie": 1,
    "gebeurtenis": "aangenomen",
    "tijdstip": VOORBEELD_TIJD,
    "partij": voorbeelden.AFZENDER,
    "door": VOORBEELD_MEDEWERKER,
    "wat": {"identiteit": "getoond", "inBestand": True},
}
