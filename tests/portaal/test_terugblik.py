"""Terugkijken in wat is bewaard: alles van iemand op een blad, en van elk gegeven een oordeel.

De dienst erachter antwoordt met een vast antwoord: of hij dat ook doet, bewijst de dienst.
"""

from __future__ import annotations

import json
from typing import Any

import httpx

from shared.overzicht.wegwijs.keuzes import keuzelijsten
from shared.overzicht.wegwijs.router import NietActiefUit
from shared.zaak.nietactief.vormen import VOORBEELD, VOORBEELD_KOP, Terugblikinvoer, TerugblikUit
from tests.integratie.partij.nepregister import REGELS
from tests.portaal.test_schermen import woordfouten
from tests.portaal.test_storing import GROEP, Alleen, alleen
from tests.portaal.test_werk import antwoordt
from tests.portaal.zaal import tekst_van

__all__ = ["alleen"]
MENS, TWEEDE, OUD = (f"0193cccc-0000-7000-8000-00000000000{een}" for een in (1, 2, 3))
HIER = f"/terugblikken/{GROEP}"
NIETACTIEF = NietActiefUit.model_validate(keuzelijsten(REGELS, "gemeente", [])["niet_actief"])
KEUZES = {"nietActief": NIETACTIEF.model_dump(by_alias=True)}
GROEPEN = {
    "groepen": [
        {"id": GROEP, "code": "R-2", "afgeslotenOp": None},
        {"id": OUD, "code": "R-1", "afgeslotenOp": "2026-01-01"},
    ]
}
ITEMS: list[dict[str, Any]] = [
    {
        "id": MENS, "bron": "persoon", "gegevenssoort": None, "van": "gemeente",
        "gegevens": {"naam": "Plofje Verzonnen", "geboortedatum": "2010-03-04"},
    },
    {
        "id": TWEEDE, "bron": "overlastgegeven", "gegevenssoort": "B_OVERLAST", "van": "gemeente",
        "gegevens": {
            "aard": "feit", "datum": "2026-11-10", "bijzonder": False,
            "omschrijving": "Herhaald lawaai op het plein.",
        },
    },
    {
        "id": OUD, "bron": "ontvangen", "gegevenssoort": "WPG8", "van": "politie",
        "gegevens": {"omschrijving": "Gezien bij het plein."},
    },
]  # fmt: skip
BLIK = {
    **VOORBEELD, "id": GROEP, "groep": OUD, "nieuweGroep": GROEP, "openTot": "2999-01-01",
    "gevonden": 2, "getoetst": 1,
    "personen": [
        {"persoonId": MENS, "getoetst": False, "items": ITEMS},
        {"persoonId": TWEEDE, "getoetst": True, "items": []},
    ],
}  # fmt: skip


def _samen(*delen: Any) -> tuple[int, Any]:
    return 200, {"antwoorden": [{"status": 200, "inhoud": een} for een in delen]}


def _open(alleen: Alleen, *antwoorden: Any, **paden: Any) -> list[httpx.Request]:
    alle = {"/_samen": _samen(*antwoorden), "/keuzelijsten": (200, KEUZES), **paden}
    return antwoordt(alleen, alle, "nietactief.toetsen")


