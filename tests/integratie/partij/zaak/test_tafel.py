"""Wie er wanneer aan tafel zit: de agenda, en wie er op de dag zelf nog bij komt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shared.bericht.tijd import utc_tekst
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.tafel import Tafel


@pytest.fixture
def tafel(gedeelde_driehoek: Wereld) -> Tafel:
    return Tafel.richt_in(gedeelde_driehoek)


def _op_dag(tafel: Tafel, dagen: int, **anders: Any) -> str:
    begin = tafel.wereld.klok() + timedelta(days=dagen)
    return tafel.plan(begin=utc_tekst(begin), einde=utc_tekst(begin + timedelta(hours=1)), **anders)


def _agenda(tafel: Tafel, klant: Klant, van: int, tot: int, groep: str = "") -> list[Any]:
    """Wat er van deze groep (en met `groep` alleen van die) op deze dagen staat."""
    vandaag = tafel.wereld.klok().date()
    dagen = [(vandaag + timedelta(days=dag)).isoformat() for dag in (van, tot)]
    pad = f"/overleggen?van={dagen[0]}&tot={dagen[1]}{groep and f'&groep={groep}'}"
    gevonden = klant.haal(pad)["overleggen"]
    return [een for een in gevonden if tafel.groep in een["groepen"]]


def test_de_agenda_zegt_wanneer_waar_en_wie_naar_functie(tafel: Tafel) -> None:
    reeks = nieuw_id()
    tafel.zet_reeks(reeks)
    morgen = _op_dag(tafel, 1, reeksen=[reeks])
    later = _op_dag(tafel, 20)
    assert [een["id"] for een in _agenda(tafel, tafel.regisseur, 0, 30)] == [later, morgen]
    (een,) = _agenda(tafel, tafel.regisseur, 0, 7, tafel.groep)
    assert (een["id"], een["reeksen"], een["locatie"]) == (morgen, [reeks], "gemeente")
    assert [(wie["partij"], wie["functie"]) for wie in een["aanTafel"]] == [
        ("politie", "analist"), ("gemeente", "regisseur"), ("om", "parketsecretaris"),
    ]  # fmt: skip
    # Een naam alleen van de eigen collega; de reeks alleen bij wie haar plant.
    assert [wie["naam"] is None for wie in een["aanTafel"]] == [True, False, True]
    (bij_politie,) = _agenda(tafel, tafel.analist, 0, 7)
    assert (bij_politie["id"], bij_politie["reeksen"]) == (morgen, [])
    assert [wie["naam"] is None for wie in bij_politie["aanTafel"]] == [False, True, True]


def test_een_agenda_zegt_niets_over_wat_niet_van_mij_is(tafel: Tafel) -> None:
    """Een collega die niet plant ziet zijn eigen overleggen, het OM niets zonder onderzoek."""
    wijkagent, wie = tafel.collega("politie", "wijkagent")
    reeks = nieuw_id()
    tafel.zet_reeks(reeks, samenstelling=["regisseur", "analist", "wijkagent"])
    met = _op_dag(tafel, 1, reeksen=[reeks], deelnemers=[*tafel.iedereen[:2], wie])
    zonder = _op_dag(tafel, 2)
    assert [een["id"] for een in _agenda(tafel, wijkagent, 0, 7)] == [met]
    assert [een["id"] for een in _agenda(tafel, tafel.secretaris, 0, 7)] == [zonder]
    tafel.onderzoek()
    assert _agenda(tafel, tafel.secretaris, 0, 7) == []
    ander = Driehoek.richt_in(tafel.wereld)
    buiten, _ = tafel.collega("politie", "analist", alleGroepen=False, groepen=[ander.groep])
    assert _agenda(tafel, buiten, 0, 7) == []
    pad = f"/overleggen?groep={tafel.groep}"
    assert buiten.vraag("GET", pad).status_code == 403


@pytest.mark.parametrize(
    ("vraag", "pad"),
    [
        ("", "/groep"),
        ("?van=2026-11-01", "/tot"),
        ("?tot=2026-11-01", "/van"),
        ("?van=2026-11-02&tot=2026-11-01", "/tot"),
        ("?van=2026-01-01&tot=2027-01-02", "/tot"),
    ],
)
def test_een_agenda_die_niet_kan_zegt_waarom(tafel: Tafel, vraag: str, pad: str) -> None:
    antwoord = tafel.regisseur.vraag("GET", f"/overleggen{vraag}")
    assert antwoord.status_code == 400, antwoord.text
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [pad]
