"""Geven, tekenen en zeggen met alleen een toetsenbord, van het begin van de taak tot het eind."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.portaal.kijker import ingelogd, met_tab_naar
from tests.portaal.stapwerk import overleg
from tests.portaal.zaal import ANALIST, BURGEMEESTER, Zaal


def _kies(blad: Page, kiezer: str) -> None:
    met_tab_naar(blad, kiezer)
    blad.keyboard.press("Space")


def _druk(blad: Page, kiezer: str, tekst: str) -> None:
    met_tab_naar(blad, kiezer, tekst)
    with blad.expect_navigation():
        blad.keyboard.press("Enter")


def _weeg_af(blad: Page, *ook: str) -> None:
    """The first item, why, and what was weighed."""
    _kies(blad, "input[name=deel]")
    _kies(blad, "#doel input")
    for naam in ("noodzaak", "proportionaliteit", "subsidiariteit"):
        _kies(blad, f"input[name={naam}]")
    met_tab_naar(blad, "textarea")
    blad.keyboard.type("Nodig om de groep in beeld te brengen.")
    for naam in ook:
        _kies(blad, f"input[name={naam}]")


def test_de_analist_geeft_gegevens(browser: Browser, zaal: Zaal) -> None:
    with ingelogd(browser, zaal, ANALIST) as (blad, adres):
        blad.goto(f"{adres}/groepen/{zaal.groep}/geven")
        _druk(blad, "button", "Aan de burgemeester")
        if blad.get_by_role("button", name="Begin opnieuw").count():
            _druk(blad, "button", "Begin opnieuw")
        _weeg_af(blad)
        _druk(blad, "button", "Naar het voorbeeld")
        _druk(blad, "button", "Versturen aan de burgemeester")
        assert blad.get_by_text("Aangekomen").is_visible()


def test_de_burgemeester_tekent(browser: Browser, zaal: Zaal) -> None:
    besluit = zaal.zet_afsluiting_klaar()
    with ingelogd(browser, zaal, BURGEMEESTER) as (blad, adres):
        blad.goto(f"{adres}/ondertekenen")
        _druk(blad, f'a[href$="{besluit}"]', "")
        _druk(blad, "button", "Onderteken dit besluit")
        assert blad.locator(f'a[href$="{besluit}"]').count() == 0


def test_de_analist_zegt_iets_in_het_overleg(browser: Browser, zaal: Zaal) -> None:
    kenmerk = overleg(zaal)
    with ingelogd(browser, zaal, ANALIST) as (blad, adres):
        blad.goto(f"{adres}/overleggen/{kenmerk}")
        _druk(blad, "a", "Iets zeggen over")
        _weeg_af(blad, "nagelezen")
        _druk(blad, "button", "Mag ik dit zeggen?")
        _druk(blad, "button", "Het is gezegd")
        assert blad.url == f"{adres}/overleggen/{kenmerk}"
