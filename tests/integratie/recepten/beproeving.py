"""Draait in een kopie waarin een recept is uitgevoerd: wat erbij kwam, gaat langs de hele weg.

Pytest verzamelt dit bestand niet zelf: `test_recepten.py` noemt het, in die kopie.
"""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import shared
from deploy.brievenbus import geef_brieven
from tests.integratie.partij.driehoek import AFWEGING, TAAK
from tests.integratie.reeksen.stelsel import Stelsel
from tests.integratie.reeksen.zaak import Zaak

VERKLAARD = {
    "aard": "feit",
    "derdenVerwijderd": True,
    "omschrijving": "Verzonnen voorval bij het hek.",
}
OM = {"herleidingAnderenVoorkomen": True, "jdsBevraagd": False, "geenSepotOfVrijspraak": True}
WIE = {
    "politie": "analist",
    "om": "parketsecretaris",
    "gemeente": "regisseur",
    "corporatie": "woonconsulent",
}
GROND = {"gemeente": "AVG6_1_E", "om": "WJSG39F_B", "corporatie": "AVG6_1_E"}


def _doe(
    stelsel: Stelsel, partij: str, methode: str, pad: str, document: Any,
    koppen: Mapping[str, str] | None = None,
) -> Any:  # fmt: skip
    wie = stelsel.gekend[partij, WIE[partij]]
    antwoord = stelsel.bij(partij, wie, methode, pad, json=document, headers=dict(koppen or {}))
    assert antwoord.status_code in (200, 201), antwoord.text
    return antwoord.json()


def _lid(stelsel: Stelsel, partij: str, groep: str, naam: str) -> str:
    """Iemand in het eigen bestand, lid van de groep; het kenmerk."""
    wie = {"naam": naam, "geboortedatum": "2010-03-04", "email": "p@x.example"}
    persoon = str(_doe(stelsel, partij, "POST", "/personen", wie)["id"])
    if partij == "om":
        _doe(stelsel, partij, "PUT", f"/personen/{persoon}/omverklaring", OM)
    lid = {"persoonId": persoon, "categorie": 1}
    _doe(stelsel, partij, "POST", f"/groepen/{groep}/leden", lid)
    if partij == "gemeente":
        geef_brieven(lambda *wat: _doe(stelsel, partij, "POST", *wat), persoon)
    return persoon


@pytest.mark.parametrize("langs", os.environ.get("RECEPT", "").splitlines())
def test_wat_erbij_kwam_gaat_van_het_ene_bestand_in_het_andere(
    stelsel: Stelsel, langs: str
) -> None:
    assert Path(shared.__path__[0]).parent == Path.cwd(), "dit draait niet in de kopie"
    van, naar, soort, gegeven, waar = langs.split()
    zaak = Zaak.in_stap(stelsel, random.Random(1), 3)
    persoon = _lid(stelsel, van, zaak.groep, f"Plofje {gegeven.capitalize()}")
    deel: dict[str, Any] = {"persoon": persoon, "gegevenssoort": gegeven, "grondslag": GROND[van]}
    if van == "gemeente":
        deel["kenmerken"] = TAAK
    if waar != "-":
        eigen = {**VERKLAARD, **(OM if van == "om" else {}), "datum": "2026-10-03"}
        gemaakt = _doe(stelsel, van, "POST", f"/personen/{persoon}/{waar}", eigen)
        deel["gegeven"] = gemaakt["id"]
        gelezen = stelsel.bij(
            van, stelsel.gekend[van, WIE[van]], "GET", f"/personen/{persoon}/{waar}/{gemaakt['id']}"
        )
        assert gelezen.json()["omschrijving"] == VERKLAARD["omschrijving"]
    belang = {"zwaarwegendAlgemeenBelang": True} if van == "om" else {}
    opdracht = {
        "soort": soort,
        "ontvanger": naar,
        "ontvangendeMedewerker": stelsel.gekend[naar, WIE[naar]],
        "groep": zaak.groep,
        "stap": 3,
        "doel": "D1",
        "afweging": {**AFWEGING, **belang},
        "onderdelen": [deel],
    }
    stand = _doe(stelsel, van, "POST", "/verstrekkingen", opdracht)
    assert stand["status"] == "afgeleverd", stand
    (ontvangen,) = stelsel.ontvangen(naar, zaak.groep)
    assert (ontvangen.gegevenssoort, ontvangen.bron) == (gegeven, van)
    kop = _doe(stelsel, van, "GET", f"/verstrekkingen/{stand['id']}/inhoud", None)["kop"]
    assert kop["soort"] == soort


def test_een_stuk_dat_erbij_kwam_komt_aan(stelsel: Stelsel) -> None:
    zaak = Zaak.in_stap(stelsel, random.Random(2), 3)
    opdracht: dict[str, Any] = {
        "stuk": "werkafspraak",
        "groep": zaak.groep,
        "ontvangers": [
            {"partij": "politie", "medewerker": stelsel.gekend["politie", WIE["politie"]]}
        ],
        "gegevens": {"afspraak": "Elke week samen langs het plein.", "vanaf": "2026-12-01"},
        "bevestigdZonderPersonen": True,
    }
    _doe(stelsel, "gemeente", "POST", "/stukken", opdracht)
    (stuk,) = _doe(stelsel, "politie", "GET", f"/stukken?groep={zaak.groep}", None)["stukken"]
    assert stuk["stuk"] == "werkafspraak"
    gelezen = _doe(stelsel, "politie", "GET", f"/stukken/{stuk['id']}", None)
    assert opdracht["gegevens"]["afspraak"] in str(gelezen)


def test_werk_dat_erbij_kwam_staat_op_de_werklijst(stelsel: Stelsel) -> None:
    zaak = Zaak.in_stap(stelsel, random.Random(3), 3)
    taak = {"groep": zaak.groep, "titel": "Bel het buurthuis", "bevestigdZonderPersonen": True}
    taak["uiterlijk"] = zaak.vandaag.isoformat()
    _doe(stelsel, "gemeente", "POST", "/taken", taak)
    pad = f"/werklijst?groep={zaak.groep}&soort=taak-vandaag"
    (werk,) = _doe(stelsel, "gemeente", "GET", pad, None)["werk"]
    assert "Bel het buurthuis" in werk["titel"]
