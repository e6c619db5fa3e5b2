"""De API's zonder verbindingen en hun beschrijving: voor elke test van een proces dezelfde."""

from __future__ import annotations

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
