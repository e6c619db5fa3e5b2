"""Wat een scherm over een persoon vraagt: wie wat kreeg, en waarom en wanneer iets weggaat."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.verzoekwerk import Verzoeken


@pytest.fixture
def verzoeken(gedeelde_driehoek: Wereld) -> Verzoeken:
    return Verzoeken.richt_in(gedeelde_driehoek)


def _ontvangen(klant: Klant, **vraag: str) -> list[dict[str, Any]]:
    wat = "&".join(f"{naam}={waarde}" for naam, waarde in vraag.items())
    lijst = klant.haal(f"/ontvangen-gegevens?{wat}&paginagrootte=200")
    return list(lijst["ontvangenGegevens"])


def _bij_gemeente(regisseur: Klant, naam: str) -> str:
    [gevonden] = regisseur.maak("/personen/_zoek", {"naam": naam}, 200)["personen"]
    return str(gevonden["id"])


def test_wie_wat_kreeg_staat_bij_de_persoon_en_bij_niemand_anders(verzoeken: Verzoeken) -> None:
    wie = verzoeken.deel("Sterrin Overzicht")
    verzoeken.deel("Plofje Anderland")
    analist, regisseur = (verzoeken.driehoek.klant(een)[0] for een in ("politie", "gemeente"))
    kreeg = _ontvangen(analist, persoon=wie)
    hier = _bij_gemeente(regisseur, "Sterrin Overzicht")
    gaf = regisseur.haal(f"/personen/{hier}/verstrekt")["verstrekt"]
    assert {een["bericht"] for een in gaf} == {een["bericht"] for een in kreeg}
    assert {(een["ontvanger"], een["status"]) for een in gaf} == {("politie", "afgeleverd")}
    assert {soort for een in gaf for soort in een["gegevenssoorten"]} == {
        een["gegevenssoort"] for een in kreeg
    }
    ander = _bij_gemeente(regisseur, "Plofje Anderland")
    bij_ander = regisseur.haal(f"/personen/{ander}/verstrekt")["verstrekt"]
    assert not {een["bericht"] for een in bij_ander} & {een["bericht"] for een in gaf}
    gaf_politie = analist.haal(f"/personen/{wie}/verstrekt")["verstrekt"]
    assert {een["ontvanger"] for een in gaf_politie} == {"gemeente", "om"}


def test_ontvangen_kan_alleen_van_een_bericht_of_met_een_stand(verzoeken: Verzoeken) -> None:
    wie = verzoeken.deel("Sterrin Uitgelegd")
    analist = verzoeken.driehoek.klant("politie")[0]
    alles = _ontvangen(analist, persoon=wie)
    berichten = dict.fromkeys(een["bericht"] for een in alles)
    per_bericht = [een for bericht in berichten for een in _ontvangen(analist, bericht=bericht)]
    assert per_bericht == alles
    assert _ontvangen(analist, persoon=wie, status="actief") == alles
    assert _ontvangen(analist, persoon=wie, status="ingetrokken") == []
    assert all("op" in een["bewaaruitleg"] for een in alles)
    assert analist.vraag("GET", "/ontvangen-gegevens?status=weg").status_code == 400
