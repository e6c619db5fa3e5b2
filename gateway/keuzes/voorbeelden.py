"""Examples for the API description of the lists of codes."""

from __future__ import annotations

from gateway.web.voorbeelden import Voorbeeld

KEUZELIJSTEN: Voorbeeld = {
    "convenant": "voorbeeldconvenant",
    "versie": "1.0.0",
    "lijsten": {
        "redenen": [
            {
                "code": "VOORBEELD",
                "tekst": "Bij onderdeel … ontbreekt een grondslag.",
                "mag": True,
                "convenant": "3.1",
                "wet": "de wet",
                "interpretatie": "A1",
                "partij": None,
                "poort": 11,
            }
        ]
    },
}
