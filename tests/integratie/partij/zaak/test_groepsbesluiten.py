"""Een besluit over een groep: eerst zien, dan tekenen, dan indienen."""

from __future__ import annotations

from typing import Any

import pytest

from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import digest_header, verifieer_digest_handtekening
from shared.convenant.besluiten.groepsbesluit import ondertekening
from shared.convenant.schuilnaam import volgende_schuilnaam
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Bureau, Klant
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.nepregister import REGELS
from tests.integratie.partij.opstelling import groep_in_stap
from tests.integratie.partij.stapklaar import beantwoord

PRIORITERING: dict[str, Any] = {
    "prioritering": "ja", "randvoorwaarden": ["inzet-jongerenwerk"],
}  # fmt: skip
PAD = "/groepsbesluiten/_onderteken"


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


def _teken(klant: Klant, besluit: dict[str, Any]) -> dict[str, str]:
    getoond = klant.maak(PAD, {"besluit": besluit}, 200)
    assert (getoond["medewerker"], getoond["handtekening"]) == (None, None)
    getekend = klant.maak(PAD, {"besluit": besluit, "digest": getoond["digest"]}, 200)
    return {naam: getekend[naam] for naam in ("medewerker", "handtekening")}


def _klopt(kantoor: Kantoor, code: str, besluit: dict[str, Any], zetting: dict[str, str]) -> None:
    """De handtekening gaat over het besluit én over wie er besloot."""
    document = ondertekening(digest_header(jcs(besluit)), zetting["medewerker"])
    verifieer_digest_handtekening(
        zetting["handtekening"], digest_header(jcs(dict(document))), _certificaat(kantoor, code)
    )


def _volgende(kantoor: Kantoor) -> str:
    namen = [groep["code"] for groep in kantoor.wereld.gateway.groepen.values()]
    return volgende_schuilnaam(REGELS, namen, 2026)


def _journaal(bureau: Bureau, klant: Klant, besluit: dict[str, Any]) -> list[tuple[str, str]]:
    regels = klant.haal(f"/journaal?bericht={besluit['id']}")["journaal"]
    return [(regel["handeling"], regel["besluit"]) for regel in regels]


def test_een_medewerker_ziet_het_besluit_voordat_zij_tekent(
    kantoor: Kantoor, teamchef: Klant
) -> None:
    besluit = _besluit(kantoor, "prioritering", **PRIORITERING)
    getoond = teamchef.maak(PAD, {"besluit": besluit}, 200)
    assert getoond["digest"] == digest_header(jcs(besluit))
    assert set(getoond["ondertekenaars"]) == {"politie", "om", "gemeente"}
    assert (getoond["partij"], getoond["handtekening"]) == ("politie", None)
    assert _journaal(kantoor.politie, teamchef, besluit) == []

    _klopt(kantoor, "politie", besluit, _teken(teamchef, besluit))
    assert _journaal(kantoor.politie, teamchef, besluit) == [("ondertekend", "prioritering")]


def test_wie_een_ander_besluit_zag_tekent_niet(kantoor: Kantoor, teamchef: Klant) -> None:
    besluit = _besluit(kantoor, "prioritering", **PRIORITERING)
    digest = teamchef.maak(PAD, {"besluit": besluit}, 200)["digest"]
    besluit["gegevens"]["prioritering"] = "nee"
    antwoord = teamchef.vraag("POST", PAD, json={"besluit": besluit, "digest": digest})
    assert antwoord.status_code == 409
    assert _journaal(kantoor.politie, teamchef, besluit) == []


@pytest.mark.parametrize("soort", ["afsluiting", "verzonnen"])
def test_wat_deze_partij_niet_tekent_tekent_zij_niet(
    kantoor: Kantoor, teamchef: Klant, soort: str
) -> None:
    antwoord = teamchef.vraag("POST", PAD, json={"besluit": _besluit(kantoor, soort)})
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"][0]["pad"] == "/besluit/soort"


def test_een_besluit_zonder_vorm_noemt_elke_fout(kantoor: Kantoor, teamchef: Klant) -> None:
    antwoord = teamchef.vraag("POST", PAD, json={"besluit": {"soort": 3, "groep": "x"}})
    assert antwoord.status_code == 400
    paden = {fout["pad"] for fout in antwoord.json()["fouten"]}
    assert paden >= {"/besluit/soort", "/besluit/groep", "/besluit/id", "/besluit/tijdstip"}


def test_alleen_wie_het_besluit_mag_nemen_tekent_en_er_staat_wie_dat_is(kantoor: Kantoor) -> None:
    vraag = {"besluit": _besluit(kantoor, "prioritering", **PRIORITERING)}
    assert kantoor.analist.vraag("POST", PAD, json=vraag).status_code == 403
    for door, besluit in ((kantoor.regisseur, vraag["besluit"]),
                          (kantoor.burgemeester, _besluit(kantoor, "stap", stap=3))):  # fmt: skip
        antwoord = door.vraag("POST", PAD, json={"besluit": besluit})
        assert antwoord.status_code == 403
        ander = "burgemeester" if door is kantoor.regisseur else "regisseur"
        zin = antwoord.json()["detail"]
        assert f"bij de partij 'gemeente' alleen iemand met de functie '{ander}'" in zin
        assert "POST /v1/besluitconcepten" in zin
        # Ook wie het digest zelf uitrekent, krijgt er geen handtekening mee.
        digest = digest_header(jcs(besluit))
        met = {"besluit": besluit, "digest": digest}
        assert door.vraag("POST", PAD, json=met).status_code == 403
        assert door.vraag("POST", "/groepsbesluiten", json=met).status_code == 403
        assert _journaal(kantoor.gemeente, door, besluit) == []


