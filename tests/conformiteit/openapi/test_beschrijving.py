"""The descriptions of the four APIs against the NLgov API Design Rules and our own rules.

The official linter runs in ``.ci/run``; this says in a second what it would say, and what it does
not look at: examples, security, and personal data in addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from deploy.openapi import apps
from shared.convenant.besluiten.soorten import SOORTEN
from shared.convenant.regels.laden import standaard_convenant
from shared.web.beschrijving.openapi import Operatie, operaties
from tests.hulp.beschrijving import beschrijving

Document = dict[str, Any]

CAMEL = re.compile(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*")
SEGMENT = re.compile(r"_[a-z]+|[a-z0-9]+(-[a-z0-9]+)*|\{[a-z][A-Za-z0-9]*\}|[a-z0-9-]+\.json")
SEMVER = re.compile(r"\d+\.\d+\.\d+")
DATUMVELD = re.compile(r"datum|.*Datum|.*datum")

OPENBAAR = {
    "/gezondheid",
    "/gezondheid/gereed",
    "/authzen-configuration",
    "/verwerkingsactiviteiten",
    "/verwerkingsactiviteiten/{activiteitId}",
    "/intakesignalen",
    "/convenant/_openbaar",
}
"""What anyone may ask; everything else asks who you are."""

PERSOONLIJK = {"naam", "achternaam", "voornamen", "geboortedatum", "bsn", "adres", "telefoon"}
"""What never stands in an address, because addresses end up in logs of others."""


@pytest.fixture(params=sorted(apps()))
def document(request: pytest.FixtureRequest) -> Document:
    """Each description in turn."""
    return beschrijving(request.param)


def _alle(fouten: Iterator[str]) -> None:
    """Shows every fault at once."""
    gevonden = list(fouten)
    assert not gevonden, "\n".join(gevonden)


def test_de_vindplaats_en_de_maker_staan_erin(document: Document) -> None:
    assert document["openapi"].startswith("3.")
    assert SEMVER.fullmatch(document["info"]["version"])
    assert set(document["info"]["contact"]) >= {"name", "email", "url"}
    assert document["info"]["title"]
    assert document["info"]["description"]
    servers = [s for item in document["paths"].values() for s in item.get("servers", ())]
    assert all(s["url"].startswith("https://") for s in [*document["servers"], *servers])
    assert document["servers"][0]["url"].endswith("/v1")


def test_elke_operatie_heeft_een_eigen_naam_en_een_regel_uitleg(document: Document) -> None:
    namen = [operatie.inhoud["operationId"] for operatie in operaties(document)]
    assert len(set(namen)) == len(namen)
    _alle(naam for naam in namen if not CAMEL.fullmatch(naam))
    _alle(str(op) for op in operaties(document) if not op.inhoud.get("summary"))
    _alle(str(op) for op in operaties(document) if not op.inhoud.get("tags"))


def test_paden_en_vragen_zijn_geschreven_zoals_het_hoort(document: Document) -> None:
    for pad in document["paths"]:
        delen = pad.split("/")[1:]
        assert all(SEGMENT.fullmatch(deel) for deel in delen), pad
    for operatie in operaties(document):
        for parameter in operatie.inhoud.get("parameters", ()):
            if parameter["in"] in ("query", "path"):
                assert CAMEL.fullmatch(parameter["name"]), f"{operatie}: {parameter['name']}"


def test_adressen_bevatten_niets_over_een_persoon(document: Document) -> None:
    _alle(
        f"{operatie}: {parameter['name']}"
        for operatie in operaties(document)
        for parameter in operatie.inhoud.get("parameters", ())
        if parameter["in"] in ("query", "path") and parameter["name"].lower() in PERSOONLIJK
    )


def test_alles_vraagt_wie_u_bent_behalve_wat_openbaar_is(document: Document) -> None:
    open_ = {op.pad for op in operaties(document) if not op.inhoud["security"]}
    assert open_ <= OPENBAAR


def test_nergens_staat_een_422(document: Document) -> None:
    _alle(str(op) for op in operaties(document) if "422" in op.inhoud["responses"])


def _antwoorden(document: Document) -> Iterator[tuple[Operatie, str, Document]]:
    for operatie in operaties(document):
        for status, antwoord in operatie.inhoud["responses"].items():
            verwijzing = antwoord.get("$ref", "").rpartition("/")[2]
            uitgewerkt = document["components"]["responses"][verwijzing] if verwijzing else antwoord
            yield operatie, status, uitgewerkt


def test_elk_antwoord_noemt_de_versiekop(document: Document) -> None:
    _alle(
        f"{operatie} {status}"
        for operatie, status, antwoord in _antwoorden(document)
        if "API-Version" not in antwoord.get("headers", {})
    )


def test_elke_fout_is_een_probleem_met_status_titel_en_detail(document: Document) -> None:
    velden = document["components"]["schemas"]["Probleem"]["properties"]
    assert {"status", "title", "detail", "fouten"} <= set(velden)
    for operatie, status, antwoord in _antwoorden(document):
        if status.startswith(("4", "5")):
            media = antwoord["content"]["application/problem+json"]
            assert media["schema"]["$ref"].endswith("/Probleem"), f"{operatie} {status}"


def test_wie_iets_instuurt_kan_een_400_krijgen(document: Document) -> None:
    _alle(
        str(op)
        for op in operaties(document)
        if ("requestBody" in op.inhoud or op.inhoud.get("parameters"))
        and "400" not in op.inhoud["responses"]
    )


def test_elke_operatie_heeft_een_voorbeeld_van_vraag_en_antwoord(document: Document) -> None:
    def zonder() -> Iterator[str]:
        for operatie in operaties(document):
            vraag = operatie.inhoud.get("requestBody", {}).get("content", {})
            for vorm, media in vraag.items():
                if "example" not in media:
                    yield f"{operatie}: vraag als {vorm}"
            for status, antwoord in operatie.inhoud["responses"].items():
                if status.startswith("2") and status != "204":
                    media = antwoord.get("content", {})
                    if not media or any("example" not in m for m in media.values()):
                        yield f"{operatie}: antwoord {status}"

    _alle(zonder())


def _voorbeelden(document: Document) -> Iterator[tuple[str, str, Any]]:
    """(place, pointer to the schema, example) of every body in the description."""
    for pad, item in document["paths"].items():
        for methode, operatie in item.items():
            if methode == "servers":
                continue
            basis = f"/paths/{_deel(pad)}/{methode}"
            vraag = operatie.get("requestBody", {}).get("content", {})
            for vorm, media in vraag.items():
                plek = f"{basis}/requestBody/content/{_deel(vorm)}/schema"
                yield f"{methode} {pad} vraag", plek, media["example"]
            for status, antwoord in operatie["responses"].items():
                for vorm, media in antwoord.get("content", {}).items():
                    plek = f"{basis}/responses/{status}/content/{_deel(vorm)}/schema"
                    if "schema" in media:
                        yield f"{methode} {pad} {status}", plek, media["example"]


def _deel(tekst: str) -> str:
    gevlucht = tekst.replace("~", "~0").replace("/", "~1")
    return gevlucht.replace("{", "%7B").replace("}", "%7D")


def test_elk_voorbeeld_past_in_zijn_eigen_schema(document: Document) -> None:
    bron = Resource.from_contents(document, default_specification=DRAFT202012)
    register: Registry[Any] = Registry().with_resource("urn:beschrijving", bron)

    def fouten() -> Iterator[str]:
        for plaats, plek, voorbeeld in _voorbeelden(document):
            keurder = Draft202012Validator(
                {"$ref": f"urn:beschrijving#{plek}"},
                registry=register,
                format_checker=FormatChecker(),
            )
            for fout in keurder.iter_errors(voorbeeld):
                yield f"{plaats}: {fout.json_path}: {fout.message}"

    assert any(_voorbeelden(document))
    _alle(fouten())


def _velden(schema: Any) -> Iterator[tuple[str, Document]]:
    if isinstance(schema, list):
        for deel in schema:
            yield from _velden(deel)
    elif isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        for deel in schema.values():
            yield from _velden(deel)


def test_een_datum_is_een_datum(document: Document) -> None:
    _alle(
        f"{naam}: {veld}"
        for naam, veld in _velden(document["components"]["schemas"])
        if DATUMVELD.fullmatch(naam) and "$ref" not in veld and not _heeft_vorm_datum(veld)
    )


def _heeft_vorm_datum(veld: dict[str, Any]) -> bool:
    """Een datum, of een van de vormen is er een: van een geboortedatum kan een deel bekend zijn."""
    return veld.get("format") == "date" or any(map(_heeft_vorm_datum, veld.get("anyOf", ())))


def test_een_tijdstip_noemt_zijn_vorm(document: Document) -> None:
    _alle(
        f"{naam}: {veld}"
        for naam, veld in _velden(document["components"]["schemas"])
        if naam in ("tijdstip", "ontvangen", "verzonden", "aangemaakt")
        and "string" in str(veld.get("type"))
        and veld.get("format") != "date-time"
    )


def test_de_zaak_van_begin_tot_eind_noemt_elke_bewerking_van_een_dienst() -> None:
    """Wie een scherm bouwt, leest docs/zaak.md; wat daar niet in staat, vindt zij niet."""
    zaak = (Path(__file__).parents[3] / "docs" / "zaak.md").read_text(encoding="utf-8")
    delen = {
        deel
        for code in apps()
        if code != "gateway"
        for pad in beschrijving(code)["paths"]
        for deel in pad.split("/")[1:]
        if not deel.startswith("{")
    }
    _alle(deel for deel in sorted(delen) if not re.search(rf"[/`…]{re.escape(deel)}\b", zaak))


def test_wie_er_code_uit_maakt_vindt_namen_en_grenzen_van_de_standaard(document: Document) -> None:
    """Een naam met het pad van een module erin, of `ge`, begrijpt geen generator."""
    schemas = document["components"]["schemas"]
    _alle(naam for naam in schemas if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", naam))
    woorden = {"ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length"}
    _alle(
        f"{pad}: {woord}"
        for pad, schema in _deelschemas(document)
        for woord in sorted(woorden & schema.keys())
    )
    genoemd = set(re.findall(r"#/components/schemas/([^\"]+)", json.dumps(document)))
    assert genoemd <= schemas.keys()


def _deelschemas(deel: Any, pad: str = "") -> Iterator[tuple[str, Document]]:
    if isinstance(deel, list):
        for nummer, een in enumerate(deel):
            yield from _deelschemas(een, f"{pad}/{nummer}")
    elif isinstance(deel, dict):
        if "type" in deel:
            yield pad, deel
        for naam, een in deel.items():
            if naam not in ("example", "examples"):
                yield from _deelschemas(een, f"{pad}/{naam}")


def test_een_groepsbesluit_zegt_per_soort_wat_erin_staat() -> None:
    """De beschrijving volgt uit de vormen die de toetsing leest, met de codes van het convenant."""
    voorstel = beschrijving("gemeente")["components"]["schemas"]["Voorstelvraag"]["properties"]
    keuzes = voorstel["gegevens"]["anyOf"]
    te_nemen = {soort: model for soort, model in SOORTEN.items() if soort != "openen"}
    assert voorstel["soort"]["enum"] == list(te_nemen), "een groep openen vraagt geen gegevens"
    velden = [set(keuze["properties"]) for keuze in keuzes]
    rijen = standaard_convenant().groepsbesluiten
    assert velden == [
        {
            veld.alias or naam
            for naam, veld in model.model_fields.items()
            if naam != "stukken" or rijen[soort].stukken
        }
        for soort, model in te_nemen.items()
    ]
    (driehoek,) = (k["properties"] for k in keuzes if "randvoorwaarden" in k["properties"])
    assert "maandelijks-overleg" in driehoek["randvoorwaarden"]["items"]["enum"]
    onder = driehoek["stukken"]["items"]["properties"]["soort"]["enum"]
    assert onder == ["probleemdefinitie", "advies", "driehoeklijst"]
