"""Van wie alleen jaar of maand van geboorte bekend is: wat er wel en niet over weggaat."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.partij.kantoor import Kantoor

DEEL = "onderdelen"


def _fouten(kantoor: Kantoor, opdracht: dict[str, Any], pad: str) -> dict[str, str]:
    antwoord = kantoor.analist.vraag("POST", pad, json=opdracht)
    assert antwoord.status_code == 400, antwoord.text
    return {fout["pad"]: fout["melding"] for fout in antwoord.json()["fouten"]}


@pytest.mark.parametrize(
    ("geboren", "klasse"),
    [("2009-00-00", "16-17"), ("2010-00-00", "12-15"), ("2014-10-00", "12-15")],
)
def test_wie_zeker_binnen_de_leeftijd_valt_wordt_gegeven_zonder_zijn_geboortedatum(
    kantoor: Kantoor, geboren: str, klasse: str
) -> None:
    persoon = kantoor.persoon("Sterrin Nooitgedacht", geboren)
    stand = kantoor.verstrek(persoon, soorten=("NAW",))
    assert stand["status"] == "afgeleverd"
    inhoud = kantoor.analist.haal(f"/verstrekkingen/{stand['id']}/inhoud")
    assert [deel["leeftijdsklasse"] for deel in inhoud["kop"][DEEL]] == [klasse]
    (ontvangen,) = kantoor.ontvangen()
    assert ontvangen["gegevens"]["naam"] == "Sterrin Nooitgedacht"


@pytest.mark.parametrize("pad", ["/verstrekkingen", "/verstrekkingen/_voorbeeld"])
@pytest.mark.parametrize(
    ("geboren", "kan"), [("2014-00-00", "0-11 of 12-15"), ("2002-00-00", "23 of 24+")]
)
def test_wie_te_jong_of_te_oud_kan_zijn_gaat_niet_weg_en_waarom_staat_erbij(
    kantoor: Kantoor, geboren: str, kan: str, pad: str
) -> None:
    persoon = kantoor.persoon("Knikker Bedenksel", geboren)
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie(), soorten=("NAW",))
    aangeboden = len(kantoor.wereld.gateway.aangeboden)
    (melding,) = _fouten(kantoor, opdracht, pad).values()
    assert "maar voor een deel bekend" in melding
    assert kan in melding
    assert geboren not in melding
    assert len(kantoor.wereld.gateway.aangeboden) == aangeboden


@pytest.mark.parametrize("pad", ["/verstrekkingen", "/verstrekkingen/_voorbeeld"])
def test_een_bericht_geeft_geen_halve_datum(kantoor: Kantoor, pad: str) -> None:
    persoon = kantoor.persoon("Sterrin Nooitgedacht", "2009-00-00")
    opdracht = kantoor.opdracht(persoon, kantoor.vraag_om_informatie())
    fouten = _fouten(kantoor, opdracht, pad)
    assert list(fouten) == [f"/{DEEL}/1/gegevenssoort"]
    assert "alleen een hele datum" in fouten[f"/{DEEL}/1/gegevenssoort"]


def test_is_de_datum_bekend_dan_gaat_zij_mee(kantoor: Kantoor) -> None:
    persoon = kantoor.persoon("Sterrin Nooitgedacht", "2009-00-00")
    pad = f"/personen/{persoon}"
    etag = kantoor.analist.vraag("GET", pad).headers["ETag"]
    verbeterd = kantoor.analist.vraag(
        "PATCH", pad, json={"geboortedatum": "2009-05-06", "reden": "Paspoort gezien."},
        headers={"If-Match": etag},
    )  # fmt: skip
    assert verbeterd.status_code == 200
    assert kantoor.verstrek(persoon)["status"] == "afgeleverd"


def test_een_kind_van_wie_het_jaar_bekend_is_maakt_niemand_te_jong_ouder(kantoor: Kantoor) -> None:
    kind = kantoor.persoon("Kruimel Fantasiewoud", "2011-00-00")
    ouder = kantoor.analist.maak("/personen", {"naam": "Hommel Fantasiewoud"})["id"]
    pad = f"/personen/{kind}/vertegenwoordigers"
    kantoor.analist.maak(pad, {"ouderId": ouder, "soort": "ouder"})
    kantoor.analist.maak(
        f"/groepen/{kantoor.groep}/leden",
        {"persoonId": ouder, "categorie": 2, "kindPersoonId": kind},
    )
    etag = kantoor.analist.vraag("GET", f"/personen/{ouder}").headers["ETag"]
    blijkt = kantoor.analist.vraag(
        "PATCH", f"/personen/{ouder}", json={"geboortedatum": "1999-00-00", "reden": "Blijkt."},
        headers={"If-Match": etag},
    )  # fmt: skip
    assert blijkt.status_code == 200
    opdracht = kantoor.opdracht(ouder, kantoor.vraag_om_informatie(), soorten=("NAW",))
    (melding,) = _fouten(kantoor, opdracht, "/verstrekkingen/_voorbeeld").values()
    assert "jaar ouder dan het kind" in melding
