"""De driehoek besluit: drie handtekeningen via drie diensten, met randvoorwaarden, of niets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from shared.bericht.handtekening import digest_header
from shared.bericht.jsonvorm import jcs
from shared.partij.autorisatiemelder import Autorisatiemelder
from shared.partij.kenmerk import nieuw_id
from tests.hulp.klok import VasteKlok
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Klant, Wereld


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Iterator[Driehoek]:
    gedeelde_driehoek.klok.nu = VasteKlok().nu
    gedeelde_driehoek.gateway.groepsbesluiten.beslist = True
    ingericht = Driehoek.richt_in(gedeelde_driehoek)
    ingericht.kantoor.naar_stap(4)
    yield ingericht
    gedeelde_driehoek.gateway.groepsbesluiten.beslist = False


@pytest.fixture
def tekenaars(driehoek: Driehoek) -> dict[str, Klant]:
    """De teamchef en de officier; de regisseur dient in."""
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


def _teken(klant: Klant, besluit: dict[str, Any]) -> str:
    vraag = {"besluit": besluit, "digest": digest_header(jcs(besluit))}
    return str(klant.maak("/groepsbesluiten/_onderteken", vraag, 200)["handtekening"])


def _dien_in(driehoek: Driehoek, besluit: dict[str, Any], handtekeningen: dict[str, str]) -> Any:
    vraag = {
        "besluit": besluit,
        "digest": digest_header(jcs(besluit)),
        "handtekeningen": handtekeningen,
    }
    return driehoek.kantoor.regisseur.vraag("POST", "/groepsbesluiten", json=vraag)


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


def _leg_voor(driehoek: Driehoek, **anders: Any) -> dict[str, Any]:
    besluit = _besluit(driehoek, **anders)
    vraag = {naam: besluit[naam] for naam in ("groep", "soort", "gegevens")}
    voorstel: dict[str, Any] = driehoek.kantoor.regisseur.maak("/besluitvoorstellen", vraag)
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


def test_wie_iets_anders_zag_tekent_het_voorstel_niet(
    driehoek: Driehoek, tekenaars: dict[str, Klant]
) -> None:
    pad = f"/besluitvoorstellen/{_leg_voor(driehoek)['id']}/_onderteken"
    ander = digest_header(jcs(_besluit(driehoek)))
    antwoord = tekenaars["om"].vraag("POST", pad, json={"digest": ander})
    assert antwoord.status_code == 409
    leesgerechtigd = driehoek.kantoor.analist.vraag("POST", pad, json={"digest": ander})
    assert leesgerechtigd.status_code == 403


def test_na_intrekken_is_er_plaats_voor_een_ander_voorstel(
    driehoek: Driehoek, tekenaars: dict[str, Klant]
) -> None:
    eerste = _leg_voor(driehoek)
    vraag = {naam: eerste["besluit"][naam] for naam in ("groep", "soort", "gegevens")}
    nog_een = driehoek.kantoor.regisseur.vraag("POST", "/besluitvoorstellen", json=vraag)
    assert nog_een.status_code == 409
    pad = f"/besluitvoorstellen/{eerste['id']}"
    assert tekenaars["om"].vraag("DELETE", pad).status_code == 204
    assert tekenaars["om"].vraag("DELETE", pad).status_code == 404
    tweede = _leg_voor(driehoek, prioritering="nee", randvoorwaarden=[])
    lijst = tekenaars["politie"].haal(f"/besluitvoorstellen?groep={driehoek.groep}")
    assert [een["id"] for een in lijst["besluitvoorstellen"]] == [tweede["id"]]


def test_een_fout_in_het_voorstel_staat_waar_de_vrager_haar_kent(driehoek: Driehoek) -> None:
    vraag = {"groep": driehoek.groep, "soort": "verzonnen", "gegevens": {}}
    antwoord = driehoek.kantoor.regisseur.vraag("POST", "/besluitvoorstellen", json=vraag)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/soort"]
