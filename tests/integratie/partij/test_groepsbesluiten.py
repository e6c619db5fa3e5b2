"""Een besluit over een groep: eerst zien, dan tekenen, dan indienen."""

from __future__ import annotations

from typing import Any

import pytest

from shared.bericht.handtekening import digest_header, verifieer_digest_handtekening
from shared.bericht.jsonvorm import jcs
from shared.convenant.groepsbesluit import ondertekening
from shared.partij.autorisatiemelder import Autorisatiemelder
from shared.partij.kenmerk import nieuw_id
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import Bureau, Klant


@pytest.fixture
def chef(kantoor: Kantoor) -> tuple[Klant, str]:
    wie = kantoor.politie.medewerker("teamchef", f"chef.{kantoor.groep}@politie.example")
    kantoor.wereld.doe(Autorisatiemelder(kantoor.politie.uitwisseling.dienst).meld_wachtende())
    return wie


@pytest.fixture
def teamchef(chef: tuple[Klant, str]) -> Klant:
    return chef[0]


def _besluit(kantoor: Kantoor, soort: str, **gegevens: Any) -> dict[str, Any]:
    return {
        "id": nieuw_id(),
        "groep": kantoor.groep,
        "soort": soort,
        "tijdstip": "2026-11-23T10:00:00Z",
        "gegevens": gegevens,
    }


def _teken(klant: Klant, besluit: dict[str, Any]) -> dict[str, str]:
    pad = "/groepsbesluiten/_onderteken"
    getoond = klant.maak(pad, {"besluit": besluit}, 200)
    assert (getoond["medewerker"], getoond["handtekening"]) == (None, None)
    getekend = klant.maak(pad, {"besluit": besluit, "digest": getoond["digest"]}, 200)
    return {naam: getekend[naam] for naam in ("medewerker", "handtekening")}


def _eis_getekend(kantoor: Kantoor, code: str, digest: str, zetting: dict[str, str]) -> None:
    """De handtekening geldt het besluit en wie het nam, samen."""
    document = dict(ondertekening(digest, zetting["medewerker"]))
    certificaat = kantoor.wereld.gateway.partijen[code].ondertekening
    verifieer_digest_handtekening(
        zetting["handtekening"], digest_header(jcs(document)), certificaat
    )


def _journaal(bureau: Bureau, klant: Klant, besluit: dict[str, Any]) -> list[tuple[str, str]]:
    regels = klant.haal(f"/journaal?bericht={besluit['id']}")["journaal"]
    return [(regel["handeling"], regel["besluit"]) for regel in regels]


def test_een_medewerker_ziet_het_besluit_voordat_zij_tekent(
    kantoor: Kantoor, chef: tuple[Klant, str]
) -> None:
    teamchef, wie = chef
    besluit = _besluit(kantoor, "prioritering", prioritering="ja")
    getoond = teamchef.maak("/groepsbesluiten/_onderteken", {"besluit": besluit}, 200)
    assert getoond["digest"] == digest_header(jcs(besluit))
    assert set(getoond["ondertekenaars"]) == {"politie", "om", "gemeente"}
    assert (getoond["partij"], getoond["handtekening"]) == ("politie", None)
    assert _journaal(kantoor.politie, teamchef, besluit) == []

    zetting = _teken(teamchef, besluit)
    assert zetting["medewerker"] == wie
    _eis_getekend(kantoor, "politie", getoond["digest"], zetting)
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
    antwoord = kantoor.burgemeester.maak(
        "/groepsbesluiten",
        {"besluit": besluit, "digest": digest, "handtekeningen": {"politie": van_politie}},
    )
    assert antwoord["bladnummer"] == 3
    ingediend = kantoor.wereld.gateway.besluiten[-1]
    assert ingediend["besluit"] == besluit
    assert ingediend["handtekeningen"].keys() == {"politie", "gemeente"}
    for code, zetting in ingediend["handtekeningen"].items():
        _eis_getekend(kantoor, code, digest, zetting)


def test_wie_er_in_zijn_functie_niet_over_gaat_tekent_niet(kantoor: Kantoor) -> None:
    """De regisseur mag ondertekenen, maar over prioriteren beslist de burgemeester."""
    besluit = _besluit(kantoor, "prioritering", prioritering="ja")
    vraag = {"besluit": besluit, "digest": digest_header(jcs(besluit))}
    for pad in ("/groepsbesluiten/_onderteken", "/groepsbesluiten"):
        antwoord = kantoor.regisseur.vraag("POST", pad, json=vraag)
        assert antwoord.status_code == 403
        assert "burgemeester" in antwoord.json()["detail"]
    assert _journaal(kantoor.gemeente, kantoor.regisseur, besluit) == []


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
