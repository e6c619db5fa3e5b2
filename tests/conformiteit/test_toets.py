"""`driehoek toets` op de uitgewerkte gevallen van het profiel, en op wat geen geval is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.hulp.profiel import gevallen, lees

DRIEHOEK = (str(Path(sys.executable).with_name("driehoek")),)
GEVALLEN = gevallen("gevallen")
ONGELDIG = gevallen("ongeldig")


def _toets(*bestanden: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DRIEHOEK, "toets", *map(str, bestanden)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _geval(pad: Path) -> dict[str, Any]:
    gelezen: dict[str, Any] = json.loads(pad.read_text(encoding="utf-8"))
    return gelezen


def _eis_zoals_verwacht(geval: dict[str, Any], besluit: dict[str, Any]) -> None:
    verwacht = geval["verwacht"]
    gesloten = {reden["poort"] for reden in besluit["redenen"]}
    assert besluit["besluit"] == verwacht["besluit"], geval["titel"]
    assert set(verwacht["poorten"]) <= gesloten, geval["titel"]
    assert gesloten <= {*verwacht["poorten"], *verwacht.get("mag", [])}, geval["titel"]
    jsonschema.validate(besluit, lees("besluit.schema.json"))


def test_alle_gevallen_in_een_keer_zoals_het_profiel_ze_uitlegt() -> None:
    assert GEVALLEN
    klaar = _toets(*GEVALLEN)
    regels = klaar.stdout.splitlines()
    assert len(regels) == len(GEVALLEN), klaar.stderr
    for pad, regel in zip(GEVALLEN, regels, strict=True):
        _eis_zoals_verwacht(_geval(pad), json.loads(regel))
    assert klaar.returncode == 1, "er zitten weigeringen tussen"


def test_kaal_en_verpakt_geven_hetzelfde(tmp_path: Path) -> None:
    kaal = []
    for pad in GEVALLEN:
        bestand = tmp_path / pad.name
        bestand.write_text(json.dumps(_geval(pad)["toetsverzoek"]), encoding="utf-8")
        kaal.append(bestand)
    assert _toets(*kaal).stdout == _toets(*GEVALLEN).stdout


@pytest.mark.parametrize(("besluit", "code"), [("toegestaan", 0), ("geweigerd", 1)])
def test_uitkomst_staat_in_de_code(besluit: str, code: int) -> None:
    passend = [pad for pad in GEVALLEN if _geval(pad)["verwacht"]["besluit"] == besluit]
    klaar = _toets(*passend)
    assert klaar.returncode == code, klaar.stderr
    assert klaar.stderr == ""


def test_een_invoerfout_wordt_niet_beslist_en_noemt_bestand_plaats_en_fout() -> None:
    """Een code die het convenant niet kent, of een lid dat hier niet hoort."""
    klaar = _toets(*ONGELDIG)
    assert (klaar.returncode, klaar.stdout) == (2, "")
    for pad in ONGELDIG:
        regels = [regel for regel in klaar.stderr.splitlines() if pad.name in regel]
        assert regels, pad.name
        assert any("/kop/" in regel for regel in regels), regels


def test_een_invoerfout_herhaalt_niet_wat_er_stond() -> None:
    (pad,) = [een for een in ONGELDIG if een.stem == "woorden-als-motivering"]
    motivering = _geval(pad)["toetsverzoek"]["kop"]["afweging"]["motivering"]
    assert motivering not in _toets(pad).stderr


def test_naast_een_invoerfout_wordt_wat_wel_klopt_gewoon_beslist() -> None:
    klaar = _toets(ONGELDIG[0], GEVALLEN[0])
    assert klaar.returncode == 2
    _eis_zoals_verwacht(_geval(GEVALLEN[0]), json.loads(klaar.stdout))


def test_wat_geen_toetsverzoek_is_geeft_code_2_en_noemt_het_bestand(tmp_path: Path) -> None:
    """In één keer, want elk bestand krijgt zijn eigen regels; van geen enkel komt een besluit."""
    teksten = {
        "leeg": "",
        "geen-json": "{",
        "lijst": "[]",
        "leeg-object": "{}",
        "dubbele-naam": '{"kop": 1, "kop": 2}',
        "nan": '{"kop": NaN}',
        "diep": "[" * 5000 + "]" * 5000,
        "verpakt-niets": '{"toetsverzoek": null}',
    }
    bestanden = [tmp_path / f"{naam}.json" for naam in teksten]
    for bestand, tekst in zip(bestanden, teksten.values(), strict=True):
        bestand.write_text(tekst, encoding="utf-8")
    klaar = _toets(*bestanden)
    assert klaar.returncode == 2
    assert klaar.stdout == ""
    for bestand in bestanden:
        assert bestand.name in klaar.stderr
    assert "Traceback" not in klaar.stderr


def test_elke_fout_in_een_bestand_wordt_met_zijn_plaats_genoemd(tmp_path: Path) -> None:
    verzoek = _geval(GEVALLEN[0])["toetsverzoek"]
    verzoek["kop"]["soort"] = "vriendendienst"
    verzoek["kop"]["onderdelen"][0]["naam"] = "Ravi Verzinsel"
    del verzoek["toestand"]["nu"]
    bestand = tmp_path / "kapot.json"
    bestand.write_text(json.dumps(verzoek), encoding="utf-8")
    klaar = _toets(bestand)
    assert klaar.returncode == 2
    for pad in ("/kop/soort", "/kop/onderdelen/0/naam", "/toestand/nu"):
        assert pad in klaar.stderr


def test_een_kapot_bestand_houdt_de_andere_niet_op(tmp_path: Path) -> None:
    kapot = tmp_path / "kapot.json"
    kapot.write_text("{", encoding="utf-8")
    klaar = _toets(GEVALLEN[0], kapot, tmp_path / "bestaat-niet.json", GEVALLEN[1])
    assert klaar.returncode == 2
    regels = klaar.stdout.splitlines()
    assert len(regels) == 2
    for pad, regel in zip(GEVALLEN[:2], regels, strict=True):
        _eis_zoals_verwacht(_geval(pad), json.loads(regel))


def test_zonder_bestand_legt_de_opdracht_uit_wat_zij_wil() -> None:
    klaar = _toets()
    assert klaar.returncode == 2
    assert "gebruik:" in klaar.stderr
