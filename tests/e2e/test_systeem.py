"""Het voorbeeld uit docs/integratie.md, zoals een integrator het overneemt, tegen de diensten."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from tests.e2e.kantoor import REGISSEUR
from tests.e2e.wereld import Wereld

DOCUMENT = Path(__file__).parents[2] / "docs" / "integratie.md"


def voorbeelden(kop: str) -> str:
    """Alle bash onder een kop, als één programma."""
    deel = DOCUMENT.read_text(encoding="utf-8").split(f"### {kop}\n")[1].split("\n##")[0]
    return "\n".join(re.findall(r"```bash\n(.*?)```", deel, re.S))


def op(wereld: Wereld, programma: str) -> str:
    """Hetzelfde programma, met de map en de poorten van deze omgeving."""
    lokaal = wereld.omgeving.lokaal
    for naam, waarde in (
        ("map", wereld.omgeving.paden.map),
        ("inlog", lokaal.inlog_url),
        ("dienst", f"{lokaal.onderdeel('gemeente').url}/v1"),
    ):
        programma, aantal = re.subn(rf"(?m)^{naam}=.*$", f"{naam}={waarde}", programma)
        assert aantal == 1
    return programma


def test_een_systeem_haalt_zijn_token_en_leest_zoals_de_uitleg_zegt(wereld: Wereld) -> None:
    sleutel = {"systeem": "zaaksysteem", "sleutel": "Z-2026-00042"}
    persoon = wereld.als(REGISSEUR).stuur(
        "/personen", {"naam": "Wolkje Verzonnenstein", "externeSleutels": [sleutel]}
    )
    programma = op(wereld, voorbeelden("Lezen met een eigen token"))
    programma += "\necho\n" + voorbeelden("Uw eigen nummer bij een persoon")
    klaar = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", programma],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert klaar.returncode == 0, klaar.stderr
    eigen, gevonden = (json.loads(regel) for regel in klaar.stdout.splitlines())
    assert eigen["sub"] == "zaaksysteem.gemeente.example"
    assert eigen["ontbreekt"] == []
    assert "ontvangen.lezen" in eigen["rechten"]
    assert gevonden == {"persoonId": persoon["id"]}
