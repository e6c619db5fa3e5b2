"""Elk scherm in een echte browser: te lezen voor iedereen, in gewone woorden, met weinig vragen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from frontends.gemeente.portaal import GEMEENTE
from frontends.om.portaal import OM
from frontends.politie.portaal import POLITIE
from frontends.toezicht.portaal import TOEZICHT
from tests.architectuur.bron import WORTEL
from tests.hulp.verdeling import is_steekproef
from tests.portaal.kijker import ingelogd, overtredingen, steekt_uit
from tests.portaal.tafel import Rij
from tests.portaal.tafels import TAFEL, ZONDER_PAGINA
from tests.portaal.zaal import ANALIST, REGISSEUR, Zaal, tekst_van

ALLE = (GEMEENTE, POLITIE, OM, TOEZICHT)
_UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_LIDNAAM = re.compile(r"\b[a-z]+[A-Z][a-z]+[A-Za-z]*\b")
_CODE = re.compile(r"\b[A-Z]{2,}[0-9]*_[A-Z0-9_]+\b|\b[a-z]+_[a-z_]+\b")
_VREEMD = re.compile(r"\b(?:None|null|undefined|error|True|False|onbekend \()\b")
# Wat de dienst over een weigering zegt noemt elke grond die wel past; dat is de langste zin.
LANGSTE_ZIN = 75
_ZINNEN = re.compile(r"(?<=[.?!])\s+")
# Axe kost bijna de helft van een rij. In een steekproef ziet het van elk scherm de eerste stand.
MET_AXE = list(
    {een.schermen[:1]: een for een in reversed(TAFEL)}.values() if is_steekproef() else TAFEL
)


@pytest.fixture(scope="module")
def bladen(browser: Browser, zaal: Zaal) -> Iterator[dict[str, tuple[Page, str]]]:
    """One page for each person of the table, logged in once."""
    open_ = {sub: ingelogd(browser, zaal, sub) for sub in dict.fromkeys(een.wie for een in TAFEL)}
    yield {sub: een.__enter__() for sub, een in open_.items()}
    for een in open_.values():
        een.__exit__(None, None, None)


def test_elk_scherm_staat_op_de_tafel_of_heeft_geen_eigen_pagina() -> None:
    op_tafel = {naam for rij in TAFEL for naam in rij.schermen}
    bestaat = {scherm.naam for portaal in ALLE for scherm in portaal.schermen}
    assert bestaat == op_tafel | set(ZONDER_PAGINA)
    assert not op_tafel & set(ZONDER_PAGINA)


def test_elk_scherm_vraagt_een_recht_of_is_voor_iedereen_die_inlogt() -> None:
    zonder = {een.naam for portaal in ALLE for een in portaal.schermen if een.recht is None} - {
        een.naam for een in TOEZICHT.schermen
    }
    # Een incident meldt iedereen, ook met een autorisatie die is verlopen.
    assert zonder == {"mijn-rechten", "incident-melden", "meld-incident", "incident-gemeld"}


def test_wat_mensen_het_meest_openen_vraagt_hoogstens_twee_keer_en_staat_op_de_tafel() -> None:
    """Of elk scherm zich aan zijn getal houdt, ziet de tafel, en wie alles langsgaat."""
    vaak = {"werklijst", "groep", "geven", "voorbeeld", "uitwisselingen", "verhaal"}
    schermen = [een for portaal in ALLE for een in portaal.schermen if een.methode == "GET"]
    assert vaak <= {een.naam for een in schermen}
    assert vaak <= {naam for rij in TAFEL for naam in rij.schermen}
    assert [een.naam for een in schermen if een.naam in vaak and een.hoogstens > 2] == []


@pytest.mark.parametrize("rij", TAFEL, ids=lambda rij: rij.naam)
def test_een_scherm_is_voor_iedereen_te_lezen_en_vraagt_niet_meer_dan_het_toont(
    rij: Rij, bladen: dict[str, tuple[Page, str]], zaal: Zaal
) -> None:
    blad, adres = bladen[rij.wie]
    rij.weg(blad, adres, zaal)
    code = zaal.portaal_van(rij.wie).code
    pagina = zaal.laatste_pagina(code)

    _telt(rij, pagina)
    _leest_wie_hij_noemt(rij, pagina, zaal)
    assert woordfouten(tekst_van(blad.content())) == []
    assert "Verzonnen" not in blad.title()
    assert steekt_uit(blad, rij.naam) == []
    if rij in MET_AXE:
        assert overtredingen(blad) == []


def _telt(rij: Rij, pagina: dict[str, object]) -> None:
    """No more questions to the API than this screen may cost."""
    hoogstens = {een.naam: een.hoogstens for portaal in ALLE for een in portaal.schermen}
    if rij.schermen:
        assert int(str(pagina["aantal"])) <= hoogstens[rij.schermen[0]]


def _leest_wie_hij_noemt(rij: Rij, pagina: dict[str, object], zaal: Zaal) -> None:
    """In the party's own records: exactly the people this page named, and nobody else."""
    partij = zaal.portaal_van(rij.wie).bron
    if partij == "gateway" or not pagina["traceId"]:
        return
    gelezen = zaal.gelezen_personen(partij, str(pagina["traceId"]))
    assert len(gelezen) == rij.mensen


