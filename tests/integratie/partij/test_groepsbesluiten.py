"""Een besluit over een groep: eerst zien, dan tekenen, dan indienen."""

from __future__ import annotations

from typing import Any

import pytest

from shared.bericht.certificaten import Certificaat
from shared.bericht.handtekening import digest_header, verifieer_digest_handtekening
from shared.bericht.jsonvorm import jcs
from shared.partij.kenmerk import nieuw_id
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import Bureau, Klant


@pytest.fixture
def teamchef(kantoor: Kantoor) -> Klant:
    klant, _ = kantoor.politie.medewerker("teamchef", f"chef.{kantoor.groep}@politie.example")
    return klant


def _besluit(kantoor: Kantoor, soort: str, **gegevens: Any) -> dict[str, Any]:
    return {
        "id": nieuw_id(),
        "groep": kantoor.groep,
        "soort": soort,
        "tijdstip": "2026-11-23T10:00:00Z",
        "gegevens": gegevens,
    }


def _certificaat(kantoor: Kantoor, code: str) -> Certificaat:
    return kantoor.wereld.gateway.partijen[code].ondertekening


def _teken(klant: Klant, besluit: dict[str, Any]) -> str:
    pad = "/groepsbesluiten/_onderteken"
    getoond = klant.maak(pad, {"besluit": besluit}, 200)
    assert getoond["handtekening"] is None
    getekend = klant.maak(pad, {"besluit": besluit, "digest": getoond["digest"]}, 200)
    return str(getekend["handtekening"])


def _journaal(bureau: Bureau, klant: Klant, besluit: dict[str, Any]) -> list[tuple[str, str]]:
    regels = klant.haal(f"/journaal?bericht={besluit['id']}")["journaal"]
    return [(regel["handeling"], regel["besluit"]) for regel in regels]


def test_een_medewerker_ziet_het_besluit_voordat_zij_tekent(
    kantoor: Kantoor, teamchef: Klant
) -> None:
    besluit = _besluit(kantoor, "prioritering", prioritering="ja")
    getoond = teamchef.maak("/groepsbesluiten/_onderteken", {"besluit": besluit}, 200)
    assert getoond["digest"] == digest_header(jcs(besluit))
    assert set(getoond["ondertekenaars"]) == {"politie", "om", "gemeente"}
    assert (getoond["partij"], getoond["handtekening"]) == ("politie", None)
    assert _journaal(kantoor.politie, teamchef, besluit) == []

    handtekening = _teken(teamchef, besluit)
    verifieer_digest_handtekening(handtekening, getoond["digest"], _certificaat(kantoor, "politie"))
    assert _journaal(kantoor.politie, teamchef, besluit) == [("ondertekend", "prioritering")]


def test_wie_een_ander_besluit_zag_tekent_niet(kantoor: Kantoor, teamchef: Klant) -> None:
    besluit = _besluit(kantoor, "prioritering", prioritering="ja")
    digest = teamchef.maak("/groepsbesluiten/_onderteken", {"besluit": besluit}, 200)["digest"]
    besluit["gegevens"]["prioritering"] = "nee"
    antwoord = teamchef.vraag(
        "POST", "/groepsbesluiten/_onderteken", json={"besluit": besluit, "digest": digest}
    )
    assert antwoord.status_code == 409
    assert _journaal(kantoor.politie, teamchef, besluit) == []


@pytest.mark.parametrize("soort", ["openen", "verzonnen"])
def test_wat_deze_partij_niet_tekent_tekent_zij_niet(
    kantoor: Kantoor, teamchef: Klant, soort: str
) -> None:
    antwoord = teamchef.vraag(
        "POST", "/groepsbesluiten/_onderteken", json={"besluit": _besluit(kantoor, soort)}
    )
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"][0]["pad"] == "/besluit/soort"


def test_een_besluit_zonder_vorm_noemt_elke_fout(kantoor: Kantoor, teamchef: Klant) -> None:
    antwoord = teamchef.vraag(
        "POST", "/groepsbesluiten/_onderteken", json={"besluit": {"soort": 3, "groep": "x"}}
    )
    assert antwoord.status_code == 400
    paden = {fout["pad"] for fout in antwoord.json()["fouten"]}
    assert paden >= {"/besluit/soort", "/besluit/groep", "/besluit/id", "/besluit/tijdstip"}


