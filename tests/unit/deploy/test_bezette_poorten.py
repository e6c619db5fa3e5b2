"""Is een poort bezet, dan zegt `make start` dat meteen, en welke."""

from __future__ import annotations

import shutil
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from deploy import omgeving
from deploy.configuratie import Omgevingspaden, schrijf_configuratie
from deploy.lokaal import Lokaal, lees_lokaal
from deploy.omgeving import bezette_poorten, vrije_poorten
from deploy.pki import Pki


@pytest.fixture
def lokaal() -> Lokaal:
    return vrije_poorten(lees_lokaal())


def test_op_vrije_poorten_staat_niets_in_de_weg(lokaal: Lokaal) -> None:
    assert bezette_poorten(lokaal) == {}


def test_wat_er_luistert_wordt_genoemd_met_zijn_poort(lokaal: Lokaal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as ander:
        poort = ander.getsockname()[1]
        politie = {deel.code: deel.poort for deel in lokaal.onderdelen} | {"politie": poort}
        assert bezette_poorten(lokaal.op_poorten(politie, lokaal.inlog_poort)) == {"politie": poort}
        assert bezette_poorten(replace(lokaal, inlog_poort=poort)) == {"inlog": poort}


def test_starten_op_een_bezette_poort_begint_nergens_aan(
    lokaal: Lokaal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as ander:
        poort = ander.getsockname()[1]
        bezet = replace(lokaal, inlog_poort=poort)
        monkeypatch.setattr(omgeving, "lees_lokaal", lambda: bezet)
        scherm = Console(record=True, width=400)
        assert omgeving.start(tmp_path / "lokaal", scherm) == 1
    tekst = scherm.export_text()
    assert f"poort {poort} (voor inlog)" in tekst
    assert "deploy/lokaal.toml" in tekst
    assert not (tmp_path / "lokaal").exists()


def test_een_omgeving_die_op_andere_poorten_is_gemaakt_start_niet_en_wacht_niet(
    lokaal: Lokaal, pki: Pki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Zo een die de demo maakte toen de vaste poorten bezet waren."""
    map_ = tmp_path / "omgeving"
    shutil.copytree(pki.map, map_ / "pki")
    schrijf_configuratie(lokaal, Omgevingspaden(map_))
    monkeypatch.setattr(omgeving, "lees_lokaal", lambda: vrije_poorten(lees_lokaal()))
    scherm = Console(record=True, width=600)
    assert omgeving.start(map_, scherm) == 1
    tekst = scherm.export_text()
    (poort,) = (deel.poort for deel in lokaal.onderdelen if deel.code == "politie")
    assert f"politie op {poort}" in tekst
    assert "make demo" in tekst
