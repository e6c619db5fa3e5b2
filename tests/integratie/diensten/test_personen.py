"""Personen: vastleggen, verbeteren, zoeken en vernietigen, en wie er keek."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from shared.partij.dossier_tabellen import RaadplegingRij
from shared.partij.kenmerk import nieuw_id
from tests.integratie.diensten.opstelling import Klant, Opstelling

PERSOON: dict[str, Any] = {
    "naam": "Sterrin van Verzonnenstein",
    "geboortedatum": "2010-02-03",
    "adres": "Verzonnenlaan 12",
    "woonplaats": "Rotterdam",
    "telefoon": "06-0000 1234",
    "email": "sterrin@verzonnen.example",
}


def _corrigeer(klant: Klant, persoon: dict[str, Any], **velden: Any) -> Any:
    etag = klant.vraag("GET", f"/personen/{persoon['id']}").headers["ETag"]
    return klant.vraag(
        "PATCH",
        f"/personen/{persoon['id']}",
        json={"reden": "Verkeerd overgenomen.", **velden},
        headers={"If-Match": etag},
    )


def test_persoon_vastleggen_en_teruglezen(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    antwoord = analist.vraag("POST", "/personen", json=PERSOON)
    assert antwoord.status_code == 201
    persoon = antwoord.json()
    assert antwoord.headers["Location"].endswith(f"/v1/personen/{persoon['id']}")
    gelezen = analist.haal(f"/personen/{persoon['id']}")
    assert gelezen == persoon
    assert {naam: gelezen[naam] for naam in PERSOON} == PERSOON
    assert (gelezen["herkomst"], gelezen["versie"]) == ("eigen", 1)


def test_lijst_toont_geen_inhoud_en_bladert(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    ids = [analist.maak("/personen", PERSOON)["id"] for _ in range(5)]
    eerste = analist.haal("/personen?paginagrootte=3")
    assert [rij["id"] for rij in eerste["personen"]] == ids[:3]
    assert set(eerste["personen"][0]) == {
        "id",
        "herkomst",
        "versie",
        "aangemaaktOp",
        "gewijzigdOp",
        "vernietigdOp",
    }
    tweede = analist.haal(f"/personen?paginagrootte=3&na={eerste['volgende']}")
    assert [rij["id"] for rij in tweede["personen"]] == ids[3:]
    assert tweede["volgende"] is None


def test_zoeken_vindt_dezelfde_persoon_ook_met_andere_schrijfwijze(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    for naam in ("sterrin VAN verzonnenstein", "  Sterrin  van Verzonnenstein "):
        vraag = {"naam": naam, "geboortedatum": "2010-02-03"}
        gevonden = analist.vraag("POST", "/personen/_zoek", json=vraag).json()["personen"]
        assert [een["id"] for een in gevonden] == [persoon["id"]], naam
    vraag = {"naam": PERSOON["naam"], "geboortedatum": "2010-02-04"}
    assert analist.vraag("POST", "/personen/_zoek", json=vraag).json() == {"personen": []}


def test_correctie_bewaart_wie_wat_wanneer_en_waarom(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    politie.klok.vooruit(days=1)
    nieuw = _corrigeer(analist, persoon, naam="Wolkje Nergenshuizen", telefoon=None).json()
    assert (nieuw["naam"], nieuw["telefoon"], nieuw["versie"]) == ("Wolkje Nergenshuizen", None, 2)
    [correctie] = analist.haal(f"/personen/{persoon['id']}/correcties")["correcties"]
    assert correctie["oudeWaarden"] == {"naam": PERSOON["naam"], "telefoon": PERSOON["telefoon"]}
    assert correctie["reden"] == "Verkeerd overgenomen."
    assert correctie["tijdstip"] == "2026-11-24T10:00:00Z"
    assert correctie["door"] == analist.haal("/autorisaties/mij")["id"]


def test_na_een_correctie_vindt_de_oude_naam_niets_meer(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    _corrigeer(analist, persoon, naam="Wolkje Nergenshuizen")
    oud = {"naam": PERSOON["naam"], "geboortedatum": PERSOON["geboortedatum"]}
    assert analist.vraag("POST", "/personen/_zoek", json=oud).json() == {"personen": []}
    nieuw = {**oud, "naam": "Wolkje Nergenshuizen"}
    [gevonden] = analist.vraag("POST", "/personen/_zoek", json=nieuw).json()["personen"]
    assert gevonden["id"] == persoon["id"]


def test_twee_mensen_overschrijven_elkaar_niet(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    gelezen = analist.vraag("GET", f"/personen/{persoon['id']}").headers["ETag"]
    assert _corrigeer(analist, persoon, adres="Nergensstraat 1").status_code == 200
    te_laat = analist.vraag(
        "PATCH",
        f"/personen/{persoon['id']}",
        json={"reden": "Verhuisd.", "adres": "Proefpad 3"},
        headers={"If-Match": gelezen},
    )
    assert te_laat.status_code == 412
    zonder = analist.vraag(
        "PATCH", f"/personen/{persoon['id']}", json={"reden": "Verhuisd.", "adres": "Proefpad 3"}
    )
    assert zonder.status_code == 428
    assert analist.haal(f"/personen/{persoon['id']}")["adres"] == "Nergensstraat 1"


def test_een_correctie_zonder_verschil_laat_geen_spoor(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    antwoord = _corrigeer(analist, persoon, adres=PERSOON["adres"])
    assert (antwoord.status_code, antwoord.json()["versie"]) == (200, 1)
    assert analist.haal(f"/personen/{persoon['id']}/correcties") == {"correcties": []}


def test_een_naam_mag_niet_leeg_worden_gemaakt(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    antwoord = _corrigeer(analist, persoon, naam=None)
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"] == [
        {"pad": "/naam", "melding": "kan worden verbeterd, maar niet leeggemaakt"}
    ]


def test_alle_fouten_in_de_invoer_in_een_keer(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    fout = {"geboortedatum": "gisteren", "email": "geen adres", "telefoon": "bel maar", "bsn": "1"}
    antwoord = analist.vraag("POST", "/personen", json=fout)
    assert antwoord.status_code == 400
    assert antwoord.headers["Content-Type"].startswith("application/problem+json")
    assert {een["pad"] for een in antwoord.json()["fouten"]} == {
        "/naam",
        "/geboortedatum",
        "/email",
        "/telefoon",
        "/bsn",
    }
    assert "geen adres" not in antwoord.text


def test_een_geboortedatum_in_de_toekomst_wordt_geweigerd(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    invoer = {**PERSOON, "geboortedatum": "2026-11-24"}
    antwoord = analist.vraag("POST", "/personen", json=invoer)
    assert antwoord.status_code == 400
    assert antwoord.json()["fouten"] == [
        {"pad": "/geboortedatum", "melding": "ligt in de toekomst"}
    ]


def test_vernietigen_laat_alleen_een_grafsteen(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    privacy = politie.medewerker("privacyfunctionaris", "privacy@partij.example")
    persoon = analist.maak("/personen", PERSOON)
    pad = f"/personen/{persoon['id']}"
    assert analist.vraag("DELETE", f"{pad}?grond=termijn").status_code == 403
    assert privacy.vraag("DELETE", f"{pad}?grond=termijn").status_code == 204
    assert privacy.vraag("DELETE", f"{pad}?grond=termijn").status_code == 204
    weg = analist.vraag("GET", pad)
    assert (weg.status_code, weg.json()["title"]) == (410, "Vernietigd")
    vraag = {"naam": PERSOON["naam"], "geboortedatum": PERSOON["geboortedatum"]}
    assert analist.vraag("POST", "/personen/_zoek", json=vraag).json() == {"personen": []}
    [rij] = analist.haal("/personen")["personen"]
    assert rij["vernietigdOp"] == "2026-11-23T10:00:00Z"


def test_een_onbekende_persoon_is_niet_gevonden(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    assert analist.vraag("GET", f"/personen/{nieuw_id()}").status_code == 404
    privacy = politie.medewerker("privacyfunctionaris", "privacy@partij.example")
    weg = privacy.vraag("DELETE", f"/personen/{nieuw_id()}?grond=termijn")
    assert weg.status_code == 404


def test_elke_raadpleging_wordt_vastgelegd_zonder_inhoud(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    persoon = analist.maak("/personen", PERSOON)
    analist.haal(f"/personen/{persoon['id']}")
    vraag = {"naam": PERSOON["naam"], "geboortedatum": PERSOON["geboortedatum"]}
    analist.vraag("POST", "/personen/_zoek", json=vraag)
    analist.vraag("POST", "/personen/_zoek", json={**vraag, "naam": "Niemand Bedenksel"})
    analist.vraag("GET", f"/personen/{nieuw_id()}")
    with politie.dienst.transactie() as sessie:
        rijen = sessie.scalars(select(RaadplegingRij).order_by(RaadplegingRij.id)).all()
        gezien = [(rij.handeling, rij.recht, rij.persoon_id) for rij in rijen]
        wie = {rij.autorisatie_id for rij in rijen}
    assert gezien == [
        ("raadplegen", "personen.lezen", persoon["id"]),
        ("zoeken", "personen.lezen", persoon["id"]),
        ("zoeken", "personen.lezen", None),
    ]
    assert wie == {analist.haal("/autorisaties/mij")["id"]}


def test_zonder_inloggen_komt_niemand_binnen(politie: Opstelling) -> None:
    antwoord = politie.klant(None).vraag("GET", "/personen")
    assert antwoord.status_code == 401
