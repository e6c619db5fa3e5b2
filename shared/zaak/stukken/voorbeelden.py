"""Examples of the API of stukken. Everything invented."""

from __future__ import annotations

from typing import Any

from shared.partij.web import voorbeelden
from shared.verzenden.versturen.vormen import VOORBEELD_BESLUIT, VOORBEELD_KOP

_ID = "0193aaaa-0000-7000-8000-0000000000c1"
_GROEP = "0193aaaa-0000-7000-8000-000000000001"
_MOMENT = "2026-11-23T12:00:00Z"
_WIE = "0193aaaa-0000-7000-8000-000000000011"
_ANDER = "0193aaaa-0000-7000-8000-000000000012"

GEGEVENS: dict[str, Any] = {
    "soort": "waarneming",
    "bron": voorbeelden.AFZENDER,
    "datum": "2026-11-20",
    "plek": "het winkelcentrum",
    "omschrijving": "Een groep van circa 12 jongeren maakt elke vrijdagavond veel lawaai.",
}
OPDRACHT: dict[str, Any] = {
    "stuk": "signaal",
    "groep": _GROEP,
    "ontvangers": [{"partij": voorbeelden.ONTVANGER, "medewerker": _ANDER}],
    "gegevens": GEGEVENS,
    "bevestigdZonderPersonen": True,
}
ONTVANGER: dict[str, Any] = {
    "partij": voorbeelden.ONTVANGER,
    "bericht": "0193aaaa-0000-7000-8000-000000000901",
    "status": "afgeleverd",
    "laatsteFout": None,
    "redenen": [],
    "apart": False,
    "afgeleverdOp": _MOMENT,
    "intrekking": None,
    "teruggenomenOp": None,
    "vernietigdOp": None,
}
STUK: dict[str, Any] = {
    "id": _ID,
    "richting": "uit",
    "stuk": "signaal",
    "titel": "signaal",
    "groep": _GROEP,
    "onderwerp": "0193aaaa-0000-7000-8000-0000000000c0",
    "versie": 1,
    "van": voorbeelden.AFZENDER,
    "medewerker": _WIE,
    "aan": None,
    "inReactieOp": None,
    "stand": "geldt",
    "op": _MOMENT,
    "vervangenDoor": None,
    "teruggenomenOp": None,
    "gelezenOp": None,
    "ontvangers": [ONTVANGER],
}
MET_INHOUD: dict[str, Any] = {**STUK, "gegevens": GEGEVENS}
VOORBEELD: dict[str, Any] = {
    "stuk": "signaal",
    "versie": 1,
    "gegevens": GEGEVENS,
    "magWeg": True,
    "ontvangers": [
        {
            "partij": voorbeelden.ONTVANGER,
            "magWeg": True,
            "kop": {**VOORBEELD_KOP, "soort": "groepsbericht", "stuk": "signaal"},
            "besluit": {**VOORBEELD_BESLUIT, "grondslagen": []},
        }
    ],
}
ANTWOORD: dict[str, Any] = {
    "antwoord": "later",
    "verwacht": "2026-12-07",
    "toelichting": "Het nazoeken kost nog een week.",
    "bevestigdZonderPersonen": True,
}
ANTWOORDSTUK: dict[str, Any] = {
    **MET_INHOUD,
    "stuk": "antwoord",
    "titel": "antwoord zonder gegevens",
    "gegevens": {naam: ANTWOORD[naam] for naam in ("antwoord", "verwacht", "toelichting")},
}
