"""Een rapport voor het dossier: wat er is besloten, waarom, en hoe men dat zelf nagaat."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pikepdf
import pytest

from shared.cli.hoofd import main
from shared.convenant.regels.laden import standaard_convenant
from tests.hulp.pdftekst import tekst_van
from tests.hulp.toegankelijk import ontoegankelijk
from tests.unit.bewijsbundel.proefbundel import Proefbundel, herschrijf, wijzig_regels, wortels
from tests.unit.logboek.hulp import getuigesleutel, logsleutel

REGELS = standaard_convenant()
Uitvoer = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rapport")


@pytest.fixture(scope="module")
def bundel(map_: Path) -> Path:
    return Proefbundel().schrijf(map_ / "bewijs.zip")


@pytest.fixture(scope="module")
def pdf(map_: Path, bundel: Path) -> pikepdf.Pdf:
    wortelbestand = map_ / "wortels.pem"
    wortelbestand.write_bytes(wortels())
    opties = [
        "--log-sleutel", logsleutel().vkey, "--vertrouwen", str(wortelbestand),
        "--getuige", f"politie={getuigesleutel().vkey}", "--uit", str(map_ / "rapport.pdf"),
    ]  # fmt: skip
    assert main(["bewijs", "rapport", str(bundel), *opties]) == 0
    return pikepdf.open(map_ / "rapport.pdf")


def test_het_rapport_zegt_in_woorden_waarom_iets_is_tegengehouden(pdf: pikepdf.Pdf) -> None:
    tekst = tekst_van(pdf)
    reden = REGELS.redenen["LEEFTIJD_LID"]
    assert "In onderdeel 1 is de leeftijdsklasse" in tekst
    assert f"artikel van het convenant: {reden.convenant}" in tekst
    assert REGELS.interpretaties[reden.interpretatie or ""].rstrip(".") in tekst
    assert "Doel: criminaliteit en overlast aanpakken en terugdringen (D1)" in tekst
    assert "(analist bij de politie)" in tekst
    assert "Hoe het afliep: de ontvanger was niet bereikbaar" in tekst
    assert "Hoe het afliep: aangenomen door de ontvanger" in tekst


def test_het_rapport_zegt_wat_het_omvat_en_tegen_welke_stand(
    pdf: pikepdf.Pdf, bundel: Path
) -> None:
    tekst = tekst_van(pdf)
    sha = hashlib.sha256(bundel.read_bytes()).hexdigest()
    assert sha in tekst.replace(" ", "")
    assert "De bundel is in orde. 8 bladen gelezen" in tekst
    assert "8 bladen, van blad 0 tot en met blad 7" in tekst
    assert "Besluiten over berichten, tegengehouden door de toetsing: 1" in tekst
    assert "log.example/proef" in tekst
    assert "Mede ondertekend door de politie" in tekst
    assert "Laatste getuige tekende" in tekst
    assert "De bundel dekt: " in tekst
    assert "De bundel toont niet: " in tekst
    assert "(alleen volgens de bundel)" in tekst


def test_het_rapport_wijst_wie_weet_om_wie_het_gaat_en_hoe_men_zelf_controleert(
    pdf: pikepdf.Pdf,
) -> None:
    tekst = tekst_van(pdf)
    assert "bekend bij de politie, de burgemeester" in tekst
    assert "GET /v1/groepen/{groepId}/leden" in tekst
    assert "driehoek bewijs verifieer bewijs.zip --log-sleutel" in tekst
    assert "de bundel zelf is het bewijs en gaat voor" in tekst


def test_de_bundel_zelf_zit_in_het_rapport(pdf: pikepdf.Pdf, bundel: Path) -> None:
    (bijlage,) = pdf.attachments.values()
    assert bijlage.get_file().read_bytes() == bundel.read_bytes()
    assert bijlage.filename == "bewijs.zip"
    assert "als bijlage bewijs.zip" in tekst_van(pdf)


def test_een_schermlezer_kan_het_rapport_lezen(pdf: pikepdf.Pdf) -> None:
    assert ontoegankelijk(pdf) == []


def test_van_een_bundel_die_niet_klopt_zegt_het_rapport_wat_er_mis_is(
    tmp_path: Path, capsys: Uitvoer
) -> None:
    pad = Proefbundel().schrijf(tmp_path / "b.zip")
    herschrijf(pad, {"bladen.jsonl": wijzig_regels(lambda regels: regels.pop(3))})
    uit = tmp_path / "r.pdf"
    assert main(["bewijs", "rapport", str(pad), "--uit", str(uit)]) == 1
    assert "blad-ontbreekt" in capsys.readouterr().out
    tekst = tekst_van(pikepdf.open(uit))
    assert "De bundel is niet in orde" in tekst
    assert "Dit blad ontbreekt in de bundel" in tekst


def test_een_plek_waar_niets_mag_staan_geeft_twee(bundel: Path, capsys: Uitvoer) -> None:
    assert main(["bewijs", "rapport", str(bundel), "--uit", str(bundel.parent)]) == 2
    assert "map" in capsys.readouterr().out
