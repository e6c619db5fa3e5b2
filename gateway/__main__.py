"""`python -m gateway [serveer|migreer|herindexeer] --config PAD`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from gateway.app import maak_app
from gateway.kern import MIGRATIES, TABELLEN
from gateway.modellen import Basis
from gateway.zoeken.register import Zoekregister
from shared.logboek.fouten import LogboekFout
from shared.opslag.engine import maak_engine
from shared.opslag.fouten import DatabankFout
from shared.opslag.migratie import migreer
from shared.web.instellingen import OngeldigeInstellingen, laad_instellingen
from shared.web.server import serveer

OPDRACHTEN = ("serveer", "migreer", "herindexeer")


def main(argumenten: Sequence[str] | None = None) -> int:
    """Run the gateway or bring its database up to date; 2 when it may not start."""
    lezer = argparse.ArgumentParser(prog="python -m gateway", description="De gateway.")
    lezer.add_argument("opdracht", nargs="?", choices=OPDRACHTEN, default="serveer")
    lezer.add_argument("--config", type=Path, required=True, help="pad van het configuratiebestand")
    gekozen = lezer.parse_args(argumenten)
    try:
        instellingen = laad_instellingen(gekozen.config).vereis(*TABELLEN)
        if gekozen.opdracht == "migreer":
            migreer(instellingen.database.url, MIGRATIES, Basis.metadata)
        elif gekozen.opdracht == "herindexeer":
            _herindexeer(instellingen.database.url)
        else:
            serveer(maak_app(instellingen), instellingen)
    except (OngeldigeInstellingen, DatabankFout, LogboekFout) as fout:
        print(fout, file=sys.stderr)  # noqa: T201 - dit leest wie het proces start
        return 2
    return 0


def _herindexeer(url: str) -> None:
    """Make the search register again from the leaves."""
    engine = maak_engine(url)
    try:
        aantal = Zoekregister().herbouw(engine)
    finally:
        engine.dispose()
    print(f"Het zoekregister is opnieuw gemaakt uit {aantal} bladen.")  # noqa: T201 - idem


if __name__ == "__main__":
    raise SystemExit(main())