def woordfouten(tekst: str) -> list[str]:
    """What is no word: identifiers, names of members, codes, English; or too long a sentence."""
    fouten = [een for vorm in (_UUID, _LIDNAAM, _CODE, _VREEMD) for een in vorm.findall(tekst)]
    lang = [
        zin
        for regel in tekst.splitlines()
        for zin in _ZINNEN.split(regel)
        if len(zin.split()) > LANGSTE_ZIN
    ]
    return fouten + lang


def test_wat_vanzelf_ververst_is_stil_te_zetten_en_houdt_niemand_ingelogd() -> None:
    """Een pagina die meteen doorgaat ververst niet; wie leest bepaalt hoe lang (WCAG 2.2.1)."""
    vindbaar = {een.pad for portaal in ALLE for een in portaal.schermen if een.gaat_door}
    ververst = [
        (pad, tekst)
        for pad in (WORTEL / "shared/portaal/sjablonen").rglob("*.html")
        for tekst in [pad.read_text(encoding="utf-8")]
        if "every " in tekst or re.search('http-equiv="refresh" content="[1-9]', tekst)
    ]
    assert {pad.name for pad, _ in ververst} == {"bezig.html", "uiting.html"}
    for _, tekst in ververst:
        assert "{% if ververs %}" in tekst
        assert "Niet vanzelf verversen" in tekst
    assert vindbaar >= {"/bezig/stand", "/uitingen/{uiting:uuid}/{over}/stand"}


@pytest.mark.parametrize(
    "tekst",
    ["Zie 0193aaaa-0000-7000-8000-000000000001", "noem het in inReactieOp", "WPG16_1_B", "None"],
)
def test_een_code_op_een_scherm_valt_op(tekst: str) -> None:
    assert woordfouten(tekst)
    assert woordfouten("U ziet eerst schuilnummers, zoals a20e…41b8.") == []


def test_axe_ziet_een_pagina_die_niet_deugt(browser: Browser) -> None:
    with browser.new_context() as context:
        blad = context.new_page()
        blad.set_content("<p>x</p><img src='x.png'><input type='text'>")
        assert {een.split(":")[0] for een in overtredingen(blad)} >= {"image-alt", "label"}


def test_zonder_scripts_werkt_alles_ook(browser: Browser, zaal: Zaal) -> None:
    with ingelogd(browser, zaal, REGISSEUR, scripts=False) as (blad, adres):
        blad.get_by_label("Groep").select_option(zaal.groep)
        blad.get_by_role("button", name="Filter toepassen").click()
        assert f"groep={zaal.groep}" in blad.url
        blad.get_by_role("link", name="Groepen", exact=True).click()
        blad.locator(f'a[href="/groepen/{zaal.groep}"]').click()
        blad.get_by_role("button", name="Toon de namen").click()
        assert blad.get_by_role("heading", name="Wie hoort erbij").is_visible()
        blad.goto(f"{adres}/werklijst")
        blad.get_by_role("button", name="Uitloggen").click()
        assert blad.get_by_role("heading", name="U bent uitgelogd").is_visible()


def test_na_uitloggen_laat_de_knop_terug_niets_zien(browser: Browser, zaal: Zaal) -> None:
    with ingelogd(browser, zaal, ANALIST) as (blad, adres):
        blad.goto(f"{adres}/groepen/{zaal.groep}")
        blad.get_by_role("button", name="Uitloggen").click()
        blad.go_back()
        blad.wait_for_url("**/inloggen**")
        assert "schuilnummers" not in blad.content()
        assert blad.evaluate("localStorage.length + sessionStorage.length") == 0


def test_met_alleen_een_toetsenbord_komt_men_bij_de_namen(browser: Browser, zaal: Zaal) -> None:
    with ingelogd(browser, zaal, REGISSEUR) as (blad, adres):
        blad.goto(f"{adres}/groepen/{zaal.groep}")
        blad.keyboard.press("Tab")
        assert blad.evaluate("document.activeElement.textContent") == "Naar de inhoud"
        for _ in range(60):
            blad.keyboard.press("Tab")
            waar = blad.evaluate("document.activeElement.textContent.trim()")
            vorm = blad.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert vorm != "none", waar
            if waar == "Toon de namen":
                break
        blad.keyboard.press("Enter")
        blad.get_by_role("heading", name="Wie hoort erbij").wait_for()


def test_geen_pagina_probeerde_iets_dat_zij_niet_mag(zaal: Zaal) -> None:
    """De browser meldt elke poging; deze test staat achteraan."""
    for portaal in ALLE:
        assert [een for een in zaal.logregels(portaal.code) if een["event"] == "csp"] == []
        assert [een for een in zaal.logregels(portaal.code) if een["level"] == "error"] == []
