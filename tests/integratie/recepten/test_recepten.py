"""De recepten van docs/recepten.md kloppen: hun diff is alles, en daarna werkt het.

In een kopie van het product komt er bij wat het recept zegt, en een bericht ermee gaat van de ene
dienst langs de gateway in het bestand van de andere: ook van en naar een partij die er niet was.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hulp.recept import kopie_met, recept

# Het recept, hoeveel bestanden van het product het hoogstens raakt, en wat er daarna langs gaat:
# een bericht per regel, met afzender, ontvanger, soort bericht, soort gegeven, en waar dat in het
# eigen bestand staat.
RECEPTEN = [
    ("Een soort gegeven", 0, 4, "gemeente politie verstrekking B_BEZOEK bezoekgegevens"),
    ("Een soort gegeven", 1, 4, "om gemeente verstrekking BEVEL bevelen"),
    ("Een soort gegeven", 2, 1, "gemeente politie verstrekking MAILADRES -"),
    ("Een soort bericht", 0, 1, "gemeente politie spoedbericht NAW -"),
    (
        "Een partij",
        0,
        12,
        "corporatie gemeente verstrekking C_WOONOVERLAST woonoverlastgegevens\n"
        "gemeente corporatie verstrekking NAW -",
    ),
]
# Wat geen verstrekking wordt; `beproeving.py` heeft er een eigen proef voor.
ANDERE = [("Een stuk bij een stap", 0, 1, "een stuk"), ("Iets op de werklijst", 0, 2, "werk")]


@pytest.mark.parametrize(("onder", "nummer", "hoogstens", "langs"), [*RECEPTEN, *ANDERE])
def test_een_recept_raakt_weinig_bestanden(
    onder: str, nummer: int, hoogstens: int, langs: str
) -> None:
    geraakt = {een.pad for een in recept(onder, nummer) if een.product}
    assert 0 < len(geraakt) <= hoogstens, (langs, sorted(geraakt))


def test_een_partij_erbij_raakt_buiten_haar_map_geen_code() -> None:
    elders = [
        een.pad
        for een in recept("Een partij")
        if not een.pad.startswith("services/corporatie/") and not een.pad.endswith(".toml")
    ]
    assert elders == []


def test_met_de_recepten_en_niets_meer_gaat_het_de_hele_weg(tmp_path: Path) -> None:
    wijzigingen = [
        een for onder, nummer, *_ in [*RECEPTEN, *ANDERE] for een in recept(onder, nummer)
    ]
    kopie = kopie_met(wijzigingen, tmp_path / "kopie")
    langs = "\n".join(een for *_, een in RECEPTEN)
    opdracht = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    gedraaid = subprocess.run(
        [*opdracht, "tests/integratie/recepten/beproeving.py"],
        cwd=kopie, env={**os.environ, "RECEPT": langs, "PYTHONPATH": str(kopie)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert gedraaid.returncode == 0, gedraaid.stdout[-6000:] + gedraaid.stderr[-2000:]
    assert f"{len(langs.splitlines()) + len(ANDERE)} passed" in gedraaid.stdout
