"""Stap 1: wat er over een groep wordt gezien, en niets over een mens."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from shared.opslag.engine import maak_engine
from shared.partij.kenmerk import nieuw_id
from tests.hulp.vrijeteksten import Tekstmaker
from tests.integratie.diensten.opstelling import Klant, Opstelling

SIGNAAL: dict[str, Any] = {
    "soort": "signaal",
    "bron": "stadsbeheer",
    "datum": "2026-11-20",
    "plek": "het winkelcentrum",
    "omschrijving": "Groep van circa 12 jongeren laat elke vrijdagavond veel zwerfvuil achter.",
}


@pytest.fixture
def regisseur(gemeente: Opstelling) -> Klant:
    return gemeente.medewerker("regisseur")


def test_een_signaal_of_waarneming_over_de_groep_ligt_vast(regisseur: Klant) -> None:
    pad = f"/groepen/{nieuw_id()}/signalen"
    signaal = regisseur.maak(pad, SIGNAAL)
    waarneming = regisseur.maak(pad, {**SIGNAAL, "soort": "waarneming", "bron": "politie"})
    assert [een["id"] for een in regisseur.haal(pad)["signalen"]] == [
        signaal["id"],
        waarneming["id"],
    ]
    assert regisseur.haal(f"{pad}?soort=signaal")["signalen"] == [signaal]
    eerste = regisseur.haal(f"{pad}?paginagrootte=1")
    assert regisseur.haal(f"{pad}?na={eerste['volgende']}")["signalen"] == [waarneming]


def test_wat_een_mens_aanwijst_wordt_geweigerd_en_nergens_bewaard(
    gemeente: Opstelling, regisseur: Klant
) -> None:
    maker, pad = Tekstmaker(11), f"/groepen/{nieuw_id()}/signalen"
    verstopt = [maker.met_persoon() for _ in range(40)]
    for een in verstopt:
        antwoord = regisseur.vraag("POST", pad, json={**SIGNAAL, "omschrijving": een.tekst})
        assert antwoord.status_code == 400, een.tekst
        (fout, *_) = antwoord.json()["fouten"]
        assert fout["pad"] == "/omschrijving"
        assert fout["melding"].startswith("teken ")
        assert een.verstopt not in antwoord.text
    assert regisseur.haal(pad)["signalen"] == []
    engine = maak_engine(gemeente.urls["bestand"])
    with engine.connect() as verbinding:
        assert verbinding.scalar(text("SELECT count(*) FROM groepssignaal")) == 0
    engine.dispose()


@pytest.mark.parametrize(
    ("anders", "pad"),
    [
        ({"plek": "Verzonnenstraat 12"}, "/plek"),
        ({"datum": "2027-01-01"}, "/datum"),
        ({"soort": "gerucht"}, "/soort"),
        ({"bron": "Meneer Buur"}, "/bron"),
        ({"omschrijving": ""}, "/omschrijving"),
        ({"naam": "x"}, "/naam"),
    ],
)
def test_een_signaal_dat_niet_klopt(regisseur: Klant, anders: dict[str, Any], pad: str) -> None:
    antwoord = regisseur.vraag("POST", f"/groepen/{nieuw_id()}/signalen", json=SIGNAAL | anders)
    assert antwoord.status_code == 400
    assert pad in [fout["pad"] for fout in antwoord.json()["fouten"]]


def test_een_groep_buiten_de_taak(gemeente: Opstelling) -> None:
    ander = gemeente.medewerker("regisseur", alleGroepen=False, groepen=[nieuw_id()])
    pad = f"/groepen/{nieuw_id()}/signalen"
    assert ander.vraag("GET", pad).status_code == 403
    assert ander.vraag("POST", pad, json=SIGNAAL).status_code == 403
