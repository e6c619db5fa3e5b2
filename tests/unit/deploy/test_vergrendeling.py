"""Wie het product draait installeert wat ook getest is, en niets wat alleen bij testen nodig is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[3]


def _pakketten(slot: str) -> dict[str, str]:
    """By package its version with all hashes."""
    tekst = (WORTEL / "requirements" / slot).read_text(encoding="utf-8")
    rijen = re.split(r"^(?=[a-z0-9])", tekst, flags=re.MULTILINE)
    return {re.split(r"[=\[ ]", rij)[0]: rij for rij in rijen if rij.strip()}


def _gevraagd(rijen: list[str]) -> set[str]:
    return {re.split(r"[\[>=; ]", rij)[0] for rij in rijen}


def test_productie_is_een_deel_van_wat_getest_is_met_dezelfde_hashes() -> None:
    alles, productie = _pakketten("alles.lock"), _pakketten("productie.lock")
    assert productie.items() <= alles.items()
    assert all("--hash=sha256:" in rij and "://" not in rij for rij in alles.values())


def test_productie_heeft_alles_wat_het_product_vraagt_en_niets_om_te_testen() -> None:
    project = tomllib.loads((WORTEL / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = {naam: _gevraagd(rijen) for naam, rijen in project["optional-dependencies"].items()}
    productie = _pakketten("productie.lock").keys()
    assert _gevraagd(project["dependencies"]) | extra["bouw"] <= productie
    assert not (extra["ontwikkel"] - extra["bouw"]) & productie
