"""Wat een dienst aanneemt betekent wat er staat: door de hele dienst, met echte medewerkers."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.integratie.diensten.opstelling import Klant, Opstelling

PERSOON: dict[str, Any] = {"naam": "Sterrin van Verzonnenstein", "geboortedatum": "2010-02-03"}


def _fouten(klant: Klant, methode: str, pad: str, **opties: Any) -> dict[str, str]:
    antwoord = klant.vraag(methode, pad, **opties)
    assert antwoord.status_code == 400, antwoord.text
    return {fout["pad"]: fout["melding"] for fout in antwoord.json()["fouten"]}


@pytest.mark.parametrize("datum", ["09072000", 9072000, "0", 0, "2010-02-03T00:00:00Z", True])
def test_een_getal_is_geen_geboortedatum(politie: Opstelling, datum: object) -> None:
    analist = politie.medewerker("analist")
    fouten = _fouten(analist, "POST", "/personen", json=PERSOON | {"geboortedatum": datum})
    assert fouten == {
        "/geboortedatum": "moet een datum zijn (jjjj-mm-dd), met 00 voor een onbekende dag of maand"
    }
    zoek = {"naam": PERSOON["naam"], "geboortedatum": datum}
    assert "/geboortedatum" in _fouten(analist, "POST", "/personen/_zoek", json=zoek)
    assert analist.haal("/personen")["personen"] == []


def test_een_kenmerk_in_een_andere_spelling_is_niemand(politie: Opstelling) -> None:
    """Python leest in `524e802_061a…` het kenmerk van een ander; dat is het niet."""
    analist = politie.medewerker("analist")
    kenmerk = analist.maak("/personen", PERSOON)["id"]
    vormen = ["{" + kenmerk + "}", kenmerk.replace("-", ""), f"urn:uuid:{kenmerk}"]
    vormen += ["+" + kenmerk[1:], kenmerk[:3] + "_" + kenmerk[4:]]
    for vorm in vormen:
        if vorm[0] == "+" or "_" in vorm:
            assert uuid.UUID(vorm), "Python zelf neemt het aan"
        assert _fouten(analist, "GET", f"/personen/{vorm}") == {
            "pad:persoonId": "moet een UUID zijn"
        }
    assert analist.vraag("GET", f"/personen/{kenmerk.upper()}").json()["id"] == kenmerk


def test_een_tikfout_in_een_vraag_geeft_niet_alles(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    fouten = _fouten(analist, "GET", "/personen?pagina_grootte=1")
    assert fouten == {"query:pagina_grootte": "is hier onbekend; bedoelt u 'paginagrootte'?"}
    twee = _fouten(analist, "GET", "/personen?paginagrootte=1&paginagrootte=2")
    assert twee == {"query:paginagrootte": "mag maar één keer voorkomen"}
    for getal in ("1_0", "%2B1", "01", "1.0", ""):
        assert list(_fouten(analist, "GET", f"/personen?paginagrootte={getal}")) == [
            "query:paginagrootte"
        ]


def test_wat_te_lezen_is_kent_head_en_wie_het_heeft_krijgt_het_niet_nog_eens(
    politie: Opstelling,
) -> None:
    analist = politie.medewerker("analist")
    pad = f"/personen/{analist.maak('/personen', PERSOON)['id']}"
    gelezen = analist.vraag("GET", pad)
    kop = analist.vraag("HEAD", pad)
    assert (kop.status_code, kop.content) == (200, b"")
    assert kop.headers["ETag"] == gelezen.headers["ETag"]
    gehad = analist.vraag("GET", pad, headers={"If-None-Match": "W/" + gelezen.headers["ETag"]})
    assert (gehad.status_code, gehad.content) == (304, b"")
