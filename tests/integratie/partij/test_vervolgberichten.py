"""Aanvullen, verbeteren en terugnemen wat al bij een ander ligt (convenant 6.5)."""

from __future__ import annotations

from typing import Any

import pytest

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
                    "gegevens": {"geboortedatum": "2011-02-03"},
                }
            ],
        },
    )
    assert melding["status"] == "afgeleverd"
    pagina = kantoor.analist.haal(f"/ontvangen-gegevens?groep={kantoor.groep}")
    (rij,) = pagina["ontvangenGegevens"]
    assert (rij["status"], rij["bron"]) == ("melding", "gemeente")
    assert rij["gegevens"] == {"geboortedatum": "2011-02-03"}
    # De melding gaat over de eigen persoon van de politie, en verandert die niet vanzelf.
    assert rij["persoon"] == persoon
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
    assert (kop["stap"], kop["inhoudCommitment"]) == (None, None)
    gegevens = kantoor.ontvangen()
    assert {(g["status"], g["gegevens"]) for g in gegevens} == {("ingetrokken", None)}


def test_een_ander_kan_niet_intrekken_wat_niet_van_hem_is(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon)
    kantoor.regisseur.maak(
        "/verstrekkingen",
        {
            "soort": "intrekking",
            "ontvanger": "politie",
            "groep": kantoor.groep,
            "inReactieOp": stand["id"],
            "onderdelen": [],
        },
    )
    assert {g["status"] for g in kantoor.ontvangen()} == {"actief"}
    assert kantoor.stand(stand["id"])["status"] == "afgeleverd"


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
