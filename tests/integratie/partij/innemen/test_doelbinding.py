"""Wat een ander gaf is er alleen voor het doel en de groep waarvoor het kwam (7.4)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hulp.kenmerk import nieuw_id
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.verzoekwerk import Verzoeken


@pytest.fixture
def verzoeken(gedeelde_driehoek: Wereld) -> Verzoeken:
    return Verzoeken.richt_in(gedeelde_driehoek)


def _van(klant: Klant, **vraag: str) -> list[dict[str, Any]]:
    wat = "&".join(f"{naam}={waarde}" for naam, waarde in vraag.items())
    gelezen = klant.haal(f"/ontvangen-gegevens?{wat}&paginagrootte=200")
    return list(gelezen["ontvangenGegevens"])


def _met_taak(driehoek: Driehoek, groep: str) -> Klant:
    """Een analist van de politie die alleen deze groep in zijn taak heeft."""
    anders = {"alleGroepen": False, "groepen": [groep]}
    sub = f"taak.{nieuw_id()}@politie.example"
    return driehoek.bureau("politie").medewerker("analist", sub, **anders)[0]


def test_wat_een_ander_gaf_hoort_bij_de_groep_en_het_doel_waarvoor_het_kwam(
    verzoeken: Verzoeken,
) -> None:
    driehoek = verzoeken.driehoek
    wie = verzoeken.deel("Doelwit Verdicht")
    analist = driehoek.klant("politie")[0]
    kreeg = _van(analist, persoon=wie)
    assert {een["bron"] for een in kreeg} == {"gemeente"}
    assert {(een["groep"], een["doel"]) for een in kreeg} == {(driehoek.groep, "D1")}
    # Komt hij in een andere groep, dan gaat wat er over hem kwam daar niet mee naartoe.
    andere = Driehoek.richt_in(driehoek.wereld).groep
    analist.maak(f"/groepen/{andere}/leden", {"persoonId": wie, "categorie": 1})
    assert _van(analist, groep=andere) == []
    voor_andere, voor_deze = (_met_taak(driehoek, een) for een in (andere, driehoek.groep))
    voor_andere.haal(f"/personen/{wie}")
    assert _van(voor_andere, persoon=wie) == []
    assert {een["id"] for een in _van(voor_deze, persoon=wie)} == {een["id"] for een in kreeg}
