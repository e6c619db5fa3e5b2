"""Een informatieverzoek dat niet wordt beantwoord: doorgegeven, teruggenomen of vervallen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import DROMER, STERRIN, Driehoek
from tests.integratie.partij.kantoor import Kantoor
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.stukwerk import nieuwe_dag

BEVESTIGD = {"bevestigdZonderPersonen": True}
NIETS = {"antwoord": "niets_bekend", **BEVESTIGD}
SOORTEN = ("informatieverzoek", "informatieverzoek-doorgegeven")


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    return nieuwe_dag(gedeelde_driehoek)


def _werk(kantoor: Kantoor, klant: Klant) -> list[dict[str, Any]]:
    lijst = klant.haal(f"/werklijst?groep={kantoor.groep}")["werk"]
    return [stuk for stuk in lijst if stuk["soort"] in SOORTEN]


def _collega(kantoor: Kantoor, functie: str = "analist", **anders: Any) -> tuple[Klant, str]:
    sub = f"{functie}.{nieuw_id()}@politie.example"
    wie = kantoor.politie.medewerker(functie, sub, **anders)
    kantoor.politie.meld()
    return wie


def _doe(klant: Klant, verzoek: str, wat: str, status: int, **vraag: Any) -> Any:
    return klant.maak(f"/informatieverzoeken/{verzoek}/{wat}", vraag, status)


# --- doorgeven ------------------------------------------------------------------------------------


def test_wie_een_vraag_doorgeeft_zet_haar_op_de_lijst_van_een_collega(kantoor: Kantoor) -> None:
    verzoek = kantoor.vraag_om_informatie()
    ander, ander_id = _collega(kantoor)
    (stuk,) = _werk(kantoor, kantoor.analist)
    assert (stuk["soort"], stuk["eigenaar"]) == (SOORTEN[0], kantoor.analist_id)
    for _ in range(2):
        gegeven = _doe(kantoor.analist, verzoek, "_doorgeven", 200, medewerker=ander_id)
        assert (gegeven["behandelaar"], gegeven["teBeantwoorden"]) == (ander_id, True)
    (stuk,) = _werk(kantoor, ander)
    assert (stuk["soort"], stuk["eigenaar"]) == (SOORTEN[1], ander_id)
    assert "een collega gaf het aan u door" in stuk["titel"]
    # De ander merkt er niets van: het blijft binnen de partij.
    bij_gemeente = kantoor.regisseur.haal(f"/informatieverzoeken/{verzoek}")
    assert (bij_gemeente["behandelaar"], bij_gemeente["teBeantwoorden"]) == (None, True)
    ander.maak(f"/informatieverzoeken/{verzoek}/_beantwoord", NIETS)
    assert _werk(kantoor, ander) == []
    terug = _doe(ander, verzoek, "_doorgeven", 409, medewerker=kantoor.analist_id)
    assert "al beantwoord" in terug["detail"]


def test_een_vraag_gaat_alleen_naar_wie_haar_mag_beantwoorden(kantoor: Kantoor) -> None:
    verzoek = kantoor.vraag_om_informatie()
    _, wijkagent = _collega(kantoor, "wijkagent")
    _, elders = _collega(kantoor, alleGroepen=False, groepen=[nieuw_id()])
    redenen = {}
    for wie in (kantoor.regisseur_id, wijkagent, elders):
        geweigerd = _doe(kantoor.analist, verzoek, "_doorgeven", 400, medewerker=wie)
        (fout,) = geweigerd["fouten"]
        assert fout["pad"] == "/medewerker"
        redenen[wie] = fout["melding"]
    assert "geen autorisatie van deze partij" in redenen[kantoor.regisseur_id]
    assert "geen informatie verstrekt" in redenen[wijkagent]
    assert "niet in zijn taak" in redenen[elders]
    zelf = _doe(kantoor.regisseur, verzoek, "_doorgeven", 409, medewerker=kantoor.regisseur_id)
    assert "de ander beantwoordt het" in zelf["detail"]
    assert _werk(kantoor, kantoor.analist)[0]["eigenaar"] == kantoor.analist_id


# --- intrekken ------------------------------------------------------------------------------------


def test_wie_vroeg_trekt_in_en_bij_de_ander_is_het_van_de_lijst(kantoor: Kantoor) -> None:
    verzoek = kantoor.vraag_om_informatie()
    vreemd = _doe(kantoor.analist, verzoek, "_intrekken", 409)
    assert "Alleen wie het vroeg" in vreemd["detail"]
    terug = _doe(kantoor.regisseur, verzoek, "_intrekken", 200)
    assert (terug["soort"], terug["status"]) == ("intrekking", "afgeleverd")
    assert _doe(kantoor.regisseur, verzoek, "_intrekken", 200)["id"] == terug["id"]
    assert _werk(kantoor, kantoor.analist) == []
    for klant in (kantoor.analist, kantoor.regisseur):
        rij = klant.haal(f"/informatieverzoeken/{verzoek}")
        assert (rij["teruggenomenOp"] is not None, rij["teBeantwoorden"]) == (True, False)
    # Niet meer met gegevens, niet meer zonder, en niet meer door te geven.
    opdracht = kantoor.opdracht(kantoor.persoon(), verzoek)
    met = kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    assert (met.status_code, "ingetrokken" in met.json()["detail"]) == (409, True)
    assert "ingetrokken" in _doe(kantoor.analist, verzoek, "_beantwoord", 409, **NIETS)["detail"]
    _, ander = _collega(kantoor)
    _doe(kantoor.analist, verzoek, "_doorgeven", 409, medewerker=ander)


def test_in_een_latere_stap_gaan_er_ook_geen_gegevens_op_een_ingetrokken_of_vervallen_vraag(
    driehoek: Driehoek,
) -> None:
    """De toetsing vraagt alleen in stap 2 een open vraag; de dienst zegt het in elke stap."""
    analist, persoon = driehoek.kantoor.analist, driehoek.persoon("politie", STERRIN)
    ingetrokken, verlopen = (driehoek.vraag("gemeente", "politie") for _ in range(2))
    _doe(driehoek.kantoor.regisseur, ingetrokken, "_intrekken", 200)

    def geef(verzoek: str | None, stap: int) -> Any:
        opdracht = driehoek.kantoor.opdracht(persoon, verzoek, stap=stap)
        return analist.vraag("POST", "/verstrekkingen", json=opdracht)

    geweigerd = geef(ingetrokken, 3)
    assert geweigerd.status_code == 409, geweigerd.text
    assert "ingetrokken" in geweigerd.json()["detail"]
    driehoek.kantoor.naar_stap(5, prioritering="ja")
    driehoek.wereld.doe(driehoek.bureau("politie").uitwisseling.groepskijker.kijk())
    geweigerd = geef(verlopen, 5)
    assert geweigerd.status_code == 409, geweigerd.text
    assert "vervallen" in geweigerd.json()["detail"]
    for verzoek in (ingetrokken, verlopen):
        rij = driehoek.kantoor.regisseur.haal(f"/informatieverzoeken/{verzoek}")
        assert rij["beantwoordDoor"] is None
    # Uit zichzelf geven mag in die stap wel: dan noemt het bericht geen vraag.
    assert geef(None, 5).status_code == 201


def test_wat_al_is_beantwoord_wordt_niet_meer_ingetrokken(kantoor: Kantoor) -> None:
    verzoek = kantoor.vraag_om_informatie()
    _doe(kantoor.analist, verzoek, "_beantwoord", 201, **NIETS)
    assert "al beantwoord" in _doe(kantoor.regisseur, verzoek, "_intrekken", 409)["detail"]


def _geef(driehoek: Driehoek, verzoek: str) -> dict[str, Any]:
    persoon = driehoek.persoon("politie", STERRIN)
    delen = [
        {"persoon": persoon, "gegevenssoort": soort, "grondslag": "WPG16_1_B_2"}
        for soort in ("NAW", "GEBOORTEDATUM")
    ]
    return driehoek.geef("politie", "gemeente", delen, verzoek, stap=3)


def _trek_in_terwijl_de_politie_weg_is(driehoek: Driehoek, verzoek: str) -> str:
    """De intrekking is onderweg; de politie weet er nog niet van."""
    driehoek.wereld.sluit_af("politie")
    pad = f"/informatieverzoeken/{verzoek}/_intrekken"
    terug = driehoek.kantoor.regisseur.vraag("POST", pad, json={})
    assert terug.status_code == 202, terug.text
    # Wie nog eens vraagt, verstuurt er geen tweede.
    nog_eens = driehoek.kantoor.regisseur.vraag("POST", pad, json={})
    assert nog_eens.json()["id"] == terug.json()["id"]
    driehoek.wereld.sluit_aan("politie")
    return str(terug.json()["id"])


def _bij_allebei(driehoek: Driehoek, verzoek: str) -> list[dict[str, Any]]:
    driehoek.wereld.klok.vooruit(minutes=10)
    driehoek.bureau("gemeente").ronde()
    return [
        driehoek.klant(code)[0].haal(f"/informatieverzoeken/{verzoek}")
        for code in ("politie", "gemeente")
    ]


def test_kruisen_een_weigering_en_een_intrekking_elkaar_dan_gelden_zij_bij_allebei(
    driehoek: Driehoek,
) -> None:
    verzoek = driehoek.vraag("gemeente", "politie")
    _trek_in_terwijl_de_politie_weg_is(driehoek, verzoek)
    geen = {"antwoord": "geen_grond", **BEVESTIGD}
    _doe(driehoek.kantoor.analist, verzoek, "_beantwoord", 201, **geen)
    rijen = _bij_allebei(driehoek, verzoek)
    assert len({rij["beantwoordDoor"] for rij in rijen}) == 1
    assert all(rij["teruggenomenOp"] and rij["beantwoordDoor"] for rij in rijen)
    assert {rij["teBeantwoorden"] for rij in rijen} == {False}


def test_kruist_een_antwoord_met_gegevens_een_weigering_dan_gaan_de_gegevens_voor(
    driehoek: Driehoek,
) -> None:
    """Twee collega's antwoorden tegelijk; de gemeente is dan even niet te bereiken."""
    verzoek = driehoek.vraag("gemeente", "politie")
    driehoek.wereld.sluit_af("gemeente")
    _doe(
        driehoek.kantoor.analist, verzoek, "_beantwoord", 202,
        antwoord="geen_grond", **BEVESTIGD,
    )  # fmt: skip
    driehoek.wereld.sluit_aan("gemeente")
    stand = _geef(driehoek, verzoek)
    driehoek.wereld.klok.vooruit(minutes=10)
    driehoek.bureau("politie").ronde()
    for code in ("politie", "gemeente"):
        rij = driehoek.klant(code)[0].haal(f"/informatieverzoeken/{verzoek}")
        assert (rij["beantwoordDoor"], rij["teBeantwoorden"]) == (stand["id"], False)


