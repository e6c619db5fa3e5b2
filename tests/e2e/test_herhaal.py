"""Elk besluit van een hele zaak opnieuw genomen: uit een bundel, en rechtstreeks bij de gateway."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from shared.convenant.regels.laden import standaard_convenant
from tests.e2e.bewijs import DRIEHOEK, haal_bundel, verifieer
from tests.e2e.kantoor import AUDITOR
from tests.e2e.verloop import Verloop

# Artikel 8-gegevens over een lid, zonder stap 3: dat raakt één verstrekking in deze zaak.
REGEL = """[[gegevenssoorten.WPG8.regels]]
van = ["politie"]
categorieen = [1]
stappen = [3, 5, 6]"""


@pytest.fixture
def ander_convenant(tmp_path: Path) -> Path:
    bron = standaard_convenant().bron.decode()
    assert bron.count(REGEL) == 1
    pad = tmp_path / "anders.toml"
    pad.write_text(bron.replace(REGEL, REGEL.replace("[3, 5, 6]", "[5, 6]")), encoding="utf-8")
    return pad


def _herhaal(*opdracht: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [DRIEHOEK, "bewijs", "herhaal", *map(str, opdracht)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_een_zaak_opnieuw_en_met_een_andere_regel(
    verloop: Verloop, tmp_path: Path, ander_convenant: Path
) -> None:
    bundel = haal_bundel(verloop.wereld, {"groep": verloop.zaak.id}, tmp_path / "bewijs.zip")
    klaar = _herhaal(bundel)
    assert klaar.returncode == 0, klaar.stdout
    assert "HETZELFDE" in klaar.stdout
    anders = _herhaal(bundel, "--convenant", ander_convenant, "--json")
    assert anders.returncode == 1, anders.stdout + anders.stderr
    geraakt = {json.loads(regel)["bericht"] for regel in anders.stdout.splitlines()}
    # Wat andere tests in deze groep probeerden, kan ook geraakt zijn.
    van_de_zaak = {stand["id"] for stand in verloop.berichten.values()}
    assert geraakt & van_de_zaak == {verloop.berichten["politiegegeven"]["id"]}


def test_een_periode_rechtstreeks_bij_de_gateway(
    verloop: Verloop, tmp_path: Path, ander_convenant: Path
) -> None:
    """Met een token en het wortelcertificaat; de bundels zelf blijven te controleren."""
    wereld = verloop.wereld
    token, bewaard = tmp_path / "token", tmp_path / "bundels"
    token.write_text(wereld.token(AUDITOR) + "\n", encoding="utf-8")
    bron = ("--gateway", f"{wereld.omgeving.lokaal.gateway.url}/v1", "--token-bestand", token,
            "--ca", wereld.omgeving.pki.vertrouwen)  # fmt: skip
    klaar = _herhaal(*bron, "--bewaar", bewaard)
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
    assert "HETZELFDE" in klaar.stdout
    assert "besluiten" in klaar.stderr
    for bundel in bewaard.iterdir():
        assert (
            verifieer(bundel, "--vertrouwen", str(wereld.omgeving.pki.vertrouwen)).returncode == 0
        )
    anders = _herhaal(*bron, "--convenant", ander_convenant, "--json")
    geraakt = {json.loads(regel)["bericht"] for regel in anders.stdout.splitlines()}
    assert verloop.berichten["politiegegeven"]["id"] in geraakt
    niets = _herhaal(*bron, "--tot", "2020-01-01")
    assert "0 besluiten opnieuw genomen" in niets.stdout
