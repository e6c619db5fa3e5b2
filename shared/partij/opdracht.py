"""The command of a party: `python -m services.<partij> [serveer|migreer] --config PAD`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from shared.bericht.fouten import BerichtFout
from shared.kluis.fouten import KluisFout
from shared.kluis.modellen import MIGRATIES as KLUISMIGRATIES
from shared.opslag.fouten import DatabankFout
from shared.opslag.migratie import migreer
from shared.partij.app import maak_app
from shared.partij.opstarten import TABELLEN
from shared.partij.partij import Partij
from shared.web.instellingen import (
    Instellingen,
    OngeldigeInstellingen,
    laad_instellingen,
)
from shared.web.meldingen import Invoerfout
from shared.web.server import serveer

MIGRATIES = tuple(
    Path(__file__).parent / pad for pad in ("migraties", "overleg/migraties", "lijsten/migraties")
)
"""The tables every party has; a subject with tables of its own has its own branch of revisions."""


def main(partij: Partij, argumenten: Sequence[str] | None = None) -> int:
    """Run the party's service or bring its databases up to date; 2 when it may not start."""
    lezer = argparse.ArgumentParser(
        prog=f"python -m services.{partij.code}", description=partij.titel
    )
    lezer.add_argument("opdracht", nargs="?", choices=("serveer", "migreer"), default="serveer")
    lezer.add_argument("--config", type=Path, required=True, help="pad van het configuratiebestand")
    gekozen = lezer.parse_args(argumenten)
    try:
        instellingen = laad_instellingen(gekozen.config).vereis(*TABELLEN)
        _eis_zelfde_partij(partij, instellingen)
        if gekozen.opdracht == "migreer":
            migreer_partij(partij, instellingen)
        else:
            serveer(maak_app(partij, instellingen), instellingen)
    except (OngeldigeInstellingen, DatabankFout, KluisFout, BerichtFout) as fout:
        print(fout, file=sys.stderr)  # noqa: T201 - dit leest wie het proces start
        return 2
    return 0


def migreer_partij(partij: Partij, instellingen: Instellingen) -> None:
    """The party's own database and its kluis, each at its newest revision."""
    migreer(instellingen.database.url, [*MIGRATIES, *partij.migraties])
    if instellingen.kluis is not None:
        migreer(instellingen.kluis.url, [KLUISMIGRATIES])


def _eis_zelfde_partij(partij: Partij, instellingen: Instellingen) -> None:
    """A service on another party's settings would open the wrong file under the wrong keys."""
    if instellingen.onderdeel != partij.code:
        zin = f"is '{instellingen.onderdeel}', maar dit proces is van '{partij.code}'"
        raise OngeldigeInstellingen("deze configuratie", (Invoerfout("onderdeel", zin),))
