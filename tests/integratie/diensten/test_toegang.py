"""Wie er niet in komt, en waarom: standaard is de deur dicht."""

from __future__ import annotations

import time
from typing import Any

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.opstelling import BEHEERDER, VOLLEDIG, Klant, Opstelling

PERSOON = {"naam": "Kruimel Proefkonijn", "geboortedatum": "2009-05-06"}
SUB = "medewerker@partij.example"


def _geweigerd(klant: Klant, pad: str = "/personen") -> str:
    antwoord = klant.vraag("GET", pad)
    assert antwoord.status_code == 403, antwoord.text
    assert antwoord.headers["Content-Type"].startswith("application/problem+json")
    return str(antwoord.json()["detail"])


def test_wie_niet_is_geregistreerd_hoort_wat_te_doen(politie: Opstelling) -> None:
    assert "Vraag uw beheerder" in _geweigerd(politie.klant("onbekend@partij.example"))


GEBREKEN: list[tuple[dict[str, Any], str]] = [
    ({"aangewezen": False}, "niet aangewezen"),
    ({"geautoriseerd": False}, "niet geautoriseerd"),
    ({"geheimhouding": None}, "geheimhoudingsverklaring ontbreekt"),
    ({"vog": None}, "VOG ontbreekt"),
    ({"geldigTot": "2026-11-22"}, "verlopen op 2026-11-22"),
]


def test_zonder_een_waarborg_geen_toegang(politie: Opstelling) -> None:
    for nummer, (anders, gebrek) in enumerate(GEBREKEN):
        klant = politie.medewerker("analist", f"nummer{nummer}@partij.example", **anders)
        assert gebrek in _geweigerd(klant)


def test_alle_gebreken_worden_in_een_keer_genoemd(politie: Opstelling) -> None:
    klant = politie.medewerker("analist", vog=None, geheimhouding=None, aangewezen=False)
    zin = _geweigerd(klant)
    assert all(deel in zin for deel in ("aangewezen", "geheimhoudingsverklaring", "VOG"))
    eigen = klant.haal("/autorisaties/mij")
    assert len(eigen["ontbreekt"]) == 3


def test_de_laatste_dag_van_een_autorisatie_telt_nog(politie: Opstelling) -> None:
    klant = politie.medewerker("analist", geldigTot="2026-11-23")
    klant.haal("/personen")
    # 23:30 in Nederland is nog dezelfde dag; een uur later niet meer.
    politie.klok.vooruit(hours=12, minutes=30)
    klant.haal("/personen")
    politie.klok.vooruit(hours=1)
    assert "verlopen" in _geweigerd(klant)


def test_een_functie_zonder_het_recht_wordt_geweigerd(politie: Opstelling) -> None:
    wijkagent = politie.medewerker("wijkagent")
    wijkagent.haal("/personen")
    antwoord = wijkagent.vraag("POST", "/personen", json=PERSOON)
    assert antwoord.status_code == 403
    assert "(wijkagent) mag dit niet: personen vastleggen" in antwoord.json()["detail"]


def test_een_beheerder_ziet_geen_personen(politie: Opstelling) -> None:
    assert "mag dit niet: personen opzoeken en bekijken" in _geweigerd(politie.beheerder())


def test_een_token_voor_een_ander_is_hier_niets_waard(politie: Opstelling) -> None:
    politie.autoriseer(SUB, "analist")
    for claims in (
        {"aud": "een-andere-dienst"},
        {"iss": "https://vreemd.example"},
        {"exp": int(time.time()) - 60},
    ):
        assert politie.klant(SUB, **claims).vraag("GET", "/personen").status_code == 401, claims


def test_alleen_leden_van_de_eigen_groepen_zijn_te_zien(politie: Opstelling) -> None:
    eigen, andere = nieuw_id(), nieuw_id()
    chef = politie.medewerker("analist", "alles@partij.example")
    binnen, buiten, vrij = (chef.maak("/personen", PERSOON)["id"] for _ in range(3))
    chef.maak(f"/groepen/{eigen}/leden", {"persoonId": binnen, "categorie": 1})
    chef.maak(f"/groepen/{andere}/leden", {"persoonId": buiten, "categorie": 1})
    klant = politie.medewerker("analist", alleGroepen=False, groepen=[eigen])
    klant.haal(f"/personen/{binnen}")
    klant.haal(f"/personen/{vrij}")
    assert "buiten uw taak" in _geweigerd(klant, f"/personen/{buiten}")
    assert "buiten uw taak" in _geweigerd(klant, f"/personen/{buiten}/politiegegevens")
    assert {rij["id"] for rij in klant.haal("/personen")["personen"]} == {binnen, vrij}
    gevonden = klant.vraag("POST", "/personen/_zoek", json=PERSOON).json()["personen"]
    assert {een["id"] for een in gevonden} == {binnen, vrij}
    klant.haal(f"/groepen/{eigen}/leden")
    assert "niet bij uw taak" in _geweigerd(klant, f"/groepen/{andere}/leden")