# --- vervallen ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dan", "waarom"),
    [
        ({"stap": 3}, "Dit is gevraagd in stap 2; de groep staat nu in stap 3."),
        (
            {"stap": 7, "status": "afgesloten", "eindcriterium": "overlast_gestopt"},
            "De aanpak van deze groep is geëindigd.",
        ),
    ],
)
def test_een_open_vraag_vervalt_met_de_stap_of_de_groep_en_allebei_lezen_waarom(
    kantoor: Kantoor, dan: dict[str, Any], waarom: str
) -> None:
    verzoek, beantwoord = kantoor.vraag_om_informatie(), kantoor.vraag_om_informatie()
    _doe(kantoor.analist, beantwoord, "_beantwoord", 201, **NIETS)
    open_ = f"/informatieverzoeken?groep={kantoor.groep}&teBeantwoorden="
    kantoor.naar_stap(**dan)
    for klant in (kantoor.analist, kantoor.regisseur):
        assert _werk(kantoor, klant) == []
        rij = klant.haal(f"/informatieverzoeken/{verzoek}")
        assert (rij["stap"], rij["vervallen"], rij["teBeantwoorden"]) == (2, waarom, False)
        assert klant.haal(f"/informatieverzoeken/{beantwoord}")["vervallen"] is None
        assert klant.haal(f"{open_}true")["informatieverzoeken"] == []
        dicht = klant.haal(f"{open_}false")["informatieverzoeken"]
        assert {een["id"]: een["vervallen"] for een in dicht} == {
            verzoek: waarom, beantwoord: None,
        }  # fmt: skip
    te_laat = _doe(kantoor.analist, verzoek, "_beantwoord", 409, **NIETS)
    assert waarom in te_laat["detail"]
    kantoor.wereld.klok.vooruit(days=60)
    lijst = kantoor.regisseur.haal(f"/werklijst?groep={kantoor.groep}&soort=antwoord-blijft-uit")
    assert lijst["werk"] == []


