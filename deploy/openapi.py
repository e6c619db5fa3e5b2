"""Write the API description of every deployable: ``build/openapi/<naam>.json``.

    python -m deploy.openapi

Each app is loaded by its import name and offers ``maak_app_zonder_verbindingen()``: the whole app,
without a database, a key or a socket. The same list of names is what the API tests run over.
"""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from pathlib import Path

from fastapi import FastAPI

from deploy.lokaal import lees_lokaal
from shared.web.beschrijving.openapi import als_bytes

MAP = Path("build/openapi")


def apps() -> dict[str, str]:
    """Import name of the app module per deployable."""
    return {deel.code: f"{deel.module}.app" for deel in lees_lokaal().onderdelen}


def laad_app(module: str) -> FastAPI:
    """The app of one module, without connections."""
    app = import_module(module).maak_app_zonder_verbindingen()
    if not isinstance(app, FastAPI):
        raise TypeError(f"{module}.maak_app_zonder_verbindingen geeft geen FastAPI-app")
    return app


def main() -> int:
    """Write all descriptions and say where they are."""
    # FastAPI meldt dat het e-mailadressen niet keurt; het onze is een vaste tekst.
    logging.getLogger("fastapi").setLevel(logging.ERROR)
    MAP.mkdir(parents=True, exist_ok=True)
    for code, module in apps().items():
        document = laad_app(module).openapi()
        doel = MAP / f"{code}.json"
        doel.write_bytes(als_bytes(document))
        print(f"{doel}: {len(document['paths'])} paden")
    return 0


if __name__ == "__main__":
    sys.exit(main())
