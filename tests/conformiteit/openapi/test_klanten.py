"""De beschrijvingen zoals wie een client laat maken ze nodig heeft.

De clients zelf worden in ``.ci/run klanten`` gemaakt, vertaald en beproefd; hier staat wat een
maker zonder een woord overslaat.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from deploy.openapi import apps
from shared.convenant.regels.laden import standaard_convenant
from shared.web.beschrijving.openapi import operaties
from tests.hulp.beschrijving import beschrijving

Document = dict[str, Any]


@pytest.fixture(params=sorted(apps()))
def document(request: pytest.FixtureRequest) -> Document:
    """Each description in turn."""
    return beschrijving(request.param)


def _alle(fouten: Iterator[str]) -> None:
    """Shows every fault at once."""
    gevonden = list(fouten)
    assert not gevonden, "\n".join(gevonden)


WOORDEN = {
    "$ref", "additionalProperties", "allOf", "anyOf", "const", "default", "description",
    "discriminator", "enum", "example", "examples", "exclusiveMaximum", "exclusiveMinimum",
    "format", "items", "maxItems", "maxLength", "maxProperties", "maximum", "minItems",
    "minLength", "minProperties", "minimum", "multipleOf", "not", "oneOf", "pattern",
    "patternProperties", "prefixItems", "properties", "propertyNames", "readOnly", "required",
    "title", "type", "uniqueItems", "writeOnly",
}  # fmt: skip
"""What JSON Schema 2020-12 and OpenAPI 3.1 know; another word is read by nobody."""
MET_SCHEMAS = {"properties", "patternProperties"}
MET_WAARDEN = {"const", "default", "enum", "example", "examples", "required"}


def _schemas(deel: Any) -> Iterator[Document]:
    """Every schema of a description, whole."""
    if isinstance(deel, dict):
        for naam, inhoud in deel.items():
            if naam == "schema":
                yield inhoud
            elif naam == "schemas":
                yield from inhoud.values()
            elif naam not in ("example", "examples"):
                yield from _schemas(inhoud)
    elif isinstance(deel, list):
        for een in deel:
            yield from _schemas(een)


def _woorden(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for een in schema:
            yield from _woorden(een)
    elif isinstance(schema, dict):
        yield from schema
        for naam, inhoud in schema.items():
            if naam in MET_SCHEMAS:
                for een in inhoud.values():
                    yield from _woorden(een)
            elif naam not in MET_WAARDEN:
                yield from _woorden(inhoud)


def test_een_schema_gebruikt_alleen_woorden_die_een_ander_kent(document: Document) -> None:
    gebruikt = {woord for schema in _schemas(document) for woord in _woorden(schema)}
    assert {"type", "properties", "minimum"} <= gebruikt
    assert gebruikt <= WOORDEN, sorted(gebruikt - WOORDEN)


def test_wie_iets_verstuurt_leest_dat_het_nog_onderweg_kan_zijn(document: Document) -> None:
    """Een antwoord dat er niet bij staat, kent een gemaakte client niet."""
    verstuurt = [
        operatie
        for operatie in operaties(document)
        if operatie.methode == "post"
        and "/VerzendingUit" in str(operatie.inhoud["responses"].get("201", ""))
    ]
    _alle(str(een) for een in verstuurt if "202" not in een.inhoud["responses"])
    assert verstuurt or "gateway" in document["servers"][0]["url"]


ZONDER_BLADEREN = {
    "/aanstellingen": "De auditors, en wie het was.",
    "/besluitconcepten": "Wat nu op een handtekening wacht: per groep en soort hoogstens een.",
    "/besluitvoorstellen": "Wat nu op een handtekening wacht: per groep en soort hoogstens een.",
    "/bewaartermijnen": "Staat in het convenantbestand.",
    "/eigen-soorten": "Staat in het convenantbestand.",
    "/geheimhoudingsverklaringen": "Een per partij.",
    "/groepen": "Elke groep van de taak, met hoeveel er lopen: een partij heeft er tientallen.",
    "/incidentvoorstellen": "Wat is gezegd zonder dat het mocht en nog niet is gemeld.",
    "/indelingen": "Staat in het convenantbestand.",
    "/lokrecords": "Wat een privacyfunctionaris zelf uitzette.",
    "/onderzoeken": "Wat binnenkort afloopt.",
    "/overleggen": "Van een groep, of van hoogstens een jaar.",
    "/partijdocumenten": "Wat van elke partij geldt of wacht.",
    "/selectielijst": "Een per eigen soort.",
    "/verwerkingsactiviteiten": "Staat in het register.",
    "/voorkeuren": "Hoogstens twintig per medewerker.",
    "/werkzaamheden": "Wat iemand zelf begon, de laatste vijftig.",
    "/wjsg-zonder-termijn": "De oudste honderd; wie er een afhandelt ziet de volgende.",
}
"""Lijsten van het hele kantoor die in een keer komen, met wat hen klein houdt."""


def test_een_lijst_van_het_hele_kantoor_komt_per_bladzijde() -> None:
    zonder = set()
    for code in set(apps()) - {"gateway"}:
        document = beschrijving(code)
        for pad, wegen in document["paths"].items():
            if "get" not in wegen or "{" in pad:
                continue
            vragen = {een.get("name") for een in wegen["get"].get("parameters", ())}
            if not vragen & {"na", "cursor"} and _lijsten(document, wegen["get"]):
                zonder.add(pad)
    assert zonder - _VAN_EEN_DING == ZONDER_BLADEREN.keys()


_VAN_EEN_DING = {"/autorisaties/mij", "/bewaarkalender", "/getuige", "/keuzelijsten", "/meldingen"}


def _lijsten(document: Document, operatie: Document) -> bool:
    inhoud = operatie["responses"]["200"].get("content", {}).get("application/json", {})
    verwijzing = inhoud.get("schema", {}).get("$ref", "")
    velden = document["components"]["schemas"].get(verwijzing.rpartition("/")[2], {})
    return any(een.get("type") == "array" for een in velden.get("properties", {}).values())


def test_de_eerste_keer_vastleggen_staat_er_als_201() -> None:
    paden = beschrijving("gemeente")["paths"]
    antwoorden = paden["/personen/{persoonId}/informatiestatus"]["put"]["responses"]
    assert {"200", "201"} <= set(antwoorden)


@pytest.mark.parametrize("code", sorted(set(apps()) - {"gateway"}))
def test_een_voorbeeld_is_van_de_partij_zelf(code: str) -> None:
    """De gemeente geeft niets op een grond van de politie, en niemand krijgt iets van zichzelf."""
    regels = standaard_convenant()
    paden = beschrijving(code)["paths"]
    opdracht = paden["/verstrekkingen"]["post"]["requestBody"]["content"]["application/json"]
    (deel,) = opdracht["example"]["onderdelen"]
    gronden = regels.grondslagregels[code, opdracht["example"]["ontvanger"], deel["gegevenssoort"]]
    assert deel["grondslag"] in gronden

    lijst = paden["/ontvangen-gegevens"]["get"]["responses"]["200"]["content"]["application/json"]
    (gegeven,) = lijst["example"]["ontvangenGegevens"]
    assert (
        gegeven["grondslag"]
        in (regels.grondslagregels[gegeven["bron"], code, gegeven["gegevenssoort"]])
    )
    assert gegeven["regime"] == regels.partijen[gegeven["bron"]].regime


def test_in_geen_voorbeeld_is_een_plek_leeg_gebleven(document: Document) -> None:
    tekst = json.dumps(document)
    assert '"example"' in tekst
    assert not re.findall(
        r'"<(?:afzender|ontvanger|grondslag|convenant|wet|interpretatie|gever\w*)>"', tekst
    )
