"""De sleutelbron in een bestand weigert alles wat een beheerder beter eerst herstelt."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from shared.kluis.bestand import BestandsSleutelbron
from shared.kluis.fouten import OngeldigeSleutelbron, TijdperkOnbekend, ZegelGebroken
from shared.kluis.zegel import nieuwe_sleutel
from tests.integratie.kluis.opstelling import Opstelling


@pytest.fixture
def pad(tmp_path: Path) -> Path:
    return tmp_path / "bron.json"


def test_een_nieuwe_sleutelbron_is_alleen_van_de_eigenaar(pad: Path) -> None:
    BestandsSleutelbron.maak(pad)
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600


@pytest.mark.parametrize("rechten", [0o640, 0o604, 0o660, 0o644, 0o601])
def test_ruimere_rechten_worden_geweigerd(pad: Path, rechten: int) -> None:
    BestandsSleutelbron.maak(pad)
    pad.chmod(rechten)
    with pytest.raises(OngeldigeSleutelbron, match="chmod 600"):
        BestandsSleutelbron(pad)


def test_rechten_die_later_ruimer_worden_ook(pad: Path) -> None:
    bron = BestandsSleutelbron.maak(pad)
    pad.chmod(0o644)
    with pytest.raises(OngeldigeSleutelbron):
        bron.maak_tijdperk("t1")


def test_productie_weigert_een_sleutelbron_voor_tests(pad: Path) -> None:
    BestandsSleutelbron.maak(pad, test=True)
    BestandsSleutelbron(pad, test_toegestaan=True)
    with pytest.raises(OngeldigeSleutelbron, match="tests"):
        BestandsSleutelbron(pad)


def test_een_merkteken_dat_niet_uitdrukkelijk_nee_is_geldt_als_test(pad: Path) -> None:
    BestandsSleutelbron.maak(pad)
    inhoud = json.loads(pad.read_text())
    pad.write_text(json.dumps({**inhoud, "test": 0}))
    with pytest.raises(OngeldigeSleutelbron, match="tests"):
        BestandsSleutelbron(pad)


def test_een_bestaande_sleutelbron_wordt_nooit_overschreven(pad: Path) -> None:
    BestandsSleutelbron.maak(pad)
    voor = pad.read_bytes()
    with pytest.raises(OngeldigeSleutelbron, match="bestaat al"):
        BestandsSleutelbron.maak(pad)
    assert pad.read_bytes() == voor


def test_een_ontbrekende_sleutelbron_wordt_niet_vanzelf_gemaakt(pad: Path) -> None:
    with pytest.raises(OngeldigeSleutelbron, match="geen sleutelbron"):
        BestandsSleutelbron(pad)
    assert not pad.exists()


def test_een_link_of_tweede_naam_wordt_geweigerd(pad: Path, tmp_path: Path) -> None:
    BestandsSleutelbron.maak(pad)
    zacht = tmp_path / "zacht.json"
    zacht.symlink_to(pad)
    with pytest.raises(Exception, match="niet te gebruiken"):
        BestandsSleutelbron(zacht)
    os.link(pad, tmp_path / "hard.json")
    with pytest.raises(OngeldigeSleutelbron, match="tweede naam"):
        BestandsSleutelbron(pad)


@pytest.mark.parametrize(
    "inhoud",
    [
        "",
        "[]",
        "geen json",
        "{}",
        '{"soort": "iets anders", "versie": 1}',
        '{"soort": "driehoek-sleutelbron", "versie": 2, "test": false}',
        '{"soort": "driehoek-sleutelbron", "versie": 1, "test": false, "hoofdsleutel": "AAAA",'
        ' "tijdperken": {}}',
        '{"soort": "driehoek-sleutelbron", "versie": 1, "test": false, "hoofdsleutel": 7,'
        ' "tijdperken": {}}',
    ],
)
def test_een_onleesbaar_bestand_is_een_duidelijke_fout(pad: Path, inhoud: str) -> None:
    pad.write_text(inhoud)
    pad.chmod(0o600)
    with pytest.raises(OngeldigeSleutelbron, match="geen sleutelbron van versie 1"):
        BestandsSleutelbron(pad)


def test_een_tijdperk_wikkelt_en_ontwikkelt_ook_na_een_herstart(pad: Path) -> None:
    sleutel = nieuwe_sleutel()
    bron = BestandsSleutelbron.maak(pad)
    bron.maak_tijdperk("t1")
    gewikkeld = bron.wikkel("t1", sleutel)
    opnieuw = BestandsSleutelbron(pad)
    opnieuw.maak_tijdperk("t1")
    assert opnieuw.tijdperken() == {"t1"}
    assert opnieuw.ontwikkel("t1", gewikkeld) == sleutel


def test_een_vernietigd_tijdperk_komt_niet_terug(pad: Path) -> None:
    bron = BestandsSleutelbron.maak(pad)
    bron.maak_tijdperk("t1")
    bron.maak_tijdperk("t2")
    gewikkeld = bron.wikkel("t1", nieuwe_sleutel())
    geheim = json.loads(pad.read_text())["tijdperken"]["t1"]
    with pad.open("rb") as oud_bestand:
        bron.vernietig_tijdperk("t1")
        # Ook achter een nog open greep op het oude bestand staat niets meer.
        assert geheim.encode() not in oud_bestand.read()
    bron.vernietig_tijdperk("t1")
    assert bron.tijdperken() == {"t2"}
    with pytest.raises(TijdperkOnbekend):
        bron.ontwikkel("t1", gewikkeld)
    bron.maak_tijdperk("t1")
    with pytest.raises(ZegelGebroken):
        bron.ontwikkel("t1", gewikkeld)


def test_een_nieuw_tijdperk_vernieuwt_ook_de_hoofdsleutel(opstelling: Opstelling) -> None:
    kluis, pad = opstelling.kluis, opstelling.pad
    sleutel = kluis.maak_sleutel()
    verzegeld = kluis.verzegel(sleutel, b"verzonnen", b"proef/1")
    toen = json.loads(pad.read_text())
    kluis.ververs()
    nu = json.loads(pad.read_text())
    assert kluis.open(sleutel, verzegeld, b"proef/1") == b"verzonnen"
    for deel in ("tijdperken", "hoofdsleutels"):
        assert len(nu[deel]) == 1
        assert not set(toen[deel].values()) & set(nu[deel].values())
    assert nu["hoofdsleutel"] != toen["hoofdsleutel"]


def test_een_sleutelbron_met_een_hoofdsleutel_voor_alles_blijft_werken(
    opstelling: Opstelling,
) -> None:
    pad = opstelling.pad
    waarden = json.loads(pad.read_text())
    del waarden["hoofdsleutels"]
    waarden["tijdperken"]["oud"] = waarden["hoofdsleutel"]
    pad.write_text(json.dumps(waarden))
    bron = BestandsSleutelbron(pad, test_toegestaan=True)
    gewikkeld = bron.wikkel("oud", bytes(32))
    bron.maak_tijdperk("nieuw")
    assert bron.ontwikkel("oud", gewikkeld) == bytes(32)
    bron.vernietig_tijdperk("oud")
    assert json.loads(pad.read_text())["hoofdsleutel"] != waarden["hoofdsleutel"]
