"""Wat is vastgesteld gaat naar de andere partijen, en een volgende versie komt in de plaats."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.gemeente.test_aanpak import (
    ADVIES,
    BEVESTIGD,
    DEFINITIE,
    EVALUATIE,
    PLAN,
)
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import bij, lees, nieuwe_dag, trek_in


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    return nieuwe_dag(gedeelde_driehoek)


def _stel_vast(driehoek: Driehoek, pad: str, inhoud: dict[str, Any]) -> None:
    regisseur, adres = driehoek.kantoor.regisseur, f"/{pad}/{driehoek.groep}"
    nu = regisseur.vraag("GET", adres)
    koppen = {"If-Match": nu.headers["etag"]} if nu.status_code == 200 else {}
    geschreven = regisseur.vraag("PUT", adres, json={**BEVESTIGD, **inhoud}, headers=koppen)
    assert geschreven.status_code == 200, geschreven.text
    for doel in inhoud.get("doelen", []) if koppen == {} else []:
        regisseur.maak(
            f"/groepen/{driehoek.groep}/acties",
            {
                "doel": doel["code"], "omschrijving": "Toezicht.", "partij": "gemeente",
                "eigenaar": driehoek.kantoor.regisseur_id, "uiterlijk": "2027-02-01", **BEVESTIGD,
            },
        )  # fmt: skip
    vast = regisseur.vraag(
        "POST", f"{adres}/_vaststellen", headers={"If-Match": geschreven.headers["etag"]}
    )
    assert vast.status_code == 200, vast.text


def _deel(driehoek: Driehoek, pad: str, status: int = 201) -> httpx.Response:
    antwoord = driehoek.kantoor.regisseur.vraag("POST", f"/{pad}/{driehoek.groep}/_deel")
    assert antwoord.status_code == status, antwoord.text
    return antwoord


def _werk(driehoek: Driehoek) -> list[str]:
    lijst = driehoek.kantoor.regisseur.haal(f"/werklijst?groep={driehoek.groep}")["werk"]
    return [een["soort"] for een in lijst if een["soort"].startswith("document-")]


@pytest.mark.parametrize(
    ("pad", "stuk", "inhoud", "stap"),
    [
        ("probleemdefinities", "probleemdefinitie", DEFINITIE, 3),
        ("adviezen", "advies", ADVIES, 4),
        ("plannen-van-aanpak", "plan-van-aanpak", PLAN, 5),
    ],
)
def test_wat_is_vastgesteld_komt_bij_elke_partij_precies_zo_aan(
    driehoek: Driehoek, pad: str, stuk: str, inhoud: dict[str, Any], stap: int
) -> None:
    driehoek.kantoor.naar_stap(stap, prioritering="ja" if stap > 4 else None)
    _stel_vast(driehoek, pad, inhoud)
    assert _werk(driehoek) == ["document-geven"]
    gegeven = _deel(driehoek, pad).json()
    assert {een["partij"]: een["status"] for een in gegeven["ontvangers"]} == {
        "politie": "afgeleverd",
        "om": "afgeleverd",
    }
    for code in ("politie", "om"):
        (gekregen,) = bij(driehoek, code, f"&stuk={stuk}")
        assert lees(driehoek, code, gekregen["id"])["gegevens"] == inhoud
    assert _werk(driehoek) == []


def test_een_later_plan_komt_overal_in_de_plaats_en_het_eerdere_blijft_te_lezen(
    driehoek: Driehoek,
) -> None:
    driehoek.kantoor.naar_stap(5, prioritering="ja")
    pad = f"/plannen-van-aanpak/{driehoek.groep}"
    _stel_vast(driehoek, "plannen-van-aanpak", PLAN)
    nu = driehoek.kantoor.regisseur.haal(pad)
    assert (nu["gegeven"], nu["doelenZonderActie"]) == (False, [])
    een = _deel(driehoek, "plannen-van-aanpak").json()
    assert driehoek.kantoor.regisseur.haal(pad)["gegeven"]
    # Dezelfde versie nog eens geven geeft niets nieuws.
    assert _deel(driehoek, "plannen-van-aanpak").json()["id"] == een["id"]
    anders = {**PLAN, "aanpak": "Meer toezicht, en vaker op vrijdag."}
    _stel_vast(driehoek, "plannen-van-aanpak", anders)
    assert _werk(driehoek) == ["document-geven"]
    twee = _deel(driehoek, "plannen-van-aanpak").json()
    assert (twee["versie"], twee["onderwerp"]) == (2, een["onderwerp"])
    for code in ("gemeente", "politie", "om"):
        (nu,) = bij(driehoek, code, "&stuk=plan-van-aanpak")
        assert lees(driehoek, code, nu["id"])["gegevens"] == anders
        (oud,) = bij(driehoek, code, "&stuk=plan-van-aanpak&stand=vervangen")
        assert (oud["versie"], lees(driehoek, code, oud["id"])["gegevens"]) == (1, PLAN)


def test_een_concept_gaat_niet_weg_en_wat_is_teruggenomen_is_weer_te_geven(
    driehoek: Driehoek,
) -> None:
    regisseur, pad = driehoek.kantoor.regisseur, f"/probleemdefinities/{driehoek.groep}"
    _deel(driehoek, "probleemdefinities", 404)
    assert regisseur.vraag("PUT", pad, json={**BEVESTIGD, **DEFINITIE}).status_code == 200
    assert "concept" in _deel(driehoek, "probleemdefinities", 409).text
    assert bij(driehoek, "politie") == []
    _stel_vast(driehoek, "probleemdefinities", DEFINITIE)
    eerste = _deel(driehoek, "probleemdefinities").json()["id"]
    trek_in(driehoek, "gemeente", eerste)
    assert _werk(driehoek) == ["document-geven"]
    tweede = _deel(driehoek, "probleemdefinities").json()
    assert (tweede["id"] != eerste, tweede["stand"]) == (True, "geldt")


def test_van_een_evaluatie_gaan_alleen_de_leerpunten(driehoek: Driehoek) -> None:
    driehoek.kantoor.naar_stap(7, status="afgesloten", eindcriterium="doelen_gehaald")
    _stel_vast(driehoek, "evaluaties", EVALUATIE)
    _deel(driehoek, "evaluaties")
    (gekregen,) = bij(driehoek, "om", "&stuk=leerpunten")
    gegevens = lees(driehoek, "om", gekregen["id"])["gegevens"]
    assert gegevens == {"leerpunten": EVALUATIE["leerpunten"]}


def test_wie_geen_stukken_geeft_deelt_ook_geen_document(driehoek: Driehoek) -> None:
    _stel_vast(driehoek, "probleemdefinities", DEFINITIE)
    burgemeester = driehoek.kantoor.burgemeester
    pad = f"/probleemdefinities/{driehoek.groep}/_deel"
    assert burgemeester.vraag("POST", pad).status_code == 403
    assert bij(driehoek, "politie") == []
