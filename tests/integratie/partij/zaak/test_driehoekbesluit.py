"""De driehoek besluit: drie handtekeningen via drie diensten, met randvoorwaarden, of niets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.handtekening import digest_header
from shared.bestand.registreren.melder import Autorisatiemelder
from tests.hulp.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stapklaar import beantwoord


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Iterator[Driehoek]:
    gedeelde_driehoek.klok.nu = VasteKlok().nu
    gedeelde_driehoek.gateway.groepsbesluiten.beslist = True
    ingericht = Driehoek.richt_in(gedeelde_driehoek)
    ingericht.kantoor.naar_stap(4)
    beantwoord(ingericht.kantoor, 4)
    yield ingericht
    gedeelde_driehoek.gateway.groepsbesluiten.beslist = False


@pytest.fixture
def tekenaars(driehoek: Driehoek) -> dict[str, Klant]:
    """De teamchef en de officier; de burgemeester dient in."""
    gemaakt = {}
    for code, functie in (("politie", "teamchef"), ("om", "officier")):
        bureau = driehoek.bureau(code)
        gemaakt[code], _ = bureau.medewerker(functie, f"{functie}.{driehoek.groep}@{code}.example")
        driehoek.wereld.doe(Autorisatiemelder(bureau.uitwisseling.dienst).meld_wachtende())
    return gemaakt


def _besluit(driehoek: Driehoek, **anders: Any) -> dict[str, Any]:
    voorwaarden = ["inzet-jongerenwerk", "evaluatie-half-jaar"]
    return {
        "id": nieuw_id(),
        "groep": driehoek.groep,
        "soort": "prioritering",
        "tijdstip": "2026-11-23T10:00:00Z",
        "gegevens": {"prioritering": "ja", "randvoorwaarden": voorwaarden, **anders},
    }


def _teken(klant: Klant, besluit: dict[str, Any]) -> dict[str, str]:
    vraag = {"besluit": besluit, "digest": digest_header(jcs(besluit))}
    getekend = klant.maak("/groepsbesluiten/_onderteken", vraag, 200)
    return {naam: getekend[naam] for naam in ("medewerker", "handtekening")}


def _dien_in(
    driehoek: Driehoek, besluit: dict[str, Any], handtekeningen: dict[str, dict[str, str]]
) -> Any:
    vraag = {
        "besluit": besluit,
        "digest": digest_header(jcs(besluit)),
        "handtekeningen": handtekeningen,
    }
    return driehoek.kantoor.burgemeester.vraag("POST", "/groepsbesluiten", json=vraag)


def test_drie_handtekeningen_en_de_aanpak_begint(
    driehoek: Driehoek, tekenaars: dict[str, Klant]
) -> None:
    besluit = _besluit(driehoek)
    handtekeningen = {code: _teken(klant, besluit) for code, klant in tekenaars.items()}
    antwoord = _dien_in(driehoek, besluit, handtekeningen)
    assert antwoord.status_code == 201, antwoord.text
    groep = antwoord.json()["groep"]
    assert (groep["stap"], groep["prioritering"]) == (5, "ja")
    ingediend = driehoek.wereld.gateway.besluiten[-1]
    assert ingediend["handtekeningen"].keys() == {"politie", "om", "gemeente"}
    assert ingediend["besluit"]["gegevens"]["randvoorwaarden"] == [
        "inzet-jongerenwerk",
        "evaluatie-half-jaar",
    ]


@pytest.mark.parametrize("ontbreekt", ["politie", "om"])
def test_ontbreekt_er_een_dan_staat_er_wie(
    driehoek: Driehoek, tekenaars: dict[str, Klant], ontbreekt: str
) -> None:
    besluit = _besluit(driehoek)
    handtekeningen = {
        code: _teken(klant, besluit) for code, klant in tekenaars.items() if code != ontbreekt
    }
    antwoord = _dien_in(driehoek, besluit, handtekeningen)
    assert antwoord.status_code == 403
    assert [reden["code"] for reden in antwoord.json()["redenen"]] == ["BESLUIT_HANDTEKENING"]
    assert driehoek.wereld.gateway.groepen[driehoek.groep]["stap"] == 4


def test_uit_de_beurt_besluiten_kan_niet(driehoek: Driehoek, tekenaars: dict[str, Klant]) -> None:
    driehoek.kantoor.naar_stap(3)
    besluit = _besluit(driehoek)
    handtekeningen = {code: _teken(klant, besluit) for code, klant in tekenaars.items()}
    antwoord = _dien_in(driehoek, besluit, handtekeningen)
    assert antwoord.status_code == 409
    assert "BESLUIT_STAP" in [reden["code"] for reden in antwoord.json()["redenen"]]


def test_wie_in_een_andere_functie_tekende_neemt_geen_besluit(
    driehoek: Driehoek, tekenaars: dict[str, Klant]
) -> None:
    """De handtekening is van de politie, maar van iemand die dit niet mag: de gateway weigert."""
    besluit = _besluit(driehoek)
    handtekeningen = {code: _teken(klant, besluit) for code, klant in tekenaars.items()}
    geleend = {**handtekeningen["politie"], "medewerker": driehoek.kantoor.analist_id}
    antwoord = _dien_in(driehoek, besluit, {**handtekeningen, "politie": geleend})
    assert antwoord.status_code in (400, 403)
    assert driehoek.wereld.gateway.groepen[driehoek.groep]["stap"] == 4


def _vraag(driehoek: Driehoek, **anders: Any) -> dict[str, Any]:
    besluit = _besluit(driehoek, **anders)
    return {naam: besluit[naam] for naam in ("groep", "soort", "gegevens")}


def _leg_voor(driehoek: Driehoek, **anders: Any) -> dict[str, Any]:
    """De regisseur bereidt voor; de burgemeester tekent wat hij las, en legt het daarmee voor."""
    kantoor = driehoek.kantoor
    concept = kantoor.regisseur.maak("/besluitconcepten", _vraag(driehoek, **anders))
    getekend: dict[str, Any] = kantoor.neem(concept).json()
    assert (getekend["stand"], getekend["bladnummer"]) == ("voorgelegd", None)
    voorstel: dict[str, Any] = kantoor.burgemeester.haal(f"/besluitvoorstellen/{concept['id']}")
    return voorstel


def test_iedere_partij_tekent_op_haar_eigen_moment_wat_zij_zelf_las(
    driehoek: Driehoek, tekenaars: dict[str, Klant]
) -> None:
    gelegd = _leg_voor(driehoek)
    assert (gelegd["wachtOp"], gelegd["groepNa"]) == (["politie", "om"], None)
    pad, gelezen = f"/besluitvoorstellen/{gelegd['id']}", {}
    for code in ("om", "politie"):
        gelezen = tekenaars[code].haal(pad)
        assert gelezen["besluit"] == gelegd["besluit"]
        assert gelezen["digest"] == digest_header(jcs(gelezen["besluit"]))
        gelezen = tekenaars[code].maak(f"{pad}/_onderteken", {"digest": gelezen["digest"]}, 200)
    assert (gelezen["wachtOp"], gelezen["groepNa"]["stap"]) == ([], 5)
    assert driehoek.kantoor.regisseur.vraag("GET", pad).status_code == 404
    genomen = driehoek.wereld.gateway.besluiten[-1]
    gemeente = genomen["handtekeningen"]["gemeente"]
    assert gemeente["medewerker"] == driehoek.kantoor.burgemeester_id


def test_een_teamchef_legt_ook_zonder_concept_voor_en_de_regisseur_niet(
    driehoek: Driehoek, tekenaars: dict[str, Klant]
) -> None:
    vraag = _vraag(driehoek)
    niet = driehoek.kantoor.regisseur.vraag("POST", "/besluitvoorstellen", json=vraag)
    assert niet.status_code == 403
    assert "burgemeester" in niet.json()["detail"]
    assert tekenaars["politie"].maak("/besluitvoorstellen", vraag)["voorgelegdDoor"] == "politie"


def test_wie_iets_anders_zag_tekent_het_voorstel_niet(
    driehoek: Driehoek, tekenaars: dict[str, Klant]
) -> None:
    gelegd = _leg_voor(driehoek)
    pad = f"/besluitvoorstellen/{gelegd['id']}/_onderteken"
    ander = digest_header(jcs(_besluit(driehoek)))
    assert tekenaars["om"].vraag("POST", pad, json={"digest": ander}).status_code == 409
    # Wie het leest maar niet mag nemen, tekent ook het goede niet.
    for klant in (driehoek.kantoor.analist, driehoek.secretaris):
        antwoord = klant.vraag("POST", pad, json={"digest": gelegd["digest"]})
        assert antwoord.status_code == 403
    assert driehoek.kantoor.burgemeester.haal(pad.removesuffix("/_onderteken"))["wachtOp"] == [
        "politie",
        "om",
    ]


def test_alleen_wie_het_voorlegde_trekt_het_in_en_dan_is_er_plaats_voor_een_ander(
    driehoek: Driehoek, tekenaars: dict[str, Klant]
) -> None:
    eerste = _leg_voor(driehoek)
    concept = driehoek.kantoor.regisseur.maak("/besluitconcepten", _vraag(driehoek))
    botst = driehoek.kantoor.neem(concept, 409)
    assert botst.json()["redenen"] == [{"uitleg": "Er ligt al zo'n voorstel."}]
    pad = f"/besluitvoorstellen/{eerste['id']}"
    vreemd = tekenaars["om"].vraag("DELETE", pad)
    assert vreemd.status_code == 403
    assert "burgemeester" in vreemd.json()["detail"]
    assert tekenaars["om"].haal(pad)["wachtOp"] == ["politie", "om"]
    assert driehoek.kantoor.burgemeester.vraag("DELETE", pad).status_code == 204
    assert driehoek.kantoor.burgemeester.vraag("DELETE", pad).status_code == 404
    # Wat bleef liggen tekent de burgemeester nu alsnog.
    assert driehoek.kantoor.neem(concept).json()["stand"] == "voorgelegd"
    lijst = tekenaars["politie"].haal(f"/besluitvoorstellen?groep={driehoek.groep}")
    assert [een["id"] for een in lijst["besluitvoorstellen"]] == [concept["id"]]


@pytest.mark.parametrize("pad", ["/besluitvoorstellen", "/besluitconcepten"])
def test_een_fout_in_het_voorstel_staat_waar_de_vrager_haar_kent(
    driehoek: Driehoek, pad: str
) -> None:
    vraag = {"groep": driehoek.groep, "soort": "verzonnen", "gegevens": {}}
    antwoord = driehoek.kantoor.regisseur.vraag("POST", pad, json=vraag)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/soort"]
    scheef = {**_vraag(driehoek), "gegevens": {"prioritering": "misschien"}}
    antwoord = driehoek.kantoor.burgemeester.vraag("POST", "/besluitconcepten", json=scheef)
    assert antwoord.status_code == 400
