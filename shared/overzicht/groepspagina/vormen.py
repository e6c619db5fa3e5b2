"""Shapes on the wire: the gateway's state of a group, with what a screen needs beside it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, TypeAdapter, WithJsonSchema

from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Uitvoermodel
from shared.zaak.besluiten.vormen import Groepstand

_MOMENT = {"type": ["string", "null"], "format": "date-time"}
_GETAL = {"type": "integer"}


def _paginaschema() -> dict[str, Any]:
    schema = TypeAdapter(Groepstand).json_schema()
    ondertekenaar = {
        "type": "object",
        "properties": {
            "partij": {"type": "string"},
            "functies": {"type": "array", "items": {"type": "string"}},
        },
    }
    stap = {
        "type": "object",
        "properties": {
            "stap": _GETAL,
            "stapnaam": {"type": "string"},
            "besluit": {"type": "string", "description": "De code van het besluit."},
            "ondertekenaars": {"type": "array", "items": ondertekenaar},
            "zin": {"type": "string"},
        },
    }
    erbij = {
        "stapnaam": {"type": "string", "description": "Hoe de stap heet."},
        "geopendOp": {**_MOMENT, "description": "Wanneer de groep is geopend."},
        "stapSinds": {**_MOMENT, "description": "Sinds wanneer zij in deze stap is."},
        "verder": {
            "type": "array",
            "items": stap,
            "description": "Welke besluiten naar een andere stap leiden, en wie ze neemt.",
        },
        "aantallen": {
            "type": "object",
            "description": "Wat deze partij van de groep heeft, in aantallen.",
            "properties": {"leden": _GETAL, "verstuurd": _GETAL, "ontvangen": _GETAL},
        },
    }
    return {**schema, "properties": {**schema["properties"], **erbij}}


Groepspagina = Annotated[dict[str, Any], WithJsonSchema(_paginaschema())]
VOORBEELD: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-000000000001",
    "code": "RTM-2026-001",
    "stap": 1,
    "stapnaam": "Signalen over groepsgedrag delen",
    "status": "actief",
    "startbesluit": None,
    "eindcriterium": None,
    "prioritering": None,
    "strafrechtelijkOnderzoek": None,
    "informatieverzoeken": [],
    "afgeslotenOp": None,
    "convenant": {"laatsteOndertekening": "2026-07-16", "beeindigdPer": None, "opzeggingen": []},
    "geopendOp": voorbeelden.VOORBEELD_TIJD,
    "stapSinds": voorbeelden.VOORBEELD_TIJD,
    "verder": [
        {
            "stap": 2,
            "stapnaam": "Informatie verzamelen en verbinden",
            "besluit": "besluit-a",
            "ondertekenaars": [{"partij": voorbeelden.ONTVANGER, "functies": ["medewerker"]}],
            "zin": "Naar stap 2 gaat de groep met een besluit (begin). Dat neemt partij b.",
        }
    ],
    "aantallen": {"leden": 4, "verstuurd": 2, "ontvangen": 1},
}


class GroepenUit(Uitvoermodel):
    """The groups of the official's task, the last opened first."""

    groepen: list[Groepspagina]
    totaal: int
    lopend: int = Field(description="Hoeveel er daarvan nog lopen.")