def test_een_besluit_buiten_de_taak_wordt_niet_getekend(kantoor: Kantoor) -> None:
    beperkt, _ = kantoor.politie.medewerker(
        "teamchef", f"beperkt.{kantoor.groep}@politie.example", alleGroepen=False, groepen=[]
    )
    vraag = {"besluit": _besluit(kantoor, "prioritering", **PRIORITERING)}
    assert beperkt.vraag("POST", PAD, json=vraag).status_code == 403


def test_met_alle_handtekeningen_gaat_het_besluit_naar_de_gateway(
    kantoor: Kantoor, teamchef: Klant
) -> None:
    besluit = _besluit(kantoor, "prioritering", **PRIORITERING)
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
    assert ingediend["handtekeningen"]["gemeente"]["medewerker"] == kantoor.burgemeester_id
    for code, zetting in ingediend["handtekeningen"].items():
        _klopt(kantoor, code, besluit, zetting)


def test_wie_een_besluit_te_vroeg_neemt_leest_elke_reden(kantoor: Kantoor) -> None:
    reden = {"poort": 5, "uitleg": "Er zijn 2 verschillende incidenten; nodig zijn er 3."}
    besluit = _besluit(kantoor, "stap", stap=3)
    vraag = {"besluit": besluit, "digest": digest_header(jcs(besluit))}
    beantwoord(kantoor, 2)
    kantoor.wereld.gateway.groepsbesluiten.botst = [reden]
    try:
        antwoord = kantoor.regisseur.vraag("POST", "/groepsbesluiten", json=vraag)
    finally:
        kantoor.wereld.gateway.groepsbesluiten.botst = []
    assert antwoord.status_code == 409
    assert antwoord.json()["redenen"] == [reden]


def test_een_groep_openen_geeft_haar_de_volgende_vrije_naam(kantoor: Kantoor) -> None:
    """Ook voor wie nog geen groepen heeft; en de naam is niet te typen."""
    beperkt, wie = kantoor.gemeente.medewerker(
        "regisseur", f"nieuw.{kantoor.groep}@gemeente.example", alleGroepen=False, groepen=[]
    )
    gateway, groep = kantoor.wereld.gateway, nieuw_id()
    verwacht = _volgende(kantoor)
    gemaakt = beperkt.maak("/groepen", {"id": groep})
    assert gemaakt["groep"]["id"] == groep
    ingediend = gateway.besluiten[-1]
    assert (ingediend["besluit"]["groep"], ingediend["besluit"]["gegevens"]) == (
        groep, {"code": verwacht},
    )  # fmt: skip
    assert ingediend["handtekeningen"].keys() == {"gemeente"}
    assert ingediend["handtekeningen"]["gemeente"]["medewerker"] == wie
    _klopt(kantoor, "gemeente", ingediend["besluit"], ingediend["handtekeningen"]["gemeente"])
    getypt = beperkt.vraag("POST", "/groepen", json={"code": "RTM-2026-777"})
    assert getypt.status_code == 400
    besluit = _besluit(kantoor, "openen", code="RTM-2026-777")
    for pad in (PAD, "/groepsbesluiten"):
        vraag = {"besluit": besluit, "digest": digest_header(jcs(besluit))}
        antwoord = beperkt.vraag("POST", pad, json=vraag)
        assert antwoord.status_code == 400
        assert "/v1/groepen" in antwoord.json()["fouten"][0]["melding"]


def test_een_groep_opent_alleen_wie_dat_mag(kantoor: Kantoor, teamchef: Klant) -> None:
    aantal = len(kantoor.wereld.gateway.besluiten)
    for klant in (teamchef, kantoor.burgemeester, kantoor.analist):
        assert klant.vraag("POST", "/groepen", json={}).status_code == 403
    assert len(kantoor.wereld.gateway.besluiten) == aantal


def test_is_de_naam_intussen_vergeven_dan_krijgt_de_groep_de_volgende(kantoor: Kantoor) -> None:
    """Twee regisseurs openen tegelijk: de gateway weigert de naam, de dienst neemt de volgende."""
    gateway = kantoor.wereld.gateway
    ander, groep, eerste = nieuw_id(), nieuw_id(), _volgende(kantoor)
    gateway.groepsbesluiten.beslist = True
    gateway.groepsbesluiten.vlak_ervoor.append(
        lambda: gateway.groepen.update({ander: groep_in_stap(ander, 1, code=eerste)})
    )
    try:
        gemaakt = kantoor.regisseur.maak("/groepen", {"id": groep})
        assert gateway.groepen[ander]["code"] == eerste
        assert gemaakt["groep"]["code"] == volgende_schuilnaam(REGELS, [eerste], 2026)
        # Wie het antwoord niet zag en het nog eens vraagt, krijgt dezelfde groep.
        nog_eens = kantoor.regisseur.maak("/groepen", {"id": groep})
        assert nog_eens["groep"] == gateway.groepsbesluiten.gelezen(gemaakt["groep"])
    finally:
        gateway.groepsbesluiten.beslist = False


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
