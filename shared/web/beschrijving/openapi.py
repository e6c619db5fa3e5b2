"""The OpenAPI description of an app, in the form the NLgov API Design Rules ask for.

FastAPI's own description is the start. This module adds what its defaults lack: the version
header on every response, the problems an operation can really answer with, security derived from
the dependencies, servers over https with paths relative to them. It takes away what is not ours
to say: 422, generated titles, and the English docstrings of classes. ADR: `adr/linter.yaml`.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from shared.web.aanmelding.aanroeper import eisen_in
from shared.web.beschrijving.generatorvormen import geef_namen, zet_grenzen
from shared.web.beschrijving.onderdelen import (
    BEVEILIGINGEN,
    IF_NONE_MATCH,
    PARAMETERUITLEG,
    PROBLEEMSCHEMA,
    Document,
    probleemantwoord,
)
from shared.web.beschrijving.routes import BASIS, BEVEILIGING, FOUTEN, lees_voorbeeld

_METHODEN = ("get", "put", "post", "delete", "patch")
_MET_INHOUD = ("put", "post", "patch")
_ALTIJD = (406, 500, 503)


@dataclass(frozen=True, slots=True)
class Operatie:
    """One operation of a description, with where it stands."""

    pad: str
    methode: str
    inhoud: Document

    def __str__(self) -> str:
        return f"{self.methode.upper()} {self.pad}"


def operaties(document: Document) -> Iterator[Operatie]:
    """All operations of a description."""
    for pad, item in document["paths"].items():
        for methode in _METHODEN:
            if methode in item:
                yield Operatie(pad, methode, item[methode])


Voorbeeldvuller: TypeAlias = Callable[[Any], Any]
"""Fills in what an example leaves open (a JSON value in, a JSON value out)."""


def ongewijzigd(voorbeeld: Any) -> Any:  # noqa: ANN401 — elk JSON-deel
    """An example as it was written."""
    return voorbeeld


def maak_beschrijving(
    app: FastAPI, publieke_url: str, *, eigen_voorbeelden: Voorbeeldvuller = ongewijzigd
) -> Document:
    """The whole description. `publieke_url` is the server's address, ending in `/v1`."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        contact=app.contact,
        license_info=app.license_info,
        servers=[{"url": publieke_url, "description": "Basisadres"}],
        routes=app.routes,
    )
    beveiliging = _beveiliging_per_operatie(app)
    for operatie in operaties(document):
        sleutel = (operatie.pad, operatie.methode)
        _maak_af(operatie, beveiliging.get(sleutel, []))
    document["paths"] = _verplaats(document["paths"], publieke_url)
    _vul_onderdelen_aan(document, app.version)
    schoon: Document = _normaliseer(document)
    for media in _inhouden(schoon):
        if "example" in media:
            media["example"] = eigen_voorbeelden(media["example"])
    return geef_namen(schoon)


def _inhouden(document: Document) -> Iterator[Document]:
    """Every body that goes in or comes out, as its description."""
    for operatie in operaties(document):
        yield from operatie.inhoud.get("requestBody", {}).get("content", {}).values()
        for antwoord in operatie.inhoud["responses"].values():
            yield from antwoord.get("content", {}).values()


