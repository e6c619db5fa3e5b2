"""`driehoek toets`: one besluit a line, and an exit code that says what happened."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from shared.cli import toets
from tests.hulp.profiel import gevallen
from tests.unit.convenant.gevallen import deelnemer, politie_aan_gemeente
from tests.unit.convenant.gevallenbouw import met
from tests.unit.convenant.regels.test_convenantbestand import TEKST


def voer_uit(*argumenten: str | Path) -> int:
    parser = argparse.ArgumentParser(prog="driehoek")
    toets.registreer(parser.add_subparsers(required=True))
    args = parser.parse_args(["toets", *map(str, argumenten)])
    uitkomst: int = args.voer_uit(args)
    return uitkomst


@pytest.fixture
def mag(tmp_path: Path) -> Path:
    return schrijf(tmp_path / "mag.json", politie_aan_gemeente())


@pytest.fixture
def mag_niet(tmp_path: Path) -> Path:
    verzoek = met(deelnemer("politie", "om"), {"kop/doel": "D3"})
    return schrijf(tmp_path / "mag-niet.json", {"titel": "geval", "toetsverzoek": verzoek})


@pytest.fixture
def ongeldig(tmp_path: Path) -> Path:
    verzoek = met(politie_aan_gemeente(), {"kop/stap": "drie", "kop/bsn": "x"})
    return schrijf(tmp_path / "ongeldig.json", {"toetsverzoek": verzoek})


def schrijf(pad: Path, inhoud: object) -> Path:
    pad.write_text(json.dumps(inhoud), "utf-8")
    return pad


def besluiten(capsys: pytest.CaptureFixture[str]) -> tuple[list[dict[str, Any]], str]:
    uit, fout = capsys.readouterr()
    return [json.loads(regel) for regel in uit.splitlines()], fout


def test_alles_mag_is_code_nul(mag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert voer_uit(mag, mag) == 0
    uit, fout = besluiten(capsys)
    assert [besluit["besluit"] for besluit in uit] == ["toegestaan", "toegestaan"]
    assert fout == ""


def test_een_weigering_is_code_een_en_de_volgorde_blijft(
    mag: Path, mag_niet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert voer_uit(mag_niet, mag) == 1
    uit, _ = besluiten(capsys)
    assert [besluit["besluit"] for besluit in uit] == ["geweigerd", "toegestaan"]
    assert [reden["poort"] for reden in uit[0]["redenen"]] == [10]


def test_elk_besluit_is_een_compacte_regel(mag: Path, capsys: pytest.CaptureFixture[str]) -> None:
    voer_uit(mag)
    regel = capsys.readouterr().out
    assert regel.count("\n") == 1
    assert '": ' not in regel


def test_ongeldige_invoer_is_code_twee_en_noemt_alle_fouten(
    ongeldig: Path, mag_niet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert voer_uit(mag_niet, ongeldig, mag_niet) == 2
    uit, fout = besluiten(capsys)
    assert len(uit) == 2
    assert f"{ongeldig}: /toetsverzoek/kop/stap: moet een geheel getal zijn" in fout
    assert f"{ongeldig}: /toetsverzoek/kop/bsn: " in fout


def test_een_kaal_verzoek_wijst_zonder_omhulsel(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = schrijf(tmp_path / "kaal.json", met(politie_aan_gemeente(), {"kop/stap": 0}))
    assert voer_uit(pad) == 2
    assert f"{pad}: /kop/stap: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"", "geen geldige JSON"),
        (b"[1, 2", "geen geldige JSON"),
        (b"\xff\xfe{}", "UTF-8"),
        (b'{"kop": {}, "kop": {}}', "kop"),
        (b"[" * 100_000, "genest"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "genest"),
        (b'{"kop": NaN}', "NaN"),
        (b"[]", "moet een object zijn"),
        (b"null", "moet een object zijn"),
        (b'{"toetsverzoek": null}', "moet een object zijn"),
        (b" " * (5 * 1024 * 1024), "groter dan"),
    ],
)
def test_wat_geen_verzoek_is_geeft_een_melding_en_geen_storing(
    inhoud: bytes, melding: str, tmp_path: Path, mag: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = tmp_path / "kapot.json"
    pad.write_bytes(inhoud)
    assert voer_uit(pad, mag) == 2
    uit, fout = besluiten(capsys)
    assert len(uit) == 1
    assert melding in fout
    assert "Traceback" not in fout


def test_een_bestand_dat_er_niet_is_of_een_map_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert voer_uit(tmp_path / "weg.json", tmp_path) == 2
    fout = capsys.readouterr().err
    assert "weg.json: het bestand bestaat niet" in fout
    assert "dit is een map" in fout


def test_uitleg_staat_naast_de_besluiten(
    mag: Path, mag_niet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert voer_uit("--uitleg", mag, mag_niet) == 1
    uit, fout = besluiten(capsys)
    assert len(uit) == 2
    assert "grondslag onderdeel 1: convenant 3.1 en 4.2" in fout
    assert "plicht INFORMEREN" in fout
    assert "poort 10: De politie mag niet verstrekken voor doel D3" in fout
    assert "interpretatie A7" in fout


def test_een_ander_convenant_geeft_een_ander_besluit(
    tmp_path: Path, mag_niet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = tmp_path / "ruimer.toml"
    pad.write_text(TEKST.replace('doelen = ["D1", "D2"]', 'doelen = ["D1", "D2", "D3"]'), "utf-8")
    assert voer_uit("--convenant", pad, mag_niet) == 0
    assert besluiten(capsys)[0][0]["besluit"] == "toegestaan"


def test_met_een_beschadigd_convenant_wordt_niets_beslist(
    tmp_path: Path, mag: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = tmp_path / "stuk.toml"
    pad.write_text(TEKST.replace('doelen = ["D1", "D2"]', 'doelen = ["D8", "D9"]', 1), "utf-8")
    assert voer_uit("--convenant", pad, mag) == 2
    uit, fout = besluiten(capsys)
    assert uit == []
    assert fout.count(f"{pad}: /partijen/politie/doelen: ") == 2
    assert voer_uit("--convenant", tmp_path / "weg.toml", mag) == 2


def test_de_gevallen_van_het_profiel_langs_de_opdrachtregel(
    capsys: pytest.CaptureFixture[str],
) -> None:
    paden = gevallen("gevallen")
    assert voer_uit(*paden) == 1
    uit, _ = besluiten(capsys)
    verwacht = [json.loads(pad.read_text("utf-8"))["verwacht"]["besluit"] for pad in paden]
    assert [besluit["besluit"] for besluit in uit] == verwacht


def test_de_invoerfouten_van_het_profiel_langs_de_opdrachtregel(
    capsys: pytest.CaptureFixture[str],
) -> None:
    paden = gevallen("ongeldig")
    assert voer_uit(*paden) == 2
    uit, fout = besluiten(capsys)
    assert uit == []
    for pad in paden:
        assert f"{pad}: /toetsverzoek/" in fout
