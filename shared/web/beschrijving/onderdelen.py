"""Fixed parts of every API description: the problem, its answers, and how one identifies."""

from typing import Any

from shared.web.problemen import PROBLEEM_TYPE, Probleem

Document = dict[str, Any]

BEVEILIGINGEN: Document = {
    "medewerker": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "Toegangstoken van de eigen inlogvoorziening (OIDC).",
    },
    "organisatie": {
        "type": "mutualTLS",
        "description": "Clientcertificaat van een deelnemer, met de OIN in serialNumber.",
    },
}


PARAMETERUITLEG = {
    "groepId": "De groep; welke er zijn staat in GET /groepen.",
    "persoonId": "De persoon in het eigen bestand.",
    "ouderId": "De ouder of vertegenwoordiger in het eigen bestand.",
    "betrokkene": "Het pseudoniem van iemand binnen deze groep.",
    "lijstId": "De namenlijst.",
    "regelId": "De regel op de namenlijst.",
    "autorisatieId": "De verwijzing naar de medewerker, door de eigen partij gekozen.",
    "bericht": "Het bericht.",
    "scanId": "De groepsscan.",
    "id": "Het kenmerk, uit de lijst of uit het antwoord waarmee het is gemaakt.",
}
"""What a parameter is, where its endpoint does not say it."""


IF_NONE_MATCH: Document = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "De ETag van wat u al heeft. Is dat nog zo, dan krijgt u een 304.",
    "schema": {"type": "string"},
}


def probleemantwoord(status: int) -> Document:
    """The shared description of one problem status."""
    voorbeeld = Probleem(status=status).als_dict()
    if status == 400:
        voorbeeld["fouten"] = [{"pad": "/soort", "melding": "ontbreekt"}]
    koppen = {"API-Version": {"$ref": "#/components/headers/API-Version"}}
    koppen |= {naam: _tekstkop(uitleg) for naam, uitleg in _PROBLEEMKOPPEN.get(status, ())}
    return {
        "description": voorbeeld["title"],
        "headers": koppen,
        "content": {
            PROBLEEM_TYPE: {
                "schema": {"$ref": "#/components/schemas/Probleem"},
                "example": voorbeeld,
            }
        },
    }


def _tekstkop(uitleg: str) -> Document:
    return {"description": uitleg, "schema": {"type": "string"}}


_PROBLEEMKOPPEN: dict[int, tuple[tuple[str, str], ...]] = {
    401: (("WWW-Authenticate", "Hoe u zich hier aanmeldt."),),
    429: (("Retry-After", "Na hoeveel seconden het opnieuw kan."),),
    503: (("Retry-After", "Na hoeveel seconden het opnieuw kan."),),
}

PROBLEEMSCHEMA: Document = {
    "type": "object",
    "description": "Een fout volgens RFC 9457.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "Welk soort probleem dit is."},
        "title": {"type": "string", "description": "Het soort probleem in het kort."},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "Wat er in dit geval aan de hand is."},
        "instance": {"type": "string"},
        "redenen": {
            "type": "array",
            "description": "Bij een weigering of een besluit dat niet kan: elke reden.",
            "items": {
                "type": "object",
                "required": ["uitleg"],
                "properties": {
                    "code": {"type": "string", "description": "Vast, voor een programma."},
                    "poort": {"type": "integer", "description": "Welke toets er niet door kwam."},
                    "onderdeel": {
                        "type": ["integer", "null"],
                        "description": "Welk onderdeel van het bericht; het eerste is 0.",
                    },
                    "convenant": {"type": ["string", "null"]},
                    "wet": {"type": ["string", "null"]},
                    "interpretatie": {"type": ["string", "null"]},
                    "uitleg": {"type": "string", "description": "Wat er mis is en wat wel mag."},
                },
            },
        },
        "id": {"type": "string", "description": "Het bericht waarover dit gaat."},
        "bladnummer": {
            "type": ["integer", "null"],
            "description": "Waar een weigering in het logboek staat.",
        },
        "wijzigingen": {
            "type": "array",
            "description": "Bij een 412: wat er veranderde sinds u las, en door wie.",
            "items": {"type": "object"},
        },
        "fouten": {
            "type": "array",
            "description": "Alle fouten in de invoer, elk met zijn plaats.",
            "items": {
                "type": "object",
                "required": ["pad", "melding"],
                "properties": {
                    "pad": {
                        "type": "string",
                        "description": "JSON Pointer in de inhoud, of query:naam, pad:naam, "
                        "kop:naam.",
                    },
                    "melding": {"type": "string", "description": "Wat er niet klopt."},
                },
            },
        },
    },
}