def test_alleen_wie_mag_ondertekenen_tekent(kantoor: Kantoor) -> None:
    besluit = _besluit(kantoor, "prioritering", prioritering="ja")
    vraag = {"besluit": besluit}
    assert kantoor.analist.vraag(
        "POST", "/groepsbesluiten/_onderteken", json=vraag
    ).status_code == 403  # fmt: skip


def test_een_besluit_buiten_de_taak_wordt_niet_getekend(kantoor: Kantoor) -> None:
    beperkt, _ = kantoor.politie.medewerker(
        "teamchef", f"beperkt.{kantoor.groep}@politie.example", alleGroepen=False, groepen=[]
    )
    vraag = {"besluit": _besluit(kantoor, "prioritering", prioritering="ja")}
    antwoord = beperkt.vraag("POST", "/groepsbesluiten/_onderteken", json=vraag)
    assert antwoord.status_code == 403


def test_met_alle_handtekeningen_gaat_het_besluit_naar_de_gateway(
    kantoor: Kantoor, teamchef: Klant
) -> None:
    besluit = _besluit(kantoor, "prioritering", prioritering="ja")
    van_politie = _teken(teamchef, besluit)
    digest = digest_header(jcs(besluit))
    antwoord = kantoor.regisseur.maak(
        "/groepsbesluiten",
        {"besluit": besluit, "digest": digest, "handtekeningen": {"politie": van_politie}},
    )
    assert antwoord["bladnummer"] == 3
    ingediend = kantoor.wereld.gateway.besluiten[-1]
    assert ingediend["besluit"] == besluit
    assert ingediend["handtekeningen"].keys() == {"politie", "gemeente"}
    for code, handtekening in ingediend["handtekeningen"].items():
        verifieer_digest_handtekening(handtekening, digest, _certificaat(kantoor, code))


def test_wie_een_besluit_te_vroeg_neemt_leest_elke_reden(kantoor: Kantoor) -> None:
    reden = {"poort": 5, "uitleg": "Er zijn 2 verschillende incidenten; nodig zijn er 3."}
    besluit = _besluit(kantoor, "stap", stap=3)
    vraag = {"besluit": besluit, "digest": digest_header(jcs(besluit))}
    kantoor.wereld.gateway.groepsbesluiten.botst = [reden]
    try:
        antwoord = kantoor.regisseur.vraag("POST", "/groepsbesluiten", json=vraag)
    finally:
        kantoor.wereld.gateway.groepsbesluiten.botst = []
    assert antwoord.status_code == 409
    assert antwoord.json()["redenen"] == [reden]


def test_een_nieuwe_groep_kan_ook_wie_nog_geen_groepen_heeft_openen(kantoor: Kantoor) -> None:
    beperkt, _ = kantoor.gemeente.medewerker(
        "regisseur", f"nieuw.{kantoor.groep}@gemeente.example", alleGroepen=False, groepen=[]
    )
    besluit = _besluit(kantoor, "openen", code="RTM-TEST-1")
    assert _teken(beperkt, besluit)


def test_iedereen_ziet_alleen_de_groepen_van_zijn_taak(kantoor: Kantoor) -> None:
    beperkt, _ = kantoor.politie.medewerker(
        "analist", f"een.{kantoor.groep}@politie.example", alleGroepen=False,
        groepen=[kantoor.groep],
    )  # fmt: skip
    assert [g["id"] for g in beperkt.haal("/groepen")["groepen"]] == [kantoor.groep]
    alle = {g["id"] for g in kantoor.analist.haal("/groepen")["groepen"]}
    assert alle == set(kantoor.wereld.gateway.groepen)
    assert beperkt.haal(f"/groepen/{kantoor.groep}")["stap"] == 2
    assert kantoor.analist.vraag("GET", f"/groepen/{nieuw_id()}").status_code == 404