def test_wie_terugkijkt_kiest_een_aanleiding_en_noemt_wat_daarbij_hoort(alleen: Alleen) -> None:
    lijst = {"terugblikken": [{**VOORBEELD_KOP, "groep": OUD, "openTot": "2999-01-01"}]}
    _open(alleen, lijst, KEUZES, GROEPEN)
    blad = alleen.vraag("GET", "/terugblikken")
    assert woordfouten(tekst_van(blad.text)) == []
    assert "R-1" in blad.text
    wegen = [een.split('"')[0] for een in blad.text.split('href="/terugblikken/nieuw/')[1:]]
    assert wegen == list(KEUZES["nietActief"]["aanleidingen"])
    gevraagd = _open(alleen, KEUZES, GROEPEN, **{"/terugblikken": (201, BLIK)})
    for weg in wegen:
        tekst = tekst_van(alleen.vraag("GET", f"/terugblikken/nieuw/{weg}").text)
        van_groep = KEUZES["nietActief"]["aanleidingen"][weg]["vanDeGroep"]
        assert ("Welke groep is afgesloten?" in tekst, "Geboortedatum" in tekst) == (
            van_groep, not van_groep,
        )  # fmt: skip
    leeg = alleen.vraag("POST", f"/terugblikken/nieuw/{wegen[0]}", _csrf="teken")
    assert (leeg.status_code, 'href="#groep"' in leeg.text) == (422, True)
    velden = {"groep": OUD, "nieuweGroep": GROEP, "reden": "Er is weer overlast."}
    klaar = alleen.vraag("POST", f"/terugblikken/nieuw/{wegen[0]}", _csrf="teken", **velden)
    assert klaar.headers["location"] == HIER
    gestuurd = json.loads(gevraagd[-1].content)
    assert gestuurd == {**velden, "aanleiding": wegen[0], "bevestigdZonderPersonen": False}
    Terugblikinvoer.model_validate(gestuurd)
    assert alleen.vraag("GET", "/terugblikken/nieuw/zomaar").status_code == 404


def test_van_elk_gegeven_zegt_iemand_of_het_nog_klopt(alleen: Alleen) -> None:
    TerugblikUit.model_validate(BLIK)
    toets = f"{HIER}/personen/{MENS}/_toets"
    fout = {"fouten": [{"pad": "/uitkomsten/1/gegevens/datum", "melding": "ligt in de toekomst"}]}
    _open(alleen, BLIK, KEUZES, GROEPEN, **{toets: (400, fout)})
    blad = alleen.vraag("GET", HIER).text
    tekst = tekst_van(blad)
    assert woordfouten(tekst) == []
    assert "Al getoetst" in tekst
    assert "4 maart 2010" in tekst
    # Van een ander is er niets te verbeteren: wie het gaf doet dat.
    assert 'name="i2-uitslag" value="achterhaald"' in blad
    assert 'name="i2-uitslag" value="verbeterd"' not in blad
    assert 'name="i1-gegevens-aard"' not in blad
    naar = blad.split(f'action="{HIER}/')[1].split('"')[0]
    items = blad.split('name="items" value="')[1].split('"')[0]
    assert MENS not in naar + items
    velden = {
        "_csrf": "teken", "plek": "1", "items": items, "i0-uitslag": "juist",
        "i1-uitslag": "verbeterd", "i1-gegevens-datum": "11-11-2026", "i1-reden": "Een dag later.",
        "i0-gegevens-naam": "Plofje Verzonnen",
    }  # fmt: skip
    half = alleen.vraag("POST", f"{HIER}/{naar}", **velden)
    assert (half.status_code, 'href="#mens-1-i2-uitslag"' in half.text) == (422, True)
    velden["i2-uitslag"] = "achterhaald"
    nee = alleen.vraag("POST", f"{HIER}/{naar}", **velden)
    assert (nee.status_code, 'href="#mens-1-i1-gegevens-datum"' in nee.text) == (422, True)
    assert "Een dag later." in nee.text
    gevraagd = _open(alleen, BLIK, KEUZES, GROEPEN, **{toets: (200, BLIK)})
    klaar = alleen.vraag("POST", f"{HIER}/{naar}", **velden)
    assert klaar.headers["location"] == HIER
    assert json.loads(gevraagd[-1].content)["uitkomsten"] == [
        {"item": MENS, "uitslag": "juist"},
        {
            "item": TWEEDE, "uitslag": "verbeterd", "gegevens": {"datum": "2026-11-11"},
            "reden": "Een dag later.",
        },
        {"item": OUD, "uitslag": "achterhaald"},
    ]  # fmt: skip


def test_wat_dicht_is_of_leeg_zegt_dat(alleen: Alleen) -> None:
    for anders, zin in (
        ({"open": False}, "Deze terugblik is dicht"),
        ({"gevonden": 0, "getoetst": 0}, "Er is niemand gevonden"),
        ({"gevonden": 1}, "Over iedereen is beslist"),
    ):
        _open(alleen, {**BLIK, **anders, "personen": []}, KEUZES, GROEPEN)
        assert zin in tekst_van(alleen.vraag("GET", HIER).text)
