"""De API's zonder verbindingen en hun beschrijving: voor elke test van een proces dezelfde."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from fastapi import FastAPI

from deploy.openapi import apps, laad_app


@cache
def app(code: str) -> FastAPI:
    """De app van dit onderdeel. Lees er alleen in."""
    return laad_app(apps()[code])


def beschrijving(code: str) -> dict[str, Any]:
    """De OpenAPI-beschrijving van dit onderdeel. Lees er alleen in."""
    return app(code).openapi()


def vrije_keuzes(operatie: Mapping[str, Any]) -> Iterator[str]:
    """De filters in de vraag waarvan de beschrijving zelf niet zegt wat erin mag staan."""
    for een in operatie.get("parameters", ()):
        vorm = een.get("schema", {})
        tekst = "string" in (vorm.get("type") or ()) and not {"enum", "format"} & vorm.keys()
        kenmerk = "[0-9a-f]" in vorm.get("pattern", "")
        if een["in"] == "query" and tekst and not kenmerk and een["name"] not in {"na", "cursor"}:
            yield een["name"]
