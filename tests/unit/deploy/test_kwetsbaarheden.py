"""The look-up of known vulnerabilities may never reassure without having looked."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from deploy.kwetsbaarheden import (
    NIET_GEVRAAGD,
    OngeldigeLijst,
    lees_aanvaard,
    lees_bevinding,
    oordeel,
)

VANDAAG = date(2026, 11, 23)
SCHOON = {"name": "proefpakket", "version": "1.0", "vulns": []}
LEK = {
    "name": "lekpakket",
    "version": "2.0",
    "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["2.1"], "aliases": []}],
}
ONBEKEND = {"name": "vreemd", "skip_reason": "Dependency not found"}


def _oordeel(*pakketten: object) -> tuple[int, str]:
    uitvoer = json.dumps({"dependencies": pakketten, "fixes": []})
    return oordeel(lees_bevinding(uitvoer))


def test_schone_pakketten_zijn_goed() -> None:
    assert _oordeel(SCHOON, SCHOON) == (
        0,
        "2 pakketten gecontroleerd; geen bekende kwetsbaarheden.",
    )


def test_een_bekende_kwetsbaarheid_faalt_met_naam_en_herstel() -> None:
    code, tekst = _oordeel(SCHOON, LEK)
    assert code == 1
    assert "lekpakket 2.0: PYSEC-2026-1 (2.1)" in tekst


def test_een_pakket_dat_de_dienst_niet_kent_is_niet_goedgekeurd() -> None:
    code, tekst = _oordeel(SCHOON, ONBEKEND)
    assert code == 1
    assert "vreemd" in tekst


@pytest.mark.parametrize("uitvoer", ["", "Traceback", json.dumps({"dependencies": [ONBEKEND]})])
def test_een_dienst_die_niets_wist_is_geen_goedkeuring(uitvoer: str) -> None:
    code, tekst = oordeel(lees_bevinding(uitvoer))
    assert code == NIET_GEVRAAGD
    assert "NIET gecontroleerd" in tekst


def _lijst(map_: Path, tekst: str) -> Path:
    pad = map_ / "lijst.toml"
    pad.write_text(tekst, encoding="utf-8")
    return pad


def test_een_aanvaarding_geldt_tot_en_met_haar_laatste_dag(tmp_path: Path) -> None:
    regel = '[[aanvaard]]\nid = "PYSEC-2026-1"\nreden = "raakt ons niet"\ntot = 2026-11-23\n'
    (rij,) = lees_aanvaard(_lijst(tmp_path, regel), VANDAAG)
    assert rij.id == "PYSEC-2026-1"
    with pytest.raises(OngeldigeLijst, match="liep tot 2026-11-23"):
        lees_aanvaard(_lijst(tmp_path, regel), date(2026, 11, 24))


@pytest.mark.parametrize("regel", ['reden = " "\ntot = 2027-01-01', "tot = 2027-01-01", ""])
def test_een_aanvaarding_zonder_reden_of_einde_telt_niet(tmp_path: Path, regel: str) -> None:
    with pytest.raises(OngeldigeLijst, match="PYSEC-2026-1"):
        lees_aanvaard(_lijst(tmp_path, f'[[aanvaard]]\nid = "PYSEC-2026-1"\n{regel}\n'), VANDAAG)


def test_onze_eigen_lijst_klopt() -> None:
    import deploy.kwetsbaarheden as module

    lees_aanvaard(module.AANVAARD, date.today())  # noqa: DTZ011 — de dag van deze machine
