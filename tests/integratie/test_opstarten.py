"""Wie een proces start dat niet kan draaien, leest in het Nederlands wat er eerst moet gebeuren."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.configuratie import Omgevingspaden, schrijf_configuratie
from deploy.lokaal import lees_lokaal
from deploy.omgeving import vrije_poorten
from deploy.pki import Pki
from gateway.__main__ import main as gateway
from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.cli.hoofd import main as driehoek
from shared.partijdienst.opdracht import main

PROCESSEN: dict[str, Callable[[list[str]], int]] = {
    "gateway": gateway,
    **{een.code: lambda woorden, een=een: main(een, woorden) for een in (GEMEENTE, POLITIE, OM)},
}


@pytest.fixture(scope="module")
def klaar(tmp_path_factory: pytest.TempPathFactory, pki: Pki) -> Path:
    """Keys and configuration of every process; no database yet."""
    map_ = tmp_path_factory.mktemp("opstarten")
    shutil.copytree(pki.map, map_ / "pki")
    schrijf_configuratie(vrije_poorten(lees_lokaal()), Omgevingspaden(map_))
    return map_


def _start(code: str, config: Path, capsys: pytest.CaptureFixture[str], *meer: str) -> str:
    """What the process says as it refuses."""
    assert PROCESSEN[code]([*meer, "--config", str(config)]) == 2
    uit = capsys.readouterr()
    assert uit.out == ""
    assert "Traceback" not in uit.err
    return uit.err.strip()


@pytest.mark.parametrize("code", PROCESSEN)
def test_wie_vergeet_te_migreren_leest_welke_opdracht_eerst_komt(
    code: str, klaar: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = klaar / f"{code}.toml"
    module = code if code == "gateway" else f"services.{code}"
    opdracht = f"python -m {module} migreer --config {config}"
    for werk in ("serveer", "snoei" if code == "gateway" else "onderhoud"):
        zin = _start(code, config, capsys, werk)
        assert "\n" not in zin
        assert zin.endswith(f"nog niet ingericht; draai eerst: {opdracht}")


def test_een_gewijzigde_instelling_blijft_staan_als_alles_nog_eens_wordt_klaargezet(
    tmp_path: Path, klaar: Path
) -> None:
    map_ = tmp_path / "omgeving"
    shutil.copytree(klaar, map_)
    config = map_ / "om.toml"
    eigen = config.read_text(encoding="utf-8") + "\n# van mij\n"
    config.write_text(eigen, encoding="utf-8")
    opnieuw = schrijf_configuratie(vrije_poorten(lees_lokaal()), Omgevingspaden(map_), behoud=True)
    assert config.read_text(encoding="utf-8") == eigen
    assert config.name in opnieuw.afwijkend


@pytest.mark.parametrize("code", PROCESSEN)
def test_controleer_zegt_voor_de_start_dat_alles_klopt(
    code: str, klaar: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert driehoek(["configuratie", "controleer", str(klaar / f"{code}.toml")]) == 0
    assert capsys.readouterr().err == ""


def test_controleer_leest_ook_het_partijenbestand_en_wat_de_partijen_tekenden(
    klaar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tekst = (klaar / "gateway.toml").read_text(encoding="utf-8")
    partijen = (klaar / "partijen.toml").read_text(encoding="utf-8")
    oin = lees_lokaal().onderdeel("om").oin
    fout = partijen.replace('"gemeente"', '"waterschap"').replace(oin, "0" * 20)
    (tmp_path / "partijen.toml").write_text(fout.replace("politie.json", "weg.json"))
    naar = tmp_path / "gateway.toml"
    naar.write_text(tekst.replace(str(klaar / "partijen.toml"), str(tmp_path / "partijen.toml")))
    assert driehoek(["configuratie", "controleer", str(naar)]) == 1
    uit = capsys.readouterr().out
    for zin in (
        "partij waterschap: staat niet in het convenant; kies uit gemeente, om, politie",
        "partij politie, document: is niet te lezen: het bestand bestaat niet",
        "partij om, document: ",
    ):
        assert zin in uit


def test_een_instelling_die_iemand_wijzigde_blijft_staan(klaar: Path, tmp_path: Path) -> None:
    """What `make start` does when there is something already."""
    map_ = tmp_path / "lokaal"
    shutil.copytree(klaar / "pki", map_ / "pki")
    schrijf_configuratie(lees_lokaal(), Omgevingspaden(map_))
    gewijzigd = map_ / "politie.toml"
    gewijzigd.write_text(gewijzigd.read_text().replace("8442", "9442"), encoding="utf-8")
    gemaakt = schrijf_configuratie(lees_lokaal(), Omgevingspaden(map_), behoud=True)
    assert gemaakt.afwijkend == ("politie.toml",)
    assert "9442" in gewijzigd.read_text(encoding="utf-8")


FOUTEN = [
    ('hoofdsleutel = "', 'hoofdsleutel = "/nergens', "kluis.hoofdsleutel", "bestaat niet"),
    ("[oidc]", "[odic]", "odic", "is hier onbekend"),
    ("politie/transport.sleutel.pem", "om/transport.sleutel.pem", "tls.sleutel", "hoort niet bij"),
    ("politie/ondertekening.pem", "politie/getuige.sleutel.pem", "ondertekening.certificaat", ""),
    ("getuige.sleutel.pem", "transport.sleutel.pem", "getuige.sleutel", "een Ed25519-sleutel"),
    ("sqlite:///", "mysql://", "database.url", "gebruik sqlite:///<pad>"),
    ('onderdeel = "politie"', 'onderdeel = "om"', "onderdeel", "dit proces is van 'politie'"),
]


@pytest.mark.parametrize(("was", "wordt", "plaats", "zin"), FOUTEN)
def test_een_verkeerde_instelling_of_sleutel_staat_er_met_haar_plaats(
    was: str,
    wordt: str,
    plaats: str,
    zin: str,
    klaar: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tekst = (klaar / "politie.toml").read_text(encoding="utf-8")
    assert was in tekst
    (tmp_path / "politie.toml").write_text(tekst.replace(was, wordt), encoding="utf-8")
    regels = _start("politie", tmp_path / "politie.toml", capsys).splitlines()
    assert any(f"{plaats}: " in regel and zin in regel for regel in regels), regels


def test_wat_pas_bij_het_openen_blijkt_komt_ook_bij_wie_start(
    klaar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A parties' file with a fault, and a port that is taken: as a process, for uvicorn's sake."""
    tekst = (klaar / "gateway.toml").read_text(encoding="utf-8").replace(str(klaar / "data"), "")
    tekst = tekst.replace("sqlite:///", f"sqlite:///{tmp_path}")
    config, partijen = tmp_path / "gateway.toml", klaar / "partijen.toml"
    config.write_text(tekst, encoding="utf-8")
    assert gateway(["migreer", "--config", str(config)]) == 0
    goed = partijen.read_text(encoding="utf-8")
    partijen.write_text(goed.replace('code = "om"', 'code = "waterschap"'), encoding="utf-8")
    try:
        zin = _proces(config)
        assert "partij waterschap, code: staat niet in het convenant; kies uit" in zin
    finally:
        partijen.write_text(goed, encoding="utf-8")
    poort = int(tekst.partition("poort = ")[2].partition("\n")[0])
    with socket.create_server(("127.0.0.1", poort)):
        zin = _proces(config)
        assert f"poort {poort}, is niet te luisteren (daar luistert al een ander proces): " in zin


def _proces(config: Path) -> str:
    klaar = subprocess.run(
        [sys.executable, "-m", "gateway", "--config", str(config)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert klaar.returncode == 2, klaar
    assert "Traceback" not in klaar.stdout + klaar.stderr
    assert "Exiting" not in klaar.stdout
    return klaar.stderr
