"""Een medewerker verstuurt, de ander heeft het, en wat niet mag gaat nergens heen."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.kantoor import Kantoor


@pytest.fixture
def persoon(kantoor: Kantoor) -> str:
    return kantoor.persoon()


def test_wat_de_politie_verstuurt_heeft_de_gemeente(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon)
    assert stand["status"] == "afgeleverd"
    assert stand["besluit"]["besluit"] == "toegestaan"

    gegevens = kantoor.ontvangen()
    assert [g["gegevens"] for g in gegevens] == [
        {"naam": "Sterrin Nooitgedacht", "adres": "Verzonnenlaan 1", "woonplaats": "Nergenshuizen"},
        {"geboortedatum": "2010-02-03"},
    ]
    assert {(g["bron"], g["regime"], g["doel"], g["status"]) for g in gegevens} == {
        ("politie", "Wpg", "D1", "actief")
    }
    # Stap 2 zonder nettolijst: dertig dagen (convenant 8.1).
    assert {g["vervaltOp"] for g in gegevens} == {"2026-12-23"}


def test_het_bewijs_staat_in_het_eigen_journaal(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon)
    regels = kantoor.analist.haal(f"/journaal?bericht={stand['id']}")["journaal"]
    assert [regel["handeling"] for regel in regels] == ["toegezegd", "afgeleverd"]
    klaar = regels[1]
    assert klaar["digest"] == kantoor.wereld.gateway.berichten[stand["id"]].digest
    assert klaar["bladnummer"] == stand["bladnummer"]
    assert klaar["ontvangst"] == stand["ontvangst"]["inhoud"]
    assert klaar["checkpoint"].startswith("driehoek.example/test\n")
    elders = kantoor.regisseur.haal(f"/journaal?bericht={stand['id']}")["journaal"]
    assert [(r["richting"], r["handeling"], r["digest"]) for r in elders] == [
        ("in", "ontvangen", klaar["digest"])
    ]


def test_een_weigering_noemt_elke_poort_en_niets_komt_aan(kantoor: Kantoor, persoon: str) -> None:
    opdracht = kantoor.opdracht(persoon, None, doel="D3", afweging=None)
    antwoord = kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    assert antwoord.status_code == 403
    probleem = antwoord.json()
    assert {reden["poort"] for reden in probleem["redenen"]} == {5, 10, 12}
    assert all(reden["uitleg"] for reden in probleem["redenen"])
    stand = kantoor.stand(probleem["id"])
    assert stand["status"] == "geweigerd"
    assert stand["besluit"]["redenen"] == probleem["redenen"]
    assert kantoor.ontvangen() == []


def test_elke_fout_in_de_opdracht_wordt_in_een_keer_genoemd(kantoor: Kantoor, persoon: str) -> None:
    onbekend = nieuw_id()
    opdracht = kantoor.opdracht(persoon, None)
    opdracht["onderdelen"] = [
        {"persoon": onbekend, "gegevenssoort": "NAW"},
        {"persoon": persoon, "gegevenssoort": "JUSTITIEEL"},
        {"persoon": persoon, "gegevenssoort": "WPG8"},
        {"persoon": persoon, "gegevenssoort": "NAW", "kenmerken": {"zaak": "a" * 43}},
        {"persoon": persoon, "gegevenssoort": "NAW", "gegevens": {"naam": "Anders"}},
    ]
    antwoord = kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    assert antwoord.status_code == 400
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == [
        "/onderdelen/0/persoon",
        "/onderdelen/1/gegevenssoort",
        "/onderdelen/2/gegeven",
        "/onderdelen/3/kenmerken/zaak",
        "/onderdelen/4/gegevens",
    ]
    assert kantoor.analist.haal(f"/verstrekkingen?groep={kantoor.groep}")["verstrekkingen"] == []


@pytest.mark.parametrize("ontvanger", ["politie", "provincie"])
def test_een_ontvanger_die_er_niet_is_wordt_meteen_gemeld(
    kantoor: Kantoor, persoon: str, ontvanger: str
) -> None:
    """In het voorbeeld en bij het versturen met hetzelfde antwoord, en voor er iets is gelezen."""
    opdracht = kantoor.opdracht(nieuw_id(), None, ontvanger=ontvanger)
    versturen, voorbeeld = (
        kantoor.analist.vraag("POST", pad, json=opdracht)
        for pad in ("/verstrekkingen", "/verstrekkingen/_voorbeeld")
    )
    assert (versturen.status_code, voorbeeld.status_code) == (400, 400)
    assert versturen.json()["fouten"] == voorbeeld.json()["fouten"]
    assert [fout["pad"] for fout in versturen.json()["fouten"]] == ["/ontvanger"]
    opdracht = kantoor.opdracht(persoon, None, ontvanger=ontvanger)
    antwoord = kantoor.analist.vraag("POST", "/verstrekkingen", json=opdracht)
    assert antwoord.json()["fouten"] == versturen.json()["fouten"]


def test_wie_niet_mag_verstrekken_verstrekt_niet(kantoor: Kantoor, persoon: str) -> None:
    wijkagent, _ = kantoor.politie.medewerker("wijkagent", f"wijk.{kantoor.groep}@politie.example")
    opdracht = kantoor.opdracht(persoon, None)
    for pad in ("/verstrekkingen", "/verstrekkingen/_voorbeeld"):
        assert wijkagent.vraag("POST", pad, json=opdracht).status_code == 403


def test_een_groep_buiten_de_taak_blijft_dicht(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon)
    ander, _ = kantoor.politie.medewerker(
        "analist", f"ander.{kantoor.groep}@politie.example", alleGroepen=False, groepen=[nieuw_id()]
    )
    opdracht = kantoor.opdracht(persoon, None)
    for pad in ("/verstrekkingen", "/verstrekkingen/_voorbeeld"):
        assert ander.vraag("POST", pad, json=opdracht).status_code == 403
    for pad in ("", "/inhoud"):
        assert ander.vraag("GET", f"/verstrekkingen/{stand['id']}{pad}").status_code == 403
    assert ander.vraag("POST", f"/verstrekkingen/{stand['id']}/_opnieuw").status_code == 403
    assert ander.haal("/verstrekkingen")["verstrekkingen"] == []
    assert ander.vraag("GET", f"/groepen/{kantoor.groep}").status_code == 403


def test_dezelfde_opdracht_met_dezelfde_sleutel_is_hetzelfde_bericht(
    kantoor: Kantoor, persoon: str
) -> None:
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie())
    koppen = {"Idempotency-Key": "eerste"}

    def verstuur(**anders: Any) -> Any:
        return kantoor.analist.vraag(
            "POST", "/verstrekkingen", json={**opdracht, **anders}, headers=koppen
        )

    eerste, tweede = verstuur(), verstuur()
    assert (eerste.status_code, tweede.status_code) == (201, 201)
    assert eerste.json() == tweede.json()
    anders = verstuur(doel="D2")
    assert anders.status_code == 409
    assert len(kantoor.ontvangen()) == 2


def test_twee_keer_tegelijk_op_de_knop_is_een_bericht(kantoor: Kantoor, persoon: str) -> None:
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie())
    client = kantoor.analist.client

    async def tegelijk() -> list[Any]:
        koppen = {"Idempotency-Key": "dubbelklik"}
        keren = [client.post("/v1/verstrekkingen", json=opdracht, headers=koppen) for _ in range(5)]
        return await asyncio.gather(*keren)

    antwoorden = kantoor.wereld.doe(tegelijk())
    assert {a.status_code for a in antwoorden} <= {201, 202}
    assert len({a.json()["id"] for a in antwoorden}) == 1
    assert len(kantoor.ontvangen()) == 2


def test_zonder_stap_geldt_de_stap_van_de_groep(kantoor: Kantoor, persoon: str) -> None:
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie())
    del opdracht["stap"]
    stand = kantoor.analist.maak("/verstrekkingen", opdracht)
    assert kantoor.analist.haal(f"/verstrekkingen/{stand['id']}/inhoud")["kop"]["stap"] == 2


def test_de_lijst_is_te_doorlopen_en_te_filteren(kantoor: Kantoor, persoon: str) -> None:
    verzoek = kantoor.vraag_om_informatie()
    ids = [
        kantoor.analist.maak("/verstrekkingen", kantoor.opdracht(persoon, verzoek))["id"]
        for _ in range(3)
    ]
    kantoor.analist.vraag("POST", "/verstrekkingen", json=kantoor.opdracht(persoon, None))
    pad = f"/verstrekkingen?groep={kantoor.groep}"
    gezien, na = [], ""
    while na is not None:
        volgende = f"&na={na}" if na else ""
        pagina = kantoor.analist.haal(f"{pad}&paginagrootte=1{volgende}")
        gezien += [rij["id"] for rij in pagina["verstrekkingen"]]
        na = pagina["volgende"]
    assert gezien[:3] == ids
    assert len(gezien) == 4
    geweigerd = kantoor.analist.haal(f"{pad}&status=geweigerd")["verstrekkingen"]
    assert [rij["id"] for rij in geweigerd] == gezien[3:]


def test_de_inhoud_teruglezen_wordt_vastgelegd(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon)
    inhoud = kantoor.analist.haal(f"/verstrekkingen/{stand['id']}/inhoud")
    assert inhoud["motivering"] == "Drie meldingen op het plein."
    assert inhoud["onderdelen"][1]["gegevens"] == {"geboortedatum": "2010-02-03"}
    assert ("verstrekking", stand["id"], persoon) in kantoor.gelezen(kantoor.politie)


def test_na_vernietiging_is_ook_wat_verstuurd_is_onleesbaar(kantoor: Kantoor, persoon: str) -> None:
    stand = kantoor.verstrek(persoon)
    kantoor.politie.vernietig(persoon)
    antwoord = kantoor.analist.vraag("GET", f"/verstrekkingen/{stand['id']}/inhoud")
    assert antwoord.status_code == 410
    assert kantoor.stand(stand["id"])["status"] == "afgeleverd"