def als_bytes(document: Document) -> bytes:
    """The description as it is served and written."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _beveiliging_per_operatie(app: FastAPI) -> dict[tuple[str, str], list[str]]:
    gevonden: dict[tuple[str, str], list[str]] = {}
    for context in iter_route_contexts(app.routes):
        if not isinstance(context.original_route, APIRoute):
            continue
        namen = sorted(eisen_in(context.dependant))
        for methode in context.methods or ():
            gevonden[(str(context.path_format), methode.lower())] = namen
    return gevonden


def _maak_af(operatie: Operatie, eisen: list[str]) -> None:
    """Security, problems and headers of one operation."""
    inhoud = operatie.inhoud
    for parameter in inhoud.get("parameters", ()):
        if not parameter.get("description") and parameter["name"] in PARAMETERUITLEG:
            parameter["description"] = PARAMETERUITLEG[parameter["name"]]
    if not inhoud.get("description"):
        inhoud.pop("description", None)
    alternatieven = inhoud.pop(BEVEILIGING, None)
    if alternatieven is not None:
        inhoud["security"] = [{naam: []} for naam in alternatieven]
    else:
        inhoud["security"] = [{naam: [] for naam in eisen}] if eisen else []
    antwoorden = inhoud["responses"]
    antwoorden.pop("422", None)
    for status in _problemen(operatie, inhoud.pop(FOUTEN, ())):
        antwoorden.setdefault(str(status), {"$ref": f"#/components/responses/Probleem{status}"})
    if operatie.methode == "get" and "ETag" in antwoorden.get("200", {}).get("headers", {}):
        _voeg_voorwaarde_toe(inhoud)
    gelukt = [antwoord for status, antwoord in antwoorden.items() if status[0] in "23"]
    _vul_schemas_aan(
        [media for antwoord in gelukt for media in antwoord.get("content", {}).items()]
    )
    for antwoord in gelukt:
        koppen = antwoord.setdefault("headers", {})
        koppen["API-Version"] = {"$ref": "#/components/headers/API-Version"}
    inhoud["responses"] = dict(sorted(antwoorden.items()))


def _voeg_voorwaarde_toe(inhoud: Document) -> None:
    """What the route class does for every answer with an ETag (`voorwaarden.py`)."""
    parameters = inhoud.setdefault("parameters", [])
    if all(parameter["name"].lower() != "if-none-match" for parameter in parameters):
        parameters.append(IF_NONE_MATCH)
    inhoud["responses"].setdefault("304", {"description": "U heeft deze versie al."})


def _vul_schemas_aan(vormen: list[tuple[str, Document]]) -> None:
    """All JSON answers of one operation have one schema; what is no JSON is text, or bytes."""
    schema = next((media["schema"] for _, media in vormen if media.get("schema")), None)
    for vorm, media in vormen:
        if not media.get("schema"):
            gedeeld = schema if vorm.endswith("json") else _zonder_json(vorm)
            if gedeeld is not None:
                media["schema"] = gedeeld


def _zonder_json(vorm: str) -> Document:
    leesbaar = vorm.startswith("text/") or vorm.endswith("jsonl")
    return {"type": "string"} if leesbaar else {"type": "string", "format": "binary"}


def _problemen(operatie: Operatie, eigen: Iterable[int]) -> set[int]:
    inhoud = operatie.inhoud
    statussen = {*_ALTIJD, *eigen}
    if operatie.methode in _MET_INHOUD:
        statussen |= {400, 413, 415}
    if inhoud.get("parameters") or "requestBody" in inhoud:
        # Wie iets noemt, kan iets noemen dat er niet is; in het adres of in de inhoud.
        statussen |= {400, 404}
    if inhoud["security"]:
        statussen |= {401, 403}
    return statussen


def _verplaats(paden: Document, publieke_url: str) -> Document:
    """Make paths relative to their server; what a standard puts elsewhere names its own server."""
    delen = urlsplit(publieke_url)
    wortel = f"{delen.scheme}://{delen.netloc}"
    nieuw: Document = {}
    for pad, item in paden.items():
        voor, _, na = pad.partition("/v1/")
        if not voor and na:
            sleutel, eigen = "/" + na, {}
        elif na:
            sleutel, eigen = "/" + na, {"servers": [{"url": f"{wortel}{voor}{BASIS}"}]}
        else:
            map_, _, naam = pad.rpartition("/")
            sleutel, eigen = "/" + naam, {"servers": [{"url": wortel + map_}]}
        if sleutel in nieuw:
            raise ValueError(f"Twee paden heten in de beschrijving {sleutel}; hernoem er een.")
        nieuw[sleutel] = {**eigen, **item}
    return nieuw


def _vul_onderdelen_aan(document: Document, versie: str) -> None:
    onderdelen = document.setdefault("components", {})
    schemas = onderdelen.setdefault("schemas", {})
    for operatie in operaties(document):
        for media in operatie.inhoud.get("requestBody", {}).get("content", {}).values():
            _hef_schema(media, schemas)
    for naam in ("HTTPValidationError", "ValidationError"):
        schemas.pop(naam, None)
    for schema in schemas.values():
        schema.pop("description", None)
    schemas["Probleem"] = PROBLEEMSCHEMA
    onderdelen["headers"] = {
        "API-Version": {
            "description": "Volledig versienummer van deze API (SemVer).",
            "schema": {"type": "string", "example": versie},
        }
    }
    gebruikt: set[int] = set()
    eisen: set[str] = set()
    for operatie in operaties(document):
        for status, antwoord in operatie.inhoud["responses"].items():
            if "$ref" in antwoord:
                gebruikt.add(int(status))
        eisen |= {naam for keuze in operatie.inhoud["security"] for naam in keuze}
    onderdelen["responses"] = {f"Probleem{s}": probleemantwoord(s) for s in sorted(gebruikt)}
    onderdelen["securitySchemes"] = {naam: BEVEILIGINGEN[naam] for naam in sorted(eisen)}
    labels = {label for op in operaties(document) for label in op.inhoud.get("tags", ())}
    document["tags"] = [{"name": label} for label in sorted(labels)]


def _hef_schema(media: Document, schemas: Document) -> None:
    """Move the schema of a `verzoekmodel` to the shared schemas, where FastAPI has its own."""
    schema = media.get("schema", {})
    if "$ref" in schema or "title" not in schema:
        return
    schemas |= schema.pop("$defs", {})
    schemas[schema["title"]] = schema
    media["schema"] = {"$ref": f"#/components/schemas/{schema['title']}"}


def _normaliseer(deel: Any, ouder: str = "") -> Any:  # noqa: ANN401 — elk JSON-deel
    """Drop generated titles and write `T | null` the way one reads it in OpenAPI 3.1."""
    if isinstance(deel, list):
        return [_normaliseer(element, ouder) for element in deel]
    if not isinstance(deel, dict):
        return deel
    if ouder == "info":
        return deel
    uit = {
        sleutel: lees_voorbeeld(waarde)
        if sleutel in ("example", "examples", "default", "const", "enum") and ouder != "properties"
        else _normaliseer(waarde, sleutel)
        for sleutel, waarde in deel.items()
        if not (sleutel == "title" and isinstance(waarde, str) and ouder != "properties")
    }
    return zet_grenzen(_plat_nullable(uit)) if ouder != "properties" else uit


def _plat_nullable(schema: Document) -> Document:
    keuzes = schema.get("anyOf")
    if not isinstance(keuzes, list) or len(keuzes) != 2 or {"type": "null"} not in keuzes:
        return schema
    ander = next((k for k in keuzes if k != {"type": "null"}), None)
    if ander is None or not isinstance(ander.get("type"), str) or "const" in ander:
        return schema
    rest = {sleutel: waarde for sleutel, waarde in schema.items() if sleutel != "anyOf"}
    plat = {**ander, **rest, "type": [ander["type"], "null"]}
    if "enum" in plat:
        plat["enum"] = [*plat["enum"], None]
    return plat
