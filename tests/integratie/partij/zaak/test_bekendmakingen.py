"""Wat aan een derde is gegeven: met het voorschrift, nooit wat van een ander kwam (7.1, 7.5)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.verzoekwerk import Verzoeken

_SOORT = {"gemeente": "B_OVERLAST", "politie": "WPG8", "om": "JUSTITIEEL"}


@pytest.fixture
def verzoeken(gedeelde_driehoek: Wereld) -> Verzoeken:
    return Verzoeken.richt_in(gedeelde_driehoek)


def vraag(verzoeken: Verzoeken, code: str, *personen: str, **anders: Any) -> dict[str, Any]:
    return {
        "soort": "voorschrift",
        "derde": "Rechtbank Verzonnenwaard",
        "voorschrift": "Een vordering op grond van artikel 126nd Wetboek van Strafvordering.",
        "gegevenssoorten": [_SOORT[code]],
        "gegevenOp": "2026-11-20",
        "opdrachtgever": verzoeken.mensen[code][1],
        "personen": list(personen),
        "bevestigdZonderPersonen": True,
        **anders,
    }


def leg_vast(verzoeken: Verzoeken, code: str, wat: dict[str, Any], status: int) -> Any:
    antwoord = verzoeken.klant(code).vraag("POST", "/bekendmakingen", json=wat)
    assert antwoord.status_code == status, antwoord.text
    return antwoord.json()


def paden(fout: dict[str, Any]) -> set[str]:
    return {een["pad"] for een in fout["fouten"]}


def test_wat_de_wet_aan_een_derde_laat_geven_ligt_vast_en_de_betrokkene_krijgt_het_te_zien(
    verzoeken: Verzoeken,
) -> None:
    naam = f"Wikkel{nieuw_id()[-4:]} Verzonnen".replace("0", "a")
    politie = verzoeken.deel(naam)
    gemaakt = leg_vast(verzoeken, "politie", vraag(verzoeken, "politie", politie), 201)
    klant = verzoeken.klant("politie")
    assert klant.haal(f"/bekendmakingen/{gemaakt['id']}") == gemaakt
    regels = klant.haal("/bekendmakingen")["bekendmakingen"]
    assert gemaakt["personen"] == 1
    assert naam not in str(regels)
    verzoek = verzoeken.neem_aan("politie", persoon=politie)["id"]
    alles = klant.vraag("POST", "/betrokkenen/_verzamel", json={"verzoek": verzoek})
    assert alles.status_code == 200, alles.text
    assert "Rechtbank Verzonnenwaard" in alles.text
    assert "126nd" in alles.text


def test_wie_in_een_bijzonder_onderzoek_iets_kreeg_is_geen_ontvanger_en_staat_er_toch(
    verzoeken: Verzoeken,
) -> None:
    naam = f"Pikkel{nieuw_id()[-4:]} Verzonnen".replace("0", "a")
    politie = verzoeken.deel(naam)
    inspectie = "Inspectie Verzonnenwaard"
    wat = vraag(
        verzoeken, "politie", politie, soort="bijzonder-onderzoek", derde=inspectie,
        voorschrift="Een vordering in een bijzonder onderzoek, op grond van de wet (verzonnen).",
    )  # fmt: skip
    assert leg_vast(verzoeken, "politie", wat, 201)["ontvanger"] is False
    assert leg_vast(verzoeken, "politie", vraag(verzoeken, "politie", politie), 201)["ontvanger"]
    klant = verzoeken.klant("politie")
    regels = klant.haal("/bekendmakingen?paginagrootte=200")["bekendmakingen"]
    merk = {een["derde"]: een["ontvanger"] for een in regels}
    assert merk[inspectie] is False
    assert merk["Rechtbank Verzonnenwaard"] is True
    # Wie erom vraagt leest het wel, en de partijen die iets kregen blijven gewone ontvangers.
    verzoek = verzoeken.neem_aan("politie", persoon=politie)["id"]
    alles = klant.maak("/betrokkenen/_verzamel", {"verzoek": verzoek}, 200)
    assert inspectie in str(alles)


def test_zonder_voorschrift_of_gelijke_voorwaarden_is_er_geen_grond(verzoeken: Verzoeken) -> None:
    persoon = verzoeken.deel(f"Sikkel{nieuw_id()[-4:]} Verzonnen".replace("0", "a"))
    goed = vraag(verzoeken, "politie", persoon)
    fout = leg_vast(verzoeken, "politie", {**goed, "soort": "volgt-uit-de-taak"}, 400)
    assert paden(fout) == {"/soort"}
    eigen = {**goed, "soort": "eigen-brongegevens"}
    fout = leg_vast(verzoeken, "politie", eigen, 400)
    assert paden(fout) == {"/geheimhouding", "/beveiliging"}
    met = {
        "geheimhouding": "De derde tekende dezelfde verklaring als de partijen.",
        "beveiliging": "Versleuteld bewaard, en alleen wie is aangewezen opent het.",
    }
    assert leg_vast(verzoeken, "politie", {**eigen, **met}, 201)["geheimhouding"]
    fout = leg_vast(verzoeken, "politie", {**goed, "opdrachtgever": nieuw_id()}, 400)
    assert paden(fout) == {"/opdrachtgever"}
    klant = verzoeken.driehoek.klant("politie")[0]
    assert klant.vraag("POST", "/bekendmakingen", json=goed).status_code == 403


def test_wat_binnen_het_verband_is_ontvangen_gaat_naar_geen_derde(verzoeken: Verzoeken) -> None:
    naam = f"Rikkel{nieuw_id()[-4:]} Verzonnen".replace("0", "a")
    verzoeken.deel(naam)
    bij_om = verzoeken.bij("om", naam)
    soort = vraag(verzoeken, "om", bij_om, gegevenssoorten=["WPG8"])
    fout = leg_vast(verzoeken, "om", soort, 400)
    assert paden(fout) == {"/gegevenssoorten/0"}
    assert "7.5" in str(fout)
    wie = vraag(verzoeken, "om", bij_om, gegevenssoorten=["NAW"])
    fout = leg_vast(verzoeken, "om", wie, 400)
    assert paden(fout) == {"/personen/0"}
    assert "van een ander" in str(fout)
