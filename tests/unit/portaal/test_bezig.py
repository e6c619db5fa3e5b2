"""Het scherm over lang werk: een balk zolang het loopt, ook zonder script, en dan de uitkomst."""

from __future__ import annotations

from typing import Any

from jinja2 import ChoiceLoader, DictLoader

from shared.portaal.schermen.werkblad import Werkblad, als_regels
from shared.portaal.weergave import maak_sjablonen, toon

HIER = "/bezig"
BLAD = Werkblad("Lang werk", HIER, "U begon niets dat lang duurt.", "Bekijk wat eruit kwam")
STAND = BLAD.stand
WERK: dict[str, Any] = {
    "titel": "Mensen vernietigen", "stand": "klaar", "gedaan": 12, "totaal": 12,
    "begonnenOp": "2026-11-23T12:00:00Z", "resultaat": "/vernietigingsplannen/x",
    "zin": "Klaar: 12 van 12 personen vernietigd.",
}  # fmt: skip
BEZIG = {**WERK, "stand": "bezig", "gedaan": 3, "resultaat": None, "zin": "3 van 12."}


def _blad(werk: list[dict[str, Any]], *, ververs: bool = True) -> str:
    regels = als_regels(werk, lambda pad: None if pad is None else "/bewaren/plannen/x")
    loopt = sum(een["open"] for een in regels)
    omgeving = maak_sjablonen()
    assert omgeving.loader is not None
    kaal = "{% block kop %}{% endblock %}{% block inhoud %}{% endblock %}"
    omgeving.loader = ChoiceLoader([DictLoader({"blad.html": kaal}), omgeving.loader])
    waarden = {
        "regels": regels, "loopt": loopt, "ververs": bool(loopt) and ververs, "blad": BLAD,
        "rust": f"{HIER}?stil=ja", "nonce": "n",
    }  # fmt: skip
    return toon(omgeving, "bezig.html", waarden)


def test_wat_loopt_staat_bovenaan_met_een_balk_en_ververst_ook_zonder_script() -> None:
    blad = _blad([WERK, BEZIG])
    assert '<progress value="3" max="12" aria-label="Mensen vernietigen' in blad
    assert blad.index("3 van 12.") < blad.index("Klaar: 12")
    assert f'<noscript><meta http-equiv="refresh" content="5;url={STAND}"></noscript>' in blad
    assert f'hx-get="{STAND}"' in blad
    assert '<p class="nl-paragraph nl-paragraph--lead" role="status">Er loopt nog 1' in blad


def test_wie_rust_wil_krijgt_die_en_kijkt_zelf_opnieuw() -> None:
    blad = _blad([BEZIG], ververs=False)
    assert "refresh" not in blad
    assert "hx-get" not in blad
    assert f'<a class="nl-link" href="{HIER}">Kijk opnieuw</a>' in blad


def test_wat_klaar_is_ververst_niet_meer_en_wijst_naar_de_uitkomst() -> None:
    blad = _blad([WERK])
    assert "refresh" not in blad
    assert "<progress" not in blad
    assert 'href="/bewaren/plannen/x">Bekijk wat eruit kwam' in blad
    assert "Alles wat u begon is klaar." in blad
    assert "niets dat lang duurt" in _blad([])


def test_wat_te_lang_duurt_zegt_dat() -> None:
    assert "Duurt te lang" in _blad([{**BEZIG, "stand": "stokt"}])
