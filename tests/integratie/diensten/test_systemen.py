"""Het systeem van een partij leest met een eigen token, en niet meer dan wie ervoor instaat."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.diensten.opstelling import VOLLEDIG, Klant, Opstelling

PROGRAMMA = "zaaksysteem.partij.example"
COLLEGA = "collega@partij.example"
FUNCTIE = "systeemaccount"
VAN_EEN_PROGRAMMA = {**VOLLEDIG, "geheimhouding": None, "vog": None, "naam": "Zaaksysteem"}
IEMAND = {"naam": "Wolkje Verzonnenstein", "geboortedatum": "2010-02-03"}


def programma(opstelling: Opstelling) -> Klant:
    """Wie zich met client credentials meldt: het token is van de client zelf."""
    return opstelling.klant(PROGRAMMA, client_id=PROGRAMMA)


def registreer(opstelling: Opstelling, borg: str | None, **anders: Any) -> str:
    invoer = {**VAN_EEN_PROGRAMMA, "verantwoordelijke": borg, **anders}
    return opstelling.autoriseer(PROGRAMMA, FUNCTIE, **invoer)


def wijzig(opstelling: Opstelling, autorisatie: str, **anders: Any) -> None:
    beheerder, pad = opstelling.beheerder(), f"/autorisaties/{autorisatie}"
    nu = beheerder.vraag("GET", pad)
    velden = {"sub", "functie", "naam", "aangewezen", "geautoriseerd", "geheimhouding", "vog",
              "geldigTot", "alleGroepen", "groepen"}  # fmt: skip
    invoer = {naam: waarde for naam, waarde in nu.json().items() if naam in velden}
    kop = {"If-Match": nu.headers["ETag"]}
    antwoord = beheerder.vraag("PUT", pad, json={**invoer, **anders}, headers=kop)
    if antwoord.status_code == 202:
        opstelling.bevestig(antwoord.json()["id"])
    else:
        assert antwoord.status_code == 200, antwoord.text


def test_een_systeem_leest_en_stopt_met_wie_ervoor_instaat(politie: Opstelling) -> None:
    borg = politie.autoriseer(COLLEGA, "analist")
    kenmerk = registreer(politie, borg)
    persoon = politie.klant(COLLEGA).maak("/personen", IEMAND)["id"]
    systeem = programma(politie)
    eigen = systeem.haal("/autorisaties/mij")
    assert (eigen["naam"], eigen["verantwoordelijke"]) == ("Zaaksysteem", borg)
    assert (eigen["gateway"], eigen["ontbreekt"]) == (None, [])
    assert "personen.lezen" in eigen["rechten"]
    assert systeem.haal(f"/personen/{persoon}")["naam"] == IEMAND["naam"]
    assert systeem.vraag("POST", "/personen/_zoek", json=IEMAND).status_code == 200

    wijzig(politie, borg, geautoriseerd=False)
    dicht = systeem.vraag("GET", f"/personen/{persoon}")
    assert dicht.status_code == 403
    assert "staat stil" in dicht.json()["detail"]
    eigen = systeem.haal("/autorisaties/mij")
    assert eigen["rechten"] == []
    assert "wie ervoor instaat" in eigen["ontbreekt"][0]

    wijzig(politie, borg, geautoriseerd=True)
    assert systeem.vraag("GET", f"/personen/{persoon}").status_code == 200
    wijzig(politie, kenmerk, geautoriseerd=False, verantwoordelijke=borg)
    dicht = systeem.vraag("GET", f"/personen/{persoon}")
    assert "het programma is niet geautoriseerd" in dicht.json()["detail"]


def test_een_systeem_ziet_alleen_wat_ook_zijn_verantwoordelijke_ziet(politie: Opstelling) -> None:
    """Zijn taak, zijn soorten en zijn rechten; ook als de eigen autorisatie ruimer is."""
    hier, elders = nieuw_id(), nieuw_id()
    analist = politie.medewerker("analist")
    personen = {}
    for groep in (hier, elders):
        personen[groep] = analist.maak("/personen", {**IEMAND, "telefoon": "010 0000000"})["id"]
        lid = {"persoonId": personen[groep], "categorie": 1}
        analist.maak(f"/groepen/{groep}/leden", lid)
    wijkagent = politie.autoriseer(COLLEGA, "wijkagent", alleGroepen=False, groepen=[hier])
    kenmerk = registreer(politie, wijkagent)
    systeem = programma(politie)
    gezien = systeem.haal(f"/personen/{personen[hier]}")
    assert (gezien["naam"], gezien["telefoon"]) == (IEMAND["naam"], None)
    assert systeem.vraag("GET", f"/personen/{personen[elders]}").status_code == 403
    assert systeem.vraag("GET", f"/groepen/{elders}/leden").status_code == 403

    chef = politie.autoriseer("teamchef@partij.example", "beheerder")
    wijzig(politie, kenmerk, verantwoordelijke=chef)
    zonder = systeem.vraag("GET", f"/personen/{personen[hier]}")
    assert zonder.status_code == 403
    assert "Wie voor dit programma instaat mag dit niet: " in zonder.json()["detail"]


def test_een_mens_komt_niet_als_programma_binnen_en_andersom(politie: Opstelling) -> None:
    borg = politie.autoriseer(COLLEGA, "analist")
    registreer(politie, borg)
    for pad in ("/personen", "/autorisaties/mij"):
        als_mens = politie.klant(PROGRAMMA).vraag("GET", pad)
        als_programma = politie.klant(COLLEGA, client_id=COLLEGA).vraag("GET", pad)
        assert (als_mens.status_code, als_programma.status_code) == (403, 403)
        assert "token van een mens" in als_mens.json()["detail"]
        assert "token is van een programma" in als_programma.json()["detail"]


def test_een_systeem_wijzigt_niets(politie: Opstelling) -> None:
    """Ook niet als beheerder; welke bewerking dan ook beproeft de rechtenmatrix."""
    borg = politie.autoriseer(COLLEGA, "analist")
    kenmerk = registreer(politie, borg)
    systeem = programma(politie)
    for methode, pad, inhoud, zin in (
        ("POST", "/personen", IEMAND, "Een programma leest alleen"),
        (
            "PUT",
            f"/autorisaties/{kenmerk}",
            {**VAN_EEN_PROGRAMMA, "sub": "x", "functie": "fg"},
            "alleen voor een medewerker",
        ),
    ):
        antwoord = systeem.vraag(methode, pad, json=inhoud)
        assert antwoord.status_code == 403
        assert zin in antwoord.json()["detail"]
    assert politie.klant(COLLEGA).haal("/personen")["personen"] == []


def test_de_gateway_hoort_niet_van_een_systeem(politie: Opstelling) -> None:
    """Het is nooit iemand namens wie een bericht gaat, dus er is niets te weten."""
    borg = politie.autoriseer(COLLEGA, "analist")
    kenmerk = registreer(politie, borg)
    politie.meld()
    assert [een for een, _ in politie.gateway.ontvangen] == [borg]
    assert politie.beheerder().haal(f"/autorisaties/{kenmerk}")["gateway"] is None


FOUTEN: list[tuple[str, dict[str, Any], list[str]]] = [
    (FUNCTIE, {}, ["/geheimhouding", "/verantwoordelijke", "/vog"]),
    (FUNCTIE, {**VAN_EEN_PROGRAMMA, "verantwoordelijke": nieuw_id()}, ["/verantwoordelijke"]),
    (
        FUNCTIE,
        {**VAN_EEN_PROGRAMMA, "email": "x@y.example", "telefoon": "010 0000000"},
        ["/email", "/telefoon", "/verantwoordelijke"],
    ),
    ("analist", {"verantwoordelijke": nieuw_id()}, ["/verantwoordelijke"]),
]


def test_een_programma_zonder_wie_ervoor_instaat_wordt_niet_geregistreerd(
    politie: Opstelling,
) -> None:
    beheerder = politie.beheerder()
    for functie, anders, paden in FOUTEN:
        invoer = {**VOLLEDIG, "sub": PROGRAMMA, "functie": functie, **anders}
        antwoord = beheerder.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=invoer)
        assert antwoord.status_code == 400
        assert sorted(fout["pad"] for fout in antwoord.json()["fouten"]) == paden


@pytest.mark.parametrize("wie", ["programma", "mens"])
def test_een_autorisatie_wordt_niet_van_een_ander_slag(politie: Opstelling, wie: str) -> None:
    """Ook een programma staat niet in voor een programma."""
    borg = politie.autoriseer(COLLEGA, "analist")
    kenmerk = registreer(politie, borg)
    beheerder = politie.beheerder()
    als = {
        "programma": (kenmerk, {**VOLLEDIG, "sub": PROGRAMMA, "functie": "analist"}),
        "mens": (borg, {**VAN_EEN_PROGRAMMA, "sub": COLLEGA, "functie": FUNCTIE,
                        "verantwoordelijke": politie.beheerder_id}),
    }  # fmt: skip
    autorisatie, invoer = als[wie]
    antwoord = beheerder.vraag("PUT", f"/autorisaties/{autorisatie}", json=invoer)
    assert antwoord.status_code == 409
    ketting = {**VAN_EEN_PROGRAMMA, "sub": "x.example", "functie": FUNCTIE,
               "verantwoordelijke": kenmerk}  # fmt: skip
    antwoord = beheerder.vraag("PUT", f"/autorisaties/{nieuw_id()}", json=ketting)
    assert [fout["pad"] for fout in antwoord.json()["fouten"]] == ["/verantwoordelijke"]


def test_wat_een_systeem_las_staat_in_het_spoor_met_wie_ervoor_instond(
    politie: Opstelling,
) -> None:
    """Op eigen naam; en wie vraagt wat de collega deed, ziet ook wat zijn programma las."""
    borg = politie.autoriseer(COLLEGA, "analist")
    kenmerk = registreer(politie, borg)
    persoon = politie.klant(COLLEGA).maak("/personen", IEMAND)["id"]
    programma(politie).haal(f"/personen/{persoon}")
    opvolger = politie.autoriseer("opvolger@partij.example", "analist")
    wijzig(politie, kenmerk, verantwoordelijke=opvolger)
    fg = politie.medewerker("fg", "fg@partij.example")

    def spoor(medewerker: str) -> list[tuple[str, str | None, str]]:
        vraag = {"medewerker": medewerker, "van": "2026-11-01", "tot": "2026-12-31",
                 "reden": "Een betrokkene vroeg het.", "bevestigdZonderPersonen": True}  # fmt: skip
        antwoord = fg.vraag("POST", "/leesspoor/_zoek", json=vraag)
        assert antwoord.status_code == 200, antwoord.text
        regels = antwoord.json()["regels"]
        return [(een["medewerker"], een["verantwoordelijke"], een["handeling"]) for een in regels]

    gelezen = (kenmerk, borg, "raadplegen")
    assert spoor(kenmerk) == [gelezen]
    assert gelezen in spoor(borg)
    assert spoor(opvolger) == []
