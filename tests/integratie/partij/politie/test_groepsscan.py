"""De groepsscan is van de politie en blijft bij de politie (convenant 1.15; D2, E14)."""

from __future__ import annotations

from typing import Any

from services.politie.partij import POLITIE
from tests.integratie.partij.kantoor import Kantoor

ZORG = "Maakt zich zorgen om thuis (verzonnen)."


def begin(kantoor: Kantoor) -> str:
    verzoek = kantoor.vraag_om_informatie()
    scan = kantoor.analist.maak(f"/groepen/{kantoor.groep}/groepsscans", {"verzoekId": verzoek})
    assert scan["verzoekId"] == verzoek
    return f"/groepen/{kantoor.groep}/groepsscans/{scan['id']}"


def signaal(
    persoon: str, soort: str, aard: str, omschrijving: str, **anders: Any
) -> dict[str, Any]:
    return {
        "persoonId": persoon,
        "soort": soort,
        "aard": aard,
        "omschrijving": omschrijving,
        **anders,
    }


def test_een_groepsscan_houdt_feiten_oordelen_en_zorg_uit_elkaar(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon()
    gegeven = kantoor.analist.maak(
        f"/personen/{persoon}/politiegegevens",
        {
            "artikel": "8",
            "aard": "feit",
            "bijzonder": False,
            "derdenVerwijderd": True,
            "omschrijving": "Vernieling bushokje (verzonnen).",
            "eersteVerwerking": "2026-10-01",
        },
    )["id"]
    pad = begin(kantoor)
    kantoor.analist.maak(
        f"{pad}/signalen",
        signaal(persoon, "misdrijf", "feit", "Bushokje (verzonnen).", politiegegevenId=gegeven),
    )
    kantoor.analist.maak(
        f"{pad}/signalen",
        signaal(persoon, "overlast", "oordeel", "Lijkt mee te lopen (verzonnen)."),
    )
    zorg = kantoor.analist.maak(f"{pad}/signalen", signaal(persoon, "zorg", "oordeel", ZORG))

    (een,) = kantoor.analist.haal(pad)["personen"]
    assert [s["politiegegevenId"] for s in een["feiten"]] == [gegeven]
    assert [s["soort"] for s in een["oordelen"]] == ["overlast"]
    assert [s["omschrijving"] for s in een["zorgsignalen"]] == [ZORG]
    scan_id = pad.rpartition("/")[2]
    assert ("groepsscan", scan_id, persoon) in kantoor.gelezen(kantoor.politie)

    assert kantoor.analist.vraag("DELETE", f"{pad}/signalen/{zorg['id']}").status_code == 204
    assert kantoor.analist.haal(pad)["personen"][0]["zorgsignalen"] == []


def test_een_zorgsignaal_verlaat_de_politie_langs_geen_enkele_soort(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon()
    pad = begin(kantoor)
    zorg = kantoor.analist.maak(f"{pad}/signalen", signaal(persoon, "zorg", "oordeel", ZORG))
    verzoek = kantoor.vraag_om_informatie()
    for soort in (*sorted(POLITIE.bronnen), "ZORG", "GROEPSSCAN"):
        opdracht = kantoor.opdracht(persoon, verzoek, soorten=(soort,))
        opdracht["onderdelen"][0]["gegeven"] = zorg["id"]
        antwoord = kantoor.analist.vraag("POST", "/verstrekkingen/_voorbeeld", json=opdracht)
        assert antwoord.status_code == 400, (soort, antwoord.text)
        assert ZORG not in antwoord.text


def test_zonder_startbesluit_of_verzoek_is_er_geen_groepsscan(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon()
    pad = begin(kantoor)
    ervan = kantoor.vraag_om_informatie()
    scans = f"/groepen/{kantoor.groep}/groepsscans"
    # Een eigen vraag aan een ander is geen verzoek aan de politie.
    eigen = kantoor.analist.maak(
        "/informatieverzoeken",
        {
            "groep": kantoor.groep,
            "ontvanger": "gemeente",
            "ontvangendeMedewerker": kantoor.regisseur_id,
            "vraag": "Wie kent u?",
        },
    )["id"]
    for verzoek in (eigen, kantoor.groep):
        geweigerd = kantoor.analist.vraag("POST", scans, json={"verzoekId": verzoek})
        assert geweigerd.status_code == 400
        assert geweigerd.json()["fouten"][0]["pad"] == "/verzoekId"
    al = kantoor.analist.haal(scans)["groepsscans"][0]["verzoekId"]
    assert kantoor.analist.vraag("POST", scans, json={"verzoekId": al}).status_code == 409

    kantoor.naar_stap(1, startbesluit=None)
    te_vroeg = kantoor.analist.vraag("POST", scans, json={"verzoekId": ervan})
    assert (te_vroeg.status_code, "startbesluit" in te_vroeg.json()["detail"]) == (409, True)
    ook = kantoor.analist.vraag(
        "POST", f"{pad}/signalen", json=signaal(persoon, "overlast", "feit", "Verzonnen.")
    )
    assert ook.status_code == 409


def test_een_signaal_gaat_over_iemand_uit_het_eigen_bestand(kantoor: Kantoor) -> None:
    persoon, ander = kantoor.persoon(), kantoor.persoon("Knikker Bedenksel", "2011-04-05")
    pad = begin(kantoor)
    onbekend = kantoor.analist.vraag(
        "POST", f"{pad}/signalen", json=signaal(kantoor.groep, "overlast", "feit", "Verzonnen.")
    )
    assert [f["pad"] for f in onbekend.json()["fouten"]] == ["/persoonId"]
    verkeerd = kantoor.analist.vraag(
        "POST",
        f"{pad}/signalen",
        json=signaal(persoon, "overlast", "feit", "Verzonnen.", politiegegevenId=ander),
    )
    assert [f["pad"] for f in verkeerd.json()["fouten"]] == ["/politiegegevenId"]
