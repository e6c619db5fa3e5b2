"""Wat een document van een stap zeggen moet, en wat er nooit in staat (convenant 4.1 en 5.1)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.partij.gemeente.test_aanpak import (
    ADVIES,
    BEVESTIGD,
    DEFINITIE,
    EVALUATIE,
    PLAN,
)
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import groep_in_stap

DOCUMENTEN: dict[str, tuple[int, dict[str, Any]]] = {
    "probleemdefinities": (3, DEFINITIE),
    "adviezen": (4, ADVIES),
    "plannen-van-aanpak": (5, PLAN),
    "evaluaties": (7, EVALUATIE),
}
"""Per document de stap waarin het wordt geschreven, en een verzonnen voorbeeld."""
LEDEN = [(pad, lid) for pad, (_, document) in DOCUMENTEN.items() for lid in document]
MET_NAAM = "Vooral Zorivanio B. doet dit."


def _schrijf(kantoor: Kantoor, pad: str, document: dict[str, Any]) -> tuple[int, Any]:
    antwoord = kantoor.regisseur.vraag(
        "PUT", f"/{pad}/{kantoor.groep}", json={**document, **BEVESTIGD}
    )
    return antwoord.status_code, antwoord.json()


def _paden(antwoord: tuple[int, Any]) -> list[str]:
    status, document = antwoord
    assert status == 400, document
    return [fout["pad"] for fout in document["fouten"]]


@pytest.mark.parametrize("pad", DOCUMENTEN)
def test_wat_er_is_geschreven_staat_er(kantoor: Kantoor, pad: str) -> None:
    stap, document = DOCUMENTEN[pad]
    kantoor.naar_stap(stap, prioritering="ja" if stap > 4 else None)
    assert _schrijf(kantoor, pad, document)[0] == 200
    gelezen = kantoor.regisseur.haal(f"/{pad}/{kantoor.groep}")
    assert (gelezen["inhoud"], gelezen["door"]) == (document, kantoor.regisseur_id)


@pytest.mark.parametrize(("pad", "lid"), LEDEN)
def test_elk_deel_van_een_document_is_verplicht(kantoor: Kantoor, pad: str, lid: str) -> None:
    """Duiding én aanpak (1.17); doelen én monitoring (4.1); elk domein, elke plek."""
    stap, document = DOCUMENTEN[pad]
    kantoor.naar_stap(stap, prioritering="ja" if stap > 4 else None)
    zonder = {naam: waarde for naam, waarde in document.items() if naam != lid}
    assert _paden(_schrijf(kantoor, pad, zonder)) == [f"/{lid}"]
    leeg = {str: "", list: [], dict: {}}.get(type(document[lid]))
    if leeg is not None and lid != "randvoorwaarden":
        (eerste, *_) = _paden(_schrijf(kantoor, pad, {**document, lid: leeg}))
        assert eerste.startswith(f"/{lid}")
    assert kantoor.regisseur.vraag("GET", f"/{pad}/{kantoor.groep}").status_code == 404


@pytest.mark.parametrize(
    ("pad", "lid"),
    [(p, lid) for p, lid in LEDEN if isinstance(DOCUMENTEN[p][1][lid], str)]
    + [("evaluaties", "leerpunten"), ("probleemdefinities", "plekken")],
)
def test_in_geen_tekst_van_een_document_staat_iemand(kantoor: Kantoor, pad: str, lid: str) -> None:
    stap, document = DOCUMENTEN[pad]
    kantoor.naar_stap(stap, prioritering="ja" if stap > 4 else None)
    lijst = isinstance(document[lid], list)
    met_naam = {**document, lid: [MET_NAAM] if lijst else MET_NAAM}
    assert _paden(_schrijf(kantoor, pad, met_naam)) == [f"/{lid}/0" if lijst else f"/{lid}"]
    assert kantoor.regisseur.vraag("GET", f"/{pad}/{kantoor.groep}").status_code == 404


def test_cijfers_over_andere_groepen_zijn_aantallen_en_verder_niets(kantoor: Kantoor) -> None:
    voor = kantoor.regisseur.haal("/groepscijfers")
    groepen = {
        kenmerk: groep_in_stap(kenmerk, stap, **anders)
        for kenmerk, stap, anders in (
            ("0193aaaa-0000-7000-8000-00000000a001", 3, {}),
            ("0193aaaa-0000-7000-8000-00000000a002", 6, {"prioritering": "ja"}),
            ("0193aaaa-0000-7000-8000-00000000a003", 7, {
                "prioritering": "ja", "status": "afgesloten", "eindcriterium": "doelen_gehaald",
            }),
        )
    }  # fmt: skip
    kantoor.wereld.gateway.groepen |= groepen
    try:
        na = kantoor.regisseur.haal("/groepscijfers")
    finally:
        for kenmerk in groepen:
            del kantoor.wereld.gateway.groepen[kenmerk]
    erbij = {
        stap: na["perStap"][stap] - voor["perStap"].get(stap, 0)
        for stap in na["perStap"]
        if na["perStap"][stap] != voor["perStap"].get(stap, 0)
    }
    assert erbij == {"3": 1, "6": 1}
    assert na["afgesloten"] - voor["afgesloten"] == 1
    assert na.keys() == {"perStap", "geprioriteerd", "nietGeprioriteerd", "afgesloten"}
    waarden = [*na["perStap"].values(), *(na[naam] for naam in na if naam != "perStap")]
    assert all(isinstance(waarde, int) for waarde in waarden)
