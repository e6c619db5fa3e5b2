"""Terugkijken: wie gaf wie hoe vaak, en stonden de besluiten ook als een regel anders was."""

from __future__ import annotations

from typing import Any

from shared.convenant.regels.laden import standaard_convenant
from tests.integratie.gateway.controle import bladen_van
from tests.integratie.gateway.gegevens import GROEP
from tests.integratie.gateway.zoeker import AUDIT, AUDITOR, PERIODE, PRIVACY, Zoeker

BRON = standaard_convenant().bron.decode()


def _herhaal(zoeker: Zoeker, wie: str = AUDIT, **vraag: Any) -> dict[str, Any]:
    antwoord = zoeker.post("/uitwisselingen/_herhaal", {"periode": PERIODE, **vraag}, wie)
    assert antwoord.status_code == 200, antwoord.text
    gevonden: dict[str, Any] = antwoord.json()
    return gevonden


def _stromen(zoeker: Zoeker, wie: str = AUDIT, **vraag: Any) -> dict[str, Any]:
    antwoord = zoeker.post("/uitwisselingen/_stromen", {"periode": PERIODE, **vraag}, wie)
    assert antwoord.status_code == 200, antwoord.text
    gevonden: dict[str, Any] = antwoord.json()
    return gevonden


def test_de_stromen_zijn_samen_alle_besluiten_en_tellen_wat_is_tegengehouden(
    zoeker: Zoeker,
) -> None:
    gezien = _stromen(zoeker)
    alle = zoeker.zoek()["uitwisselingen"]
    verwacht: dict[tuple[Any, ...], list[int]] = {}
    for een in alle:
        paar = verwacht.setdefault((een["stap"], een["afzender"], een["ontvanger"]), [0, 0])
        paar[int(een["besluit"] == "geweigerd")] += 1
    assert gezien["aantal"] == len(alle) == 4
    assert {
        (een["stap"], een["afzender"], een["ontvanger"]): [een["toegestaan"], een["geweigerd"]]
        for een in gezien["stromen"]
    } == verwacht
    assert _stromen(zoeker, groep=GROEP)["stromen"] == gezien["stromen"]
    (tegen,) = _stromen(zoeker, uitkomst="geweigerd")["stromen"]
    assert (tegen["toegestaan"], tegen["geweigerd"]) == (0, 1)
    for wie in ("om", PRIVACY):
        assert _stromen(zoeker, wie)["stromen"] == []


def test_elk_besluit_valt_met_de_regels_van_toen_weer_zo_uit(zoeker: Zoeker) -> None:
    uit = _herhaal(zoeker)
    assert (uit["aantal"], uit["herhaald"], uit["gelijk"], uit["anders"]) == (4, 4, 4, [])
    assert (uit["nietMeer"], uit["volgende"], uit["convenant"]) == (0, None, None)
    assert _herhaal(zoeker, PRIVACY)["aantal"] == 0


def test_met_een_andere_regel_zegt_het_welk_besluit_dan_anders_was_en_waarom(
    zoeker: Zoeker,
) -> None:
    soort = zoeker.zoek(uitkomst="aanvaard", soort="verstrekking")["uitwisselingen"][0]
    gegeven = soort["gegevenssoorten"][0]
    begin = BRON.index("[[gegevenssoorten." + gegeven + ".regels]]")
    oud = BRON[begin : BRON.index("\n\n", begin)]
    nieuw = oud.replace("stappen = [", "stappen = [7] # [")
    uit = _herhaal(zoeker, wijzigingen=[{"oud": oud, "nieuw": nieuw}])
    assert uit["convenant"]["hash"] != standaard_convenant().hash
    omgeslagen = [een for een in uit["anders"] if een["was"] != een["wordt"]]
    assert {een["id"] for een in omgeslagen} == set(zoeker.berichten)
    for een in omgeslagen:
        assert (een["was"], een["wordt"]) == ("toegestaan", "geweigerd")
        assert een["redenen"]
    assert uit["gelijk"] == uit["herhaald"] - len(uit["anders"])
    assert _herhaal(zoeker)["anders"] == [], "er is niets veranderd"


def test_een_wijziging_die_geen_geldig_bestand_geeft_zegt_waarom_niet(zoeker: Zoeker) -> None:
    voor = len(bladen_van(zoeker.gateway, "raadpleging"))
    wijzigingen = [
        {"oud": "dit staat er niet", "nieuw": "iets"},
        {"oud": "stappen", "nieuw": "dingen"},
    ]
    vraag = {"periode": PERIODE, "wijzigingen": wijzigingen}
    antwoord = zoeker.post("/uitwisselingen/_herhaal", vraag)
    assert antwoord.status_code == 400
    plaatsen = {een["pad"]: een["melding"] for een in antwoord.json()["fouten"]}
    assert "staat niet in" in plaatsen["/wijzigingen/0/oud"]
    assert "keer" in plaatsen["/wijzigingen/1/oud"]
    kapot = [{"oud": BRON[:200], "nieuw": "["}]
    antwoord = zoeker.post("/uitwisselingen/_herhaal", {"periode": PERIODE, "wijzigingen": kapot})
    assert antwoord.status_code == 400
    assert len(bladen_van(zoeker.gateway, "raadpleging")) == voor


def test_het_convenantbestand_is_letterlijk_te_lezen(zoeker: Zoeker) -> None:
    assert zoeker.haal("/convenant").text == BRON


def test_wie_leest_ziet_met_welke_autorisatie_en_wat_zij_mag(zoeker: Zoeker) -> None:
    mij = zoeker.haal("/autorisaties/mij").json()
    assert (mij["id"], mij["functie"]) == (AUDITOR, "auditor")
    assert mij["aanstelling"] is not None
    assert "controleren" in mij["rechten"]
    assert zoeker.haal("/autorisaties/mij", PRIVACY).json()["aanstelling"] is None
    assert zoeker.haal("/autorisaties/mij", "onbekend@elders.example").status_code == 403
    assert zoeker.haal("/autorisaties/mij", "politie").status_code in (401, 403)
