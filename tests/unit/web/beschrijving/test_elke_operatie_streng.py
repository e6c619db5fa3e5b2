"""Elke operatie van de vier diensten leest streng: elke plek in elke body en elke vraag, per type.

De plekken en hun typen staan in de vier OpenAPI-documenten; geprobeerd wordt het met de lezing die
de route zelf gebruikt. Een nieuwe operatie doet dus vanzelf mee.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from deploy.openapi import apps
from shared.convenant.besluiten.groepsbesluit import OngeldigGroepsbesluit, lees_groepsbesluit
from shared.web.verzoek.vraagnamen import Vraagnamen
from shared.zaak.besluiten.router import VOORBEELD_BESLUIT
from tests.hulp.beschrijving import app, beschrijving

Schema = Mapping[str, Any]
Pad = tuple[str, ...]

VAN_EEN_ANDER = "524e802_061a-4778-8000-00000000000b"
EERSTE_UUR = "0001-01-01T00:00:00+01:00"
SLECHT_IN_JSON: dict[str, tuple[object, ...]] = {
    "boolean": ("no", "true", 0),
    "integer": ("1", True, 1.5),
    "number": ("0.5", True),
    "date": ("09072000", 9072000, "0001-01-01", "2026-02-30"),
    "date-time": ("1795000000", 1795000000, "2026-11-23T12:00:00", EERSTE_UUR),
    "uuid": (VAN_EEN_ANDER, "+1a22268-0000-4000-8000-00000000000b"),
    "regel": ("a\nb", "a\x07b", "\u200b\u00ad"),
    "string": ("a\x07b", "\u200b\u00ad"),
}
SLECHT_IN_TEKST: dict[str, tuple[object, ...]] = SLECHT_IN_JSON | {
    "boolean": ("on", "1", "True"),
    "integer": ("1_0", "+1", "01"),
    "number": ("0x1", "1_0"),
    "date": ("09072000", "0001-01-01"),
    "date-time": ("1795000000", EERSTE_UUR),
}
LEEST_ZELF = {"verstuurBericht", "leverInhoud", "neemBerichtIn", "neemInhoudIn"}
"""Leest de bytes zelf, omdat die zijn ondertekend, met de vormen van het profiel."""
GROEPSBESLUIT = {("ondertekenGroepsbesluit", "besluit"), ("dienGroepsbesluitIn", "besluit")}
"""Blijft zoals het kwam, want het wordt ondertekend; `lees_groepsbesluit` leest het."""


def _soort(schema: Schema) -> str | None:
    type_ = schema.get("type")
    if type_ != "string" or "enum" in schema or "const" in schema:
        return type_ if type_ in ("boolean", "integer", "number") else None
    vorm = schema.get("format")
    if vorm in ("date", "date-time", "uuid"):
        return str(vorm)
    return "regel" if schema.get("maxLength", 1000) <= 254 else "string"


class Wandeling:
    """Loopt een schema af; `omhulsel` maakt van een waarde het geheel waar zij in staat."""

    def __init__(self, document: Schema) -> None:
        self._schemas: Schema = document.get("components", {}).get("schemas", {})

    def plekken(
        self, schema: Schema, omhulsel: Any = lambda w: w, pad: Pad = (), gezien: Pad = ()
    ) -> Iterator[tuple[Pad, str, Any]]:
        verwijzing = schema.get("$ref")
        if verwijzing is not None:
            naam = str(verwijzing).rsplit("/", 1)[-1]
            if naam not in gezien:
                yield from self.plekken(self._schemas[naam], omhulsel, pad, (*gezien, naam))
            return
        takken = [
            tak
            for wijze in ("anyOf", "oneOf", "allOf")
            for tak in schema.get(wijze, ())
            if tak.get("type") != "null"
        ]
        teksten = bool(takken) and all(tak.get("type") == "string" for tak in takken)
        if len(takken) == 1 or "oneOf" in schema or teksten:
            for tak in takken:
                yield from self.plekken(tak, omhulsel, pad, gezien)
            return
        yield from self._eigen(schema, omhulsel, pad, gezien)

    def _eigen(
        self, schema: Schema, omhulsel: Any, pad: Pad, gezien: Pad
    ) -> Iterator[tuple[Pad, str, Any]]:
        soort = _soort(schema)
        if soort is not None:
            yield pad, soort, omhulsel
        eigenschappen: Schema = schema.get("properties", {})
        merk = {n: s["const"] for n, s in eigenschappen.items() if "const" in s}
        for naam, deel in eigenschappen.items():
            yield from self.plekken(
                deel, lambda w, n=naam: omhulsel({**merk, n: w}), (*pad, naam), gezien
            )
        if isinstance(schema.get("items"), dict):
            yield from self.plekken(schema["items"], lambda w: omhulsel([w]), pad, gezien)
        if isinstance(schema.get("additionalProperties"), dict):
            yield from self.plekken(
                schema["additionalProperties"], lambda w: omhulsel({"a": w}), (*pad, "a"), gezien
            )


def _operaties(code: str) -> Iterator[tuple[APIRoute, Schema]]:
    beschreven = {
        operatie["operationId"]: operatie
        for item in beschrijving(code)["paths"].values()
        for methode, operatie in item.items()
        if methode in ("get", "put", "post", "delete", "patch")
    }
    routes = {r.operation_id: r for r in app(code).routes if isinstance(r, APIRoute)}
    for naam, operatie in beschreven.items():
        yield routes[naam], operatie


def _is_op_de_plek(fout: Mapping[str, Any], pad: Pad) -> bool:
    """De plek staat in de fout, met tussen haar delen wat pydantic er zelf bij zet."""
    rest = iter(str(deel) for deel in fout["loc"])
    return all(any(deel == gevonden for gevonden in rest) for deel in pad)


def _doorgelaten(veld: Any, waarde: object, pad: Pad) -> bool:
    _, fouten = veld.validate(waarde, {}, loc=())
    return not any(_is_op_de_plek(fout, pad) for fout in fouten)


def _losse_plekken(code: str) -> Iterator[str]:
    wandeling = Wandeling(beschrijving(code))
    for route, operatie in _operaties(code):
        lagen = list(_lagen(route.dependant))
        bodies = [veld for laag in lagen for veld in laag.body_params]
        velden = [
            veld
            for laag in lagen
            for veld in (*laag.path_params, *laag.query_params, *laag.header_params)
        ]
        yield from _losse_body(wandeling, route, operatie, bodies)
        yield from _losse_vraag(wandeling, route, operatie, velden)


def _lagen(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for onder in dependant.dependencies:
        yield from _lagen(onder)


def _losse_body(
    wandeling: Wandeling, route: APIRoute, operatie: Schema, velden: Sequence[Any]
) -> Iterator[str]:
    body = operatie.get("requestBody", {}).get("content", {}).get("application/json")
    if body is None:
        return
    if not velden:
        if route.operation_id not in LEEST_ZELF:
            yield f"{route.operation_id}: de body wordt niet gelezen met een vorm"
        return
    (veld,) = velden
    for pad, soort, omhulsel in wandeling.plekken(body["schema"]):
        if pad and (route.operation_id, pad[0]) in GROEPSBESLUIT:
            continue
        for waarde in SLECHT_IN_JSON[soort]:
            if _doorgelaten(veld, omhulsel(waarde), pad):
                yield f"{route.operation_id} {'/'.join(pad)}: {waarde!r}"


def _losse_vraag(
    wandeling: Wandeling, route: APIRoute, operatie: Schema, velden: Sequence[Any]
) -> Iterator[str]:
    op_naam = {veld.alias.lower(): veld for veld in velden}
    for parameter in operatie.get("parameters", ()):
        veld = op_naam.get(parameter["name"].lower())
        if veld is None:
            continue
        for _, soort, omhulsel in wandeling.plekken(parameter["schema"]):
            for waarde in SLECHT_IN_TEKST[soort]:
                if _doorgelaten(veld, omhulsel(waarde), ()):
                    yield f"{route.operation_id}?{parameter['name']}: {waarde!r}"


@pytest.mark.parametrize("code", sorted(apps()))
def test_op_geen_enkele_plek_wordt_iets_gelezen_dat_er_niet_staat(code: str) -> None:
    assert list(_losse_plekken(code)) == []


@pytest.mark.parametrize(
    ("lid", "soort"), [("id", "uuid"), ("groep", "uuid"), ("tijdstip", "date-time")]
)
def test_een_groepsbesluit_wordt_even_streng_gelezen(lid: str, soort: str) -> None:
    lees_groepsbesluit(VOORBEELD_BESLUIT)
    for waarde in SLECHT_IN_JSON[soort]:
        with pytest.raises(OngeldigGroepsbesluit) as fout:
            lees_groepsbesluit({**VOORBEELD_BESLUIT, lid: waarde})
        assert [een.pad for een in fout.value.fouten] == [f"/{lid}"]


@pytest.mark.parametrize("code", sorted(apps()))
def test_geen_enkele_operatie_leest_over_een_naam_in_de_vraag_heen(code: str) -> None:
    for route, operatie in _operaties(code):
        namen = Vraagnamen.van(route.dependant)
        assert namen.fouten(b"onbekendenaam=1"), route.operation_id
        for naam in namen.een:
            dubbel = f"{naam}=a&{naam}=b".encode()
            assert namen.fouten(dubbel), f"{route.operation_id} {naam}"
        beschreven = {p["name"] for p in operatie.get("parameters", ()) if p["in"] == "query"}
        assert beschreven == namen.een | namen.meer, route.operation_id
