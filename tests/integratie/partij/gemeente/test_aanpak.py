"""De aanpak van een groep: vragen, documenten en acties, in de stap waar ze horen."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import select

from shared.bestand.zonderpersonen.tabellen import TekstbevestigingRij
from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.kantoor import Kantoor

TEKST = "De groep zoekt elkaar op bij het winkelcentrum."
DEFINITIE: dict[str, Any] = {
    "aard": TEKST,
    "omvang": "Ongeveer twaalf jongeren, een paar avonden per week.",
    "plekken": ["het winkelcentrum"],
    "domeinen": [{"domein": "wonen", "inzicht": TEKST}],
    "oorzaak": TEKST,
    "aanpakOpHoofdlijnen": TEKST,
    "nodig": TEKST,
    "advies": TEKST,
}
PLAN: dict[str, Any] = {
    "duiding": TEKST,
    "aanpak": TEKST,
    "doelen": [
        {"code": "G1", "titel": "minder meldingen", "convenantdoel": "D1", "resultaat": TEKST},
        {"code": "G2", "titel": "perspectief", "convenantdoel": "D4", "resultaat": TEKST},
    ],
    "monitoring": {"hoe": "Tellen van meldingen.", "frequentie": "elke maand"},
}
ADVIES: dict[str, Any] = {
    "aardEnOmvang": TEKST,
    "aanpak": TEKST,
    "inzet": "Twee dagen per week.",
    "andereGroepen": "Er lopen drie andere groepen.",
    "prioriteren": True,
    "randvoorwaarden": ["maandelijks overleg"],
}
BEVESTIGD = {"bevestigdZonderPersonen": True}
EVALUATIE: dict[str, Any] = {
    "verloop": TEKST,
    "doelenGehaald": "De meldingen zijn gehalveerd.",
    "leerpunten": ["Begin eerder met gesprekken in de buurt."],
}


def _zet(
    kantoor: Kantoor, pad: str, document: Any, status: int = 200, etag: str | None = None
) -> httpx.Response:
    koppen = {} if etag is None else {"If-Match": etag}
    antwoord = kantoor.regisseur.vraag("PUT", pad, json={**BEVESTIGD, **document}, headers=koppen)
    assert antwoord.status_code == status, antwoord.text
    return antwoord


def _stel_vast(kantoor: Kantoor, pad: str, etag: str, status: int = 200) -> httpx.Response:
    antwoord = kantoor.regisseur.vraag("POST", f"{pad}/_vaststellen", headers={"If-Match": etag})
    assert antwoord.status_code == status, antwoord.text
    return antwoord


def _actie(kantoor: Kantoor, status: int = 201, **anders: Any) -> httpx.Response:
    document = {
        "doel": "G1",
        "omschrijving": "Twee keer per week extra toezicht bij het winkelcentrum.",
        "partij": "gemeente",
        "eigenaar": kantoor.regisseur_id,
        "uiterlijk": "2027-02-01",
        **BEVESTIGD,
        **anders,
    }
    antwoord = kantoor.regisseur.vraag("POST", f"/groepen/{kantoor.groep}/acties", json=document)
    assert antwoord.status_code == status, antwoord.text
    return antwoord


def _wijzig(kantoor: Kantoor, actie: httpx.Response, verwacht: int = 200, /, **wat: Any) -> Any:
    antwoord = kantoor.regisseur.vraag(
        "PATCH",
        f"/acties/{actie.json()['id']}",
        json={**BEVESTIGD, **wat},
        headers={"If-Match": actie.headers["etag"]},
    )
    assert antwoord.status_code == verwacht, antwoord.text
    return antwoord


VRAGEN: dict[int, tuple[str, ...]] = {
    1: ("zien en merken", "problematische groep"),
    2: ("problematische groep", "erbij", "ernstig", "partijen kennen", "probleemdefinitie"),
    3: ("vandaan", "met wie", "nodig", "advies"),
    4: ("de aard en de omvang", "aanpak werkt"),
    5: ("afspraken",),
    6: ("uitvoering", "effect", "anders"),
    7: ("doelen gehaald", "restactie", "leren"),
}
"""Waar elke vraag van een stap over gaat, uit het convenant zelf (4.1)."""


@pytest.mark.parametrize(("stap", "over"), VRAGEN.items())
def test_de_vragen_van_elke_stap_krijgen_antwoord(
    kantoor: Kantoor, stap: int, over: tuple[str, ...]
) -> None:
    vragen = len(over)
    kantoor.naar_stap(stap)
    pad = f"/stapantwoorden/{kantoor.groep}/{stap}"
    leeg = kantoor.regisseur.haal(pad)
    assert (len(leeg["vragen"]), leeg["versie"]) == (vragen, 0)
    for vraag, woorden in zip(leeg["vragen"], over, strict=True):
        assert woorden in vraag
    assert leeg["inhoud"] == {"antwoorden": [None] * vragen, "nietVanToepassing": []}
    antwoorden = [TEKST, *[None] * (vragen - 1)]
    eerste = _zet(kantoor, pad, {"antwoorden": antwoorden})
    assert len(eerste.json()["vragen"]) == vragen
    _zet(kantoor, pad, {"antwoorden": [TEKST] * vragen}, etag=eerste.headers["etag"])
    gelezen = kantoor.regisseur.haal(pad)
    assert gelezen["inhoud"] == {"antwoorden": [TEKST] * vragen, "nietVanToepassing": []}
    te_veel = _zet(kantoor, pad, {"antwoorden": [TEKST] * (vragen + 1)}, 400)
    assert te_veel.json()["fouten"][0]["pad"] == "/antwoorden"
    _zet(kantoor, f"/stapantwoorden/{kantoor.groep}/{stap % 7 + 1}", {"antwoorden": [None]}, 409)


@pytest.mark.parametrize(
    ("soort", "document", "stap"),
    [("probleemdefinities", DEFINITIE, 3), ("adviezen", ADVIES, 4), ("evaluaties", EVALUATIE, 7)],
)
def test_een_document_hoort_bij_zijn_stap_en_houdt_elke_versie(
    kantoor: Kantoor, soort: str, document: dict[str, Any], stap: int
) -> None:
    pad = f"/{soort}/{kantoor.groep}"
    kantoor.naar_stap(2)
    assert "de groep staat in stap 2" in _zet(kantoor, pad, document, 409).text.lower()
    kantoor.naar_stap(stap)
    eerste = _zet(kantoor, pad, document)
    _zet(kantoor, pad, document, 428)
    tweede = _zet(kantoor, pad, document, etag=eerste.headers["etag"])
    _zet(kantoor, pad, document, 412, etag=eerste.headers["etag"])
    vast = _stel_vast(kantoor, pad, tweede.headers["etag"])
    _stel_vast(kantoor, pad, vast.headers["etag"], 409)
    versies = kantoor.regisseur.haal(f"{pad}/versies")["versies"]
    assert [(een["versie"], een["vastgesteld"]) for een in versies] == [
        (1, False), (2, False), (3, True),
    ]  # fmt: skip
    # Wie verder schrijft, maakt er weer een concept van.
    assert _zet(kantoor, pad, document, etag=vast.headers["etag"]).json()["vastgesteld"] is False


def test_in_een_document_over_de_groep_staat_niemand(kantoor: Kantoor) -> None:
    kantoor.naar_stap(3)
    met_naam = {
        **DEFINITIE,
        "oorzaak": "Vooral Zorivanio B. jut de rest op.",
        "plekken": ["het winkelcentrum", "Verzonnenstraat 12"],
    }
    fouten = _zet(kantoor, f"/probleemdefinities/{kantoor.groep}", met_naam, 400).json()["fouten"]
    assert {fout["pad"] for fout in fouten} == {"/oorzaak", "/plekken/1"}
    assert "Zorivanio" not in str(fouten)
    pad = f"/probleemdefinities/{kantoor.groep}"
    assert kantoor.regisseur.vraag("GET", pad).status_code == 404


def test_wie_een_tekst_over_de_groep_schrijft_bevestigt_dat_er_niemand_in_staat(
    kantoor: Kantoor,
) -> None:
    kantoor.naar_stap(3)
    pad = f"/probleemdefinities/{kantoor.groep}"
    niet = _zet(kantoor, pad, {**DEFINITIE, "bevestigdZonderPersonen": False}, 400)
    assert [fout["pad"] for fout in niet.json()["fouten"]] == ["/bevestigdZonderPersonen"]
    assert kantoor.regisseur.vraag("GET", pad).status_code == 404
    eerste = _zet(kantoor, pad, DEFINITIE)
    _zet(kantoor, pad, DEFINITIE, etag=eerste.headers["etag"])
    kantoor.naar_stap(6, prioritering="ja")
    _zet(kantoor, f"/plannen-van-aanpak/{kantoor.groep}", PLAN)
    actie = _actie(kantoor)
    _actie(kantoor, 400, bevestigdZonderPersonen=False)
    _wijzig(kantoor, actie, 400, voortgang="Goed op weg.", bevestigdZonderPersonen=False)
    # Wie niets schrijft, bevestigt niets.
    _wijzig(kantoor, actie, status="bezig", bevestigdZonderPersonen=False)
    with kantoor.gemeente.uitwisseling.dienst.lezend() as sessie:
        rijen = sessie.scalars(select(TekstbevestigingRij)).all()
    hier = {(een.onderwerp, een.versie) for een in rijen if een.soort == "groepsdocument"}
    definitie = f"{kantoor.groep}:probleemdefinitie"
    assert {(definitie, 1), (definitie, 2)} <= hier
    bij_de_actie = [een for een in rijen if een.onderwerp == actie.json()["id"]]
    assert [(een.versie, een.door) for een in bij_de_actie] == [(1, kantoor.regisseur_id)]


def test_een_plan_heeft_bij_elk_doel_een_actie(kantoor: Kantoor) -> None:
    kantoor.naar_stap(5, prioritering="ja")
    pad = f"/plannen-van-aanpak/{kantoor.groep}"
    assert _actie(kantoor, 400).json()["fouten"][0]["pad"] == "/doel"
    plan = _zet(kantoor, pad, PLAN)
    _actie(kantoor)
    te_vroeg = _stel_vast(kantoor, pad, plan.headers["etag"], 409)
    assert "perspectief" in te_vroeg.text, "het doel bij zijn titel"
    _actie(kantoor, doel="G2")
    assert _stel_vast(kantoor, pad, plan.headers["etag"]).json()["vastgesteld"] is True


def test_een_plan_noemt_bestaande_doelen_en_elke_code_een_keer(kantoor: Kantoor) -> None:
    kantoor.naar_stap(5, prioritering="ja")
    doel = {**PLAN["doelen"][0], "convenantdoel": "D9"}
    fout = _zet(
        kantoor, f"/plannen-van-aanpak/{kantoor.groep}", {**PLAN, "doelen": [doel, doel]}, 400
    )
    paden = [een["pad"] for een in fout.json()["fouten"]]
    assert paden == ["/doelen/0/convenantdoel", "/doelen/1/convenantdoel", "/doelen"]


def test_voortgang_effect_en_bijstelling_blijven_te_volgen(kantoor: Kantoor) -> None:
    kantoor.naar_stap(6, prioritering="ja")
    _zet(kantoor, f"/plannen-van-aanpak/{kantoor.groep}", PLAN)
    persoon = kantoor.gemeente.persoon(
        kantoor.regisseur, kantoor.groep, "Verzonnen Nergenshuizen", "2009-02-03"
    )
    leden = f"/groepen/{kantoor.groep}/leden"
    (lid,) = kantoor.regisseur.haal(leden)["leden"]
    actie = _actie(kantoor, betrokkene=lid["betrokkene"])
    kantoor.regisseur.haal(f"/groepen/{kantoor.groep}/acties")
    met_lezing = [("actie", actie.json()["id"], persoon)] * 2
    assert kantoor.lezingen(kantoor.gemeente, "actie") == met_lezing, "het antwoord, en de lijst"
    _wijzig(kantoor, actie, status="bezig", voortgang="De eerste maand zit erop.")
    _wijzig(kantoor, actie, 412, status="gereed")
    actie = kantoor.regisseur.vraag("GET", f"/acties/{actie.json()['id']}")
    actie = _wijzig(kantoor, actie, uiterlijk="2027-04-01", effect="Er zijn minder meldingen.")
    _wijzig(kantoor, actie, 400, voortgang="Gesproken met Zorivanio B. daarover.")
    actie = _wijzig(kantoor, actie, status="gereed")
    _wijzig(kantoor, actie, 409, status="bezig")
    verloop = kantoor.regisseur.haal(f"/acties/{actie.json()['id']}/verloop")["verloop"]
    assert [een["status"] for een in verloop] == ["open", "bezig", "bezig", "gereed"]
    assert verloop[2]["effect"] == "Er zijn minder meldingen."
    assert (verloop[1]["uiterlijk"], verloop[2]["uiterlijk"]) == ("2027-02-01", "2027-04-01")


def test_een_plan_waarvan_drie_maanden_niets_is_gehoord_staat_op_de_werklijst(
    kantoor: Kantoor,
) -> None:
    kantoor.naar_stap(6, prioritering="ja")
    pad = f"/plannen-van-aanpak/{kantoor.groep}"
    plan = _zet(kantoor, pad, PLAN)
    acties = [_actie(kantoor), _actie(kantoor, doel="G2")]

    def stil() -> list[str]:
        lijst = f"/werklijst?groep={kantoor.groep}&soort=plan-zonder-voortgang"
        return [een["pad"] for een in kantoor.regisseur.haal(lijst)["werk"]]

    kantoor.wereld.klok.vooruit(days=92)
    assert stil() == []  # het plan staat nog niet vast
    kantoor.wereld.klok.vooruit(days=-92)
    _stel_vast(kantoor, pad, plan.headers["etag"])
    kantoor.wereld.klok.vooruit(days=91)
    assert stil() == []
    kantoor.wereld.klok.vooruit(days=1)
    assert stil() == [f"/groepen/{kantoor.groep}/acties"]
    # Een dag verzetten is geen voortgang.
    actie = _wijzig(kantoor, acties[0], uiterlijk="2027-06-01")
    assert stil() != []
    _wijzig(kantoor, actie, voortgang="De eerste gesprekken zijn gevoerd.")
    assert stil() == []


def test_wat_over_de_datum_is_staat_op_de_lijst(kantoor: Kantoor) -> None:
    kantoor.naar_stap(6, prioritering="ja")
    _zet(kantoor, f"/plannen-van-aanpak/{kantoor.groep}", PLAN)
    actie = _actie(kantoor, uiterlijk="2026-11-24")
    _actie(kantoor, doel="G2")
    kantoor.wereld.klok.vooruit(days=3)
    lijst = f"/groepen/{kantoor.groep}/acties"
    te_laat = kantoor.regisseur.haal(f"{lijst}?teLaat=true")["acties"]
    assert [(een["id"], een["teLaat"]) for een in te_laat] == [(actie.json()["id"], True)]
    assert len(kantoor.regisseur.haal(f"{lijst}?partij=gemeente")["acties"]) == 2
    assert kantoor.regisseur.haal(f"{lijst}?eigenaar={nieuw_id()}")["acties"] == []


def test_een_restactie_is_voor_na_het_afsluiten(kantoor: Kantoor) -> None:
    kantoor.naar_stap(6, prioritering="ja")
    _zet(kantoor, f"/plannen-van-aanpak/{kantoor.groep}", PLAN)
    _actie(kantoor, 409, restactie=True)
    kantoor.naar_stap(7, status="afgesloten", eindcriterium="doelen-behaald")
    _actie(kantoor, 409)
    rest = _actie(kantoor, restactie=True)
    assert (rest.json()["restactie"], rest.json()["eigenaar"]) == (True, kantoor.regisseur_id)
    assert _actie(kantoor, 400, restactie=True, partij="waterschap").json()["fouten"]
    assert _actie(kantoor, 400, restactie=True, uiterlijk="2020-01-01").json()["fouten"]


def test_een_leerpunt_noemt_niemand(kantoor: Kantoor) -> None:
    kantoor.naar_stap(7, status="afgesloten", eindcriterium="doelen-behaald")
    fout = _zet(
        kantoor,
        f"/evaluaties/{kantoor.groep}",
        {**EVALUATIE, "leerpunten": ["Bel eerder met de moeder van Zorivanio."]},
        400,
    )
    assert fout.json()["fouten"][0]["pad"] == "/leerpunten/0"


def test_cijfers_over_andere_groepen_noemen_er_geen(kantoor: Kantoor) -> None:
    Kantoor.richt_in(kantoor.wereld)
    cijfers = kantoor.regisseur.haal("/groepscijfers")
    assert cijfers.keys() == {"perStap", "geprioriteerd", "nietGeprioriteerd", "afgesloten"}
    assert sum(cijfers["perStap"].values()) >= 2
    assert kantoor.groep not in str(cijfers)


def test_een_groep_buiten_de_taak_blijft_dicht(kantoor: Kantoor) -> None:
    ander, _ = kantoor.gemeente.medewerker(
        "regisseur", f"{nieuw_id()}@gemeente.example", alleGroepen=False, groepen=[nieuw_id()]
    )
    for pad in (f"/probleemdefinities/{kantoor.groep}", f"/groepen/{kantoor.groep}/acties"):
        assert ander.vraag("GET", pad).status_code == 403
    pad = f"/probleemdefinities/{kantoor.groep}"
    assert ander.vraag("PUT", pad, json=DEFINITIE).status_code == 403
