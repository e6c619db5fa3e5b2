"""Bewijsbundels ophalen als auditor, lezen, en laten controleren in een eigen proces."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.e2e.wereld import AUDITOR, Wereld

DRIEHOEK = str(Path(sys.executable).with_name("driehoek"))


def alles_tot_nu() -> dict[str, Any]:
    """The question for everything the log holds."""
    straks = datetime.now(UTC) + timedelta(hours=1)
    periode = {"van": "2020-01-01T00:00:00Z", "tot": straks.strftime("%Y-%m-%dT%H:%M:%SZ")}
    return {"periode": periode}


def haal_bundel(wereld: Wereld, vraag: dict[str, Any], pad: Path) -> Path:
    """A bundle as the auditor carries it away."""
    with wereld.klant(AUDITOR, "gateway") as klant:
        pad.write_bytes(klant.bestand("/bewijsbundels", vraag, "application/zip"))
    return pad


def bladen_van(bundel: Path) -> list[dict[str, Any]]:
    """The lines of a bundle, each with the leaf read."""
    with zipfile.ZipFile(bundel) as zip_:
        regels = [json.loads(regel) for regel in zip_.read("bladen.jsonl").splitlines()]
    return [{**regel, "gelezen": json.loads(base64.b64decode(regel["blad"]))} for regel in regels]


def verifieer(bundel: Path, *opties: str) -> subprocess.CompletedProcess[str]:
    """``driehoek bewijs verifieer`` in a process of its own."""
    return subprocess.run(
        [DRIEHOEK, "bewijs", "verifieer", str(bundel), *opties],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