def test_een_ingetrokken_autorisatie_werkt_meteen_niet_meer(politie: Opstelling) -> None:
    autorisatie_id = politie.autoriseer(SUB, "analist")
    klant = politie.klant(SUB)
    klant.haal("/personen")
    ingetrokken = {**VOLLEDIG, "sub": SUB, "functie": "analist", "geautoriseerd": False}
    beheerder, pad = politie.beheerder(), f"/autorisaties/{autorisatie_id}"
    etag = beheerder.vraag("GET", pad).headers["ETag"]
    beheerder.vraag("PUT", pad, json=ingetrokken, headers={"If-Match": etag})
    assert "niet geautoriseerd" in _geweigerd(klant)


def test_wie_geen_beheerder_is_registreert_niemand(politie: Opstelling) -> None:
    analist = politie.medewerker("analist")
    invoer = {**VOLLEDIG, "sub": "vriend@partij.example", "functie": "analist"}
    antwoord = analist.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=invoer)
    assert antwoord.status_code == 403
    assert analist.vraag("GET", "/autorisaties").status_code == 403


def test_een_beheerder_geeft_zichzelf_geen_toegang_tot_gegevens(politie: Opstelling) -> None:
    beheerder = politie.beheerder()
    invoer = {**VOLLEDIG, "sub": BEHEERDER, "functie": "analist"}
    antwoord = beheerder.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=invoer)
    assert antwoord.status_code == 403
    assert "Niemand geeft zichzelf" in antwoord.json()["detail"]


def test_wie_de_configuratie_noemt_heeft_dezelfde_verklaringen_nodig(
    lege_politie: Opstelling,
) -> None:
    """Zonder eigen autorisatie registreert hij niemand; zonder VOG ook niet."""
    genoemd, pad = lege_politie.klant(BEHEERDER), f"/autorisaties/{nieuw_id()}"
    collega = {**VOLLEDIG, "sub": SUB, "functie": "analist"}
    antwoord = genoemd.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=collega)
    assert antwoord.status_code == 403
    assert "eerst uw eigen autorisatie" in antwoord.json()["detail"]
    zichzelf = {**VOLLEDIG, "sub": BEHEERDER, "functie": "beheerder"}
    zonder = genoemd.vraag("PUT", pad, json={**zichzelf, "vog": None})
    assert zonder.status_code == 201
    antwoord = genoemd.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=collega)
    assert antwoord.status_code == 403
    assert genoemd.haal("/autorisaties")["autorisaties"][0]["functie"] == "beheerder"
    etag = genoemd.vraag("GET", pad).headers["ETag"]
    met = genoemd.vraag("PUT", pad, json=zichzelf, headers={"If-Match": etag})
    assert met.status_code == 200
    # Van nu af mag hij een collega vragen; dat het geldt, is niet aan hem alleen.
    assert genoemd.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=collega).status_code == 202


def test_is_er_een_beheerder_dan_opent_een_regel_in_de_configuratie_niets(
    politie: Opstelling,
) -> None:
    """Wie als beheerder wordt ontslagen komt met zijn regel in de configuratie niet terug."""
    tweede = politie.medewerker("beheerder", "tweede-beheerder@partij.example")
    genoemd, pad = politie.beheerder(), f"/autorisaties/{politie.beheerder_id}"
    etag = tweede.vraag("GET", pad).headers["ETag"]
    weg = {**VOLLEDIG, "sub": BEHEERDER, "functie": "beheerder", "aangewezen": False}
    assert tweede.vraag("PUT", pad, json=weg, headers={"If-Match": etag}).status_code == 200
    vriend = {**VOLLEDIG, "sub": "vriend@partij.example", "functie": "beheerder"}
    for antwoord in (
        genoemd.vraag("GET", "/autorisaties"),
        genoemd.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=vriend),
    ):
        assert antwoord.status_code == 403
        assert "niet aangewezen" in antwoord.json()["detail"]


def test_een_geregistreerde_beheerder_mag_registreren(politie: Opstelling) -> None:
    tweede = politie.medewerker("beheerder", "tweede-beheerder@partij.example")
    politie.bevestig(politie.vraag_aan(tweede, SUB, "analist")["id"])
    assert politie.klant(SUB).vraag("GET", "/personen").status_code == 200
