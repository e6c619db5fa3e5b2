"""Een filter met een naam: van wie het maakte, zonder mensen erin, en weg als hij weg is."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from shared.partijdienst.onderhoud import draai_onderhoud
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import Kantoor

FILTER: dict[str, Any] = {
    "scherm": "werklijst",
    "naam": "Te laat bij mij",
    "keuzes": {"urgentie": "te_laat", "van": "mij"},
}


def _bewaar(klant: Klant, id_: str, status: int = 200, **anders: Any) -> Any:
    antwoord = klant.vraag("PUT", f"/voorkeuren/{id_}", json={**FILTER, **anders})
    assert antwoord.status_code == status, antwoord.text
    return antwoord.json()


def _namen(klant: Klant) -> list[str]:
    return [een["naam"] for een in klant.haal("/voorkeuren")["voorkeuren"]]


@pytest.fixture
def schoon(kantoor: Kantoor) -> Kantoor:
    for een in kantoor.regisseur.haal("/voorkeuren")["voorkeuren"]:
        kantoor.regisseur.vraag("DELETE", f"/voorkeuren/{een['id']}")
    return kantoor


def test_een_filter_is_van_wie_het_bewaarde_en_nog_eens_is_hetzelfde(schoon: Kantoor) -> None:
    id_ = nieuw_id()
    for _ in range(2):
        bewaard = _bewaar(schoon.regisseur, id_)
    assert schoon.regisseur.haal("/voorkeuren")["voorkeuren"] == [bewaard]
    assert {naam: bewaard[naam] for naam in FILTER} == FILTER
    _bewaar(schoon.regisseur, id_, naam="Anders genoemd")
    assert _namen(schoon.regisseur) == ["Anders genoemd"]
    assert _namen(schoon.burgemeester) == []
    schoon.burgemeester.vraag("DELETE", f"/voorkeuren/{id_}")
    assert _namen(schoon.regisseur) == ["Anders genoemd"]
    for _ in range(2):
        weg = schoon.regisseur.vraag("DELETE", f"/voorkeuren/{id_}")
        assert weg.status_code == 204, weg.text
    assert _namen(schoon.regisseur) == []


def test_bij_twintig_houdt_het_op_en_een_naam_is_er_een_keer(schoon: Kantoor) -> None:
    kenmerken = [nieuw_id() for _ in range(20)]
    for nummer, id_ in enumerate(kenmerken):
        _bewaar(schoon.regisseur, id_, naam=f"Filter {nummer}")
    assert "20 filters" in json.dumps(_bewaar(schoon.regisseur, nieuw_id(), 409))
    _bewaar(schoon.regisseur, kenmerken[0], naam="Filter 0, maar anders")
    assert "deze naam" in json.dumps(_bewaar(schoon.regisseur, kenmerken[1], 409, naam="Filter 2"))
    assert len(_namen(schoon.regisseur)) == 20


@pytest.mark.parametrize(
    ("anders", "zegt"),
    [
        ({"naam": "Jan de Vries"}, "/naam"),
        ({"naam": "Nummer 111222333"}, "/naam"),
        ({"naam": "  "}, "/naam"),
        ({"keuzes": {"tekst": "Jan is te laat"}}, "/keuzes"),
        ({"scherm": "Werklijst Noord"}, "/scherm"),
        ({"onbekend": 1}, "onbekend"),
    ],
    ids=["een naam", "een nummer", "geen naam", "vrije tekst", "geen scherm", "een lid te veel"],
)
def test_wat_niet_kan_wordt_gezegd_en_niet_bewaard(
    schoon: Kantoor, anders: dict[str, Any], zegt: str
) -> None:
    fout = _bewaar(schoon.regisseur, nieuw_id(), 400, **anders)
    assert zegt in json.dumps(fout["fouten"])
    assert "111222333" not in json.dumps(fout)
    assert _namen(schoon.regisseur) == []


def test_wie_hier_niet_meer_werkt_heeft_geen_filters_meer(schoon: Kantoor) -> None:
    sub = f"weg.{nieuw_id()}@gemeente.example"
    weg, _ = schoon.gemeente.medewerker("regisseur", sub, geldigTot="2026-11-24")
    _bewaar(weg, nieuw_id())
    _bewaar(schoon.regisseur, nieuw_id())
    assert _geruimd(schoon) == 0
    schoon.wereld.klok.nu += timedelta(days=2)
    assert _geruimd(schoon) == 1
    assert _namen(schoon.regisseur) == [FILTER["naam"]]


def _geruimd(kantoor: Kantoor) -> int:
    gedaan = kantoor.wereld.doe(draai_onderhoud(kantoor.gemeente.geheel, timedelta(minutes=15)))
    return gedaan["voorkeuren"]