# --- over wie het gaat ----------------------------------------------------------------------------


def _over(driehoek: Driehoek, *betrokkenen: str) -> dict[str, Any]:
    return {
        "groep": driehoek.groep,
        "ontvanger": "politie",
        "ontvangendeMedewerker": driehoek.kantoor.analist_id,
        "vraag": "Is er sindsdien iets veranderd?",
        "betrokkenen": list(betrokkenen),
    }


def test_naar_een_mens_vraagt_men_met_zijn_pseudoniem_en_alleen_aan_wie_hem_kent(
    driehoek: Driehoek,
) -> None:
    regisseur, analist = driehoek.kantoor.regisseur, driehoek.kantoor.analist
    _geef(driehoek, driehoek.vraag("gemeente", "politie"))
    driehoek.persoon("gemeente", DROMER)
    leden = regisseur.haal(f"/groepen/{driehoek.groep}/leden")["leden"]
    namen = {
        regisseur.haal(f"/personen/{lid['persoonId']}")["naam"]: lid["betrokkene"] for lid in leden
    }
    sterrin, dromer = namen[STERRIN[0]], namen[DROMER[0]]
    for vraag, paden in (
        (_over(driehoek, sterrin, dromer), ["/betrokkenen/1"]),
        (_over(driehoek, nieuw_id()), ["/betrokkenen/0"]),
        (_over(driehoek, sterrin, sterrin), ["/betrokkenen"]),
        ({**_over(driehoek), "vraag": f"Wat is er met {sterrin}?"}, ["/vraag"]),
    ):
        niet = regisseur.vraag("POST", "/informatieverzoeken", json=vraag)
        assert niet.status_code == 400
        assert [fout["pad"] for fout in niet.json()["fouten"]] == paden
    stand = regisseur.maak("/informatieverzoeken", _over(driehoek, sterrin))
    assert stand["status"] == "afgeleverd"
    assert analist.haal(f"/informatieverzoeken/{stand['id']}")["betrokkenen"] == [sterrin]
    gelezen = driehoek.kantoor.gelezen(driehoek.bureau("politie"))
    wie = {persoon for _, wat, persoon in gelezen if wat == stand["id"]}
    assert wie == {driehoek.personen[f"politie:{STERRIN[0]}"]}, "over wie de vraag gaat"
    # De gateway weet niet over wie het gaat: het staat in de inhoud, en in geen blad.
    for blad in driehoek.wereld.gateway.boom.bladen:
        assert stand["id"].encode() not in blad or sterrin.encode() not in blad
