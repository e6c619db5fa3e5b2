"""Aanvullen, verbeteren en terugnemen wat al bij een ander ligt (convenant 6.5)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.kantoor import Kantoor


@pytest.fixture
def persoon(kantoor: Kantoor) -> str:
    return kantoor.persoon()


def _vervolg(kantoor: Kantoor, soort: str, op: str, **anders: Any) -> dict[str, Any]:
    stand: dict[str, Any] = kantoor.analist.maak(
        "/verstrekkingen",
        {
            "soort": soort,
            "ontvanger": "gemeente",
            "ontvangendeMedewerker": kantoor.regisseur_id,
            "groep": kantoor.groep,
            "inReactieOp": op,
            "onderdelen": [],
            **anders,
        },
    )
    assert stand["status"] == "afgeleverd"
    return stand


def _per_soort(kantoor: Kantoor, status: str) -> dict[str, Any]:
    return {g["gegevenssoort"]: g for g in kantoor.ontvangen() if g["status"] == status}


def test_een_verbetering_vervangt_alleen_wat_fout_was(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon)
    etag = kantoor.analist.vraag("GET", f"/personen/{persoon}").headers["etag"]
    beter = kantoor.analist.vraag(
        "PATCH",
        f"/personen/{persoon}",
        json={"adres": "Proefpad 7", "reden": "Verkeerd overgenomen."},
        headers={"If-Match": etag},
    )
    assert beter.status_code == 200, beter.text
    deel = {"persoon": persoon, "gegevenssoort": "NAW"}
    correctie = _vervolg(kantoor, "correctie", stand["id"], onderdelen=[deel])

    actief, vervangen = _per_soort(kantoor, "actief"), _per_soort(kantoor, "vervangen")
    assert actief.keys() == {"NAW", "GEBOORTEDATUM"}
    assert actief["NAW"]["gegevens"]["adres"] == "Proefpad 7"
    assert actief["NAW"]["bericht"] == correctie["id"]
    assert vervangen["NAW"]["vervangenDoor"] == actief["NAW"]["id"]
    # Doel en grondslag gaan mee; de bewaartermijn begint niet opnieuw.
    for veld in ("doel", "grondslag", "convenantartikel", "vervaltOp"):
        assert actief["NAW"][veld] == vervangen["NAW"][veld]


def test_een_tweede_verbetering_vervangt_de_eerste(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon)
    deel = {"persoon": persoon, "gegevenssoort": "GEBOORTEDATUM"}
    for _ in range(2):
        _vervolg(kantoor, "correctie", stand["id"], onderdelen=[deel])
    data = [g for g in kantoor.ontvangen() if g["gegevenssoort"] == "GEBOORTEDATUM"]
    assert [g["status"] for g in data] == ["vervangen", "vervangen", "actief"]


def test_de_ontvanger_meldt_een_fout_aan_de_bron(kantoor: Kantoor, persoon: str) -> None:
    """Wie een fout ziet meldt die, ook over gegevens van een ander; de bron beoordeelt."""
    stand = kantoor.verstrek(persoon)
    (gegeven,) = [g for g in kantoor.ontvangen() if g["gegevenssoort"] == "GEBOORTEDATUM"]
    melding = kantoor.regisseur.maak(
        "/verstrekkingen",
        {
            "soort": "correctie",
            "ontvanger": "politie",
            "ontvangendeMedewerker": kantoor.analist_id,
            "groep": kantoor.groep,
            "inReactieOp": stand["id"],
            "onderdelen": [
                {
                    "persoon": gegeven["persoon"],
                    "gegevenssoort": "GEBOORTEDATUM",
                    "gegeven": gegeven["id"],
                    "gegevens": {"lid": "geboortedatum", "fout": "onjuist"},
                }
            ],
        },
    )
    assert melding["status"] == "afgeleverd"
    (bij_bron,) = kantoor.analist.haal(f"/verbeteringen?groep={kantoor.groep}")["verbeteringen"]
    # De melding gaat over de eigen persoon van de politie, en verandert die niet vanzelf.
    assert (bij_bron["meldingVan"], bij_bron["persoon"]) == ("gemeente", persoon)
    assert kantoor.analist.haal(f"/personen/{persoon}")["geboortedatum"] == "2010-02-03"


def test_wat_ontvangen_is_wordt_niet_doorverstrekt(kantoor: Kantoor, persoon: str) -> None:
    kantoor.verstrek(persoon)
    (ontvangen,) = {g["persoon"] for g in kantoor.ontvangen()}
    opdracht = kantoor.opdracht(ontvangen, None, ontvanger="politie", soorten=("NAW",))
    opdracht["ontvangendeMedewerker"] = kantoor.analist_id
    antwoord = kantoor.regisseur.vraag("POST", "/verstrekkingen", json=opdracht)
    assert antwoord.status_code == 403
    assert 2 in {reden["poort"] for reden in antwoord.json()["redenen"]}


def test_ingetrokken_is_weg_bij_de_ontvanger(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon)
    terug = _vervolg(kantoor, "intrekking", stand["id"])
    kop = kantoor.analist.haal(f"/verstrekkingen/{terug['id']}/inhoud")["kop"]
    assert (kop["stap"], kop["inhoudCommitment"], kop["doel"], kop["afweging"]) == (
        2, None, None, None,
    )  # fmt: skip
    gegevens = kantoor.ontvangen()
    assert {(g["status"], g["gegevens"]) for g in gegevens} == {("ingetrokken", None)}
    volgt = kantoor.stand(stand["id"])
    assert volgt["intrekkenMet"] is None
    assert [(een["bericht"], een["plaatsen"]) for een in volgt["intrekkingen"]] == [
        (terug["id"], [])
    ]
    assert kantoor.stand(terug["id"])["intrekkenMet"] is None


def test_van_een_bericht_kan_ook_een_enkel_gegeven_terug(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon)
    assert kantoor.stand(stand["id"])["intrekkenMet"] == "intrekking"
    terug = _vervolg(kantoor, "intrekking", stand["id"], onderdelen=[{"vervangt": 1}])
    volgt = kantoor.stand(stand["id"])
    assert (volgt["intrekkenMet"], volgt["intrekkingen"][0]["plaatsen"]) == ("intrekking", [1])
    kop = kantoor.analist.haal(f"/verstrekkingen/{terug['id']}/inhoud")["kop"]
    assert [(d["gegevenssoort"], d["vervangt"]) for d in kop["onderdelen"]] == [
        ("GEBOORTEDATUM", 1)
    ]
    assert _per_soort(kantoor, "actief").keys() == {"NAW"}
    weg = _per_soort(kantoor, "ingetrokken")
    assert {soort: g["gegevens"] for soort, g in weg.items()} == {"GEBOORTEDATUM": None}


@pytest.mark.parametrize(
    ("deel", "pad"),
    [
        ({"vervangt": 2}, "/onderdelen/0/vervangt"),
        ({}, "/onderdelen/0/vervangt"),
        ({"vervangt": 0, "grondslag": "WPG16_1_B_2"}, "/onderdelen/0/grondslag"),
    ],
)
def test_wat_terug_moet_is_precies_een_plaats_in_dat_bericht(
    kantoor: Kantoor, persoon: str, deel: dict[str, Any], pad: str
) -> None:
    stand = kantoor.verstrek(persoon)
    antwoord = _probeer(kantoor, kantoor.analist, stand["id"], onderdelen=[deel])
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [pad]
    assert {g["status"] for g in kantoor.ontvangen()} == {"actief"}


def test_een_ander_kan_niet_intrekken_wat_niet_van_hem_is(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon)
    antwoord = _probeer(kantoor, kantoor.regisseur, stand["id"], ontvanger="politie")
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/inReactieOp"]
    assert {g["status"] for g in kantoor.ontvangen()} == {"actief"}
    assert kantoor.stand(stand["id"])["status"] == "afgeleverd"


NOEMT = ("intrekking", "correctie", "aanvulling", "verstrekking")
"""Elke soort die een eerder bericht kan noemen."""


@pytest.mark.parametrize("soort", NOEMT)
def test_wie_buiten_die_groep_werkt_bouwt_niet_op_haar_bericht(
    kantoor: Kantoor, persoon: str, soort: str
) -> None:
    """Ook niet door een eigen groep te noemen bij een bericht over een andere."""
    stand = kantoor.verstrek(persoon)
    eigen_groep = Kantoor.richt_in(kantoor.wereld).groep
    ander, _ = kantoor.politie.medewerker(
        "analist",
        f"buiten.{kantoor.groep}@politie.example",
        alleGroepen=False,
        groepen=[eigen_groep],
    )
    for pad in ("/verstrekkingen", "/verstrekkingen/_voorbeeld"):
        for groep in (kantoor.groep, eigen_groep):
            antwoord = _probeer(kantoor, ander, stand["id"], pad=pad, groep=groep, soort=soort)
            assert antwoord.status_code == 403, antwoord.text
    assert {g["status"] for g in kantoor.ontvangen()} == {"actief"}


@pytest.mark.parametrize("soort", NOEMT)
def test_een_bericht_over_een_andere_groep_is_hier_niet_bedoeld(
    kantoor: Kantoor, persoon: str, soort: str
) -> None:
    stand = kantoor.verstrek(persoon)
    elders = Kantoor.richt_in(kantoor.wereld).groep
    antwoord = _probeer(kantoor, kantoor.analist, stand["id"], groep=elders, soort=soort)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/groep"]


def _probeer(
    kantoor: Kantoor, klant: Klant, op: str, pad: str = "/verstrekkingen", **anders: Any
) -> Any:
    """Een intrekking die in alles klopt, op `anders` na; het antwoord."""
    opdracht = {
        "soort": "intrekking",
        "ontvanger": "gemeente",
        "groep": kantoor.groep,
        "inReactieOp": op,
        "onderdelen": [],
        **anders,
    }
    return klant.vraag("POST", pad, json=opdracht)


def test_een_aanvulling_komt_erbij(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon, soorten=("NAW",))
    opdracht = kantoor.opdracht(persoon, stand["id"], soorten=("GEBOORTEDATUM",))
    aanvulling = kantoor.analist.maak("/verstrekkingen", {**opdracht, "soort": "aanvulling"})
    assert aanvulling["status"] == "afgeleverd"
    assert _per_soort(kantoor, "actief").keys() == {"NAW", "GEBOORTEDATUM"}


def test_ontvangen_gegevens_lezen_wordt_vastgelegd_en_blijft_binnen_de_taak(
    kantoor: Kantoor, persoon: str
) -> None:
    kantoor.verstrek(persoon)
    gegevens = kantoor.ontvangen()
    gelezen = kantoor.gelezen(kantoor.gemeente)
    assert {("ontvangen-gegeven", g["id"], g["persoon"]) for g in gegevens} <= gelezen
    ander, _ = kantoor.gemeente.medewerker(
        "regisseur", f"ander.{kantoor.groep}@gemeente.example", alleGroepen=False, groepen=[]
    )
    pad = f"/ontvangen-gegevens?groep={kantoor.groep}"
    assert ander.haal(pad)["ontvangenGegevens"] == []
    burgemeester, _ = kantoor.gemeente.medewerker(
        "burgemeester", f"bm.{kantoor.groep}@gemeente.example"
    )
    assert burgemeester.vraag("GET", pad).status_code == 403
