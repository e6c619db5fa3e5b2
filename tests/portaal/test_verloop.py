"""Wat in meer dan een scherm gebeurt, tot het eind: wat niet klopt, en wat weg moet.

Deze tests staan na de tafel: zij veranderen het verhaal.
"""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.portaal.kijker import ingelogd
from tests.portaal.tafel_mensen import PRIVACY
from tests.portaal.test_inleveren import keur
from tests.portaal.zaal import ANALIST, REGISSEUR, Zaal

TWEEDE = "privacy2@gemeente.example"


def test_wat_niet_klopt_gaat_naar_wie_het_gaf_en_die_beslist(browser: Browser, zaal: Zaal) -> None:
    uitleg = "Dit is van een ander adres (verzonnen)."
    with ingelogd(browser, zaal, REGISSEUR) as (blad, adres):
        blad.goto(f"{adres}/ontvangen")
        blad.locator(".lijst__kop a").first.click()
        blad.get_by_role("link", name="Dit klopt niet").first.click()
        blad.locator("#aard input").first.check()
        blad.get_by_label("Leg het uit").fill(uitleg)
        blad.get_by_role("button", name="Meld dat dit niet klopt").click()
        blad.get_by_role("heading", name="Wat er mis is").wait_for()
        assert blad.get_by_text(uitleg).is_visible()
        keur(blad, "verbetering")
    with ingelogd(browser, zaal, ANALIST) as (blad, adres):
        blad.goto(f"{adres}/verbeteringen")
        blad.locator(".lijst__kop a").first.click()
        blad.get_by_text("Het blijft zoals het is", exact=True).first.click()
        vorm = blad.locator("details", has_text="Het blijft zoals het is")
        vorm.get_by_role("textbox").fill("Wij keken het na (verzonnen).")
        vorm.get_by_role("button", name="Het blijft zoals het is").click()
        blad.get_by_text("Beslist", exact=True).wait_for()
        assert blad.get_by_role("heading", name="Uw beslissing").count() == 0


def test_wie_vernietigen_voorstelt_beslist_niet_en_kan_het_terugnemen(
    browser: Browser, zaal: Zaal
) -> None:
    with ingelogd(browser, zaal, PRIVACY) as (blad, adres):
        _zoek(blad, adres, zaal)
        blad.locator(".lijst__kop a").first.click()
        blad.get_by_role("link", name="Stel voor om deze persoon te vernietigen").click()
        blad.locator("#grond input").first.check()
        blad.get_by_label("Waarom?").fill("Een verzonnen reden.")
        blad.get_by_label("Ik heb nagelezen dat er niemand in staat").check()
        blad.get_by_role("button", name="Stel dit voor").click()
        blad.get_by_role("heading", name="Plan om te vernietigen").wait_for()
        assert blad.get_by_role("button", name="Vernietig dit nu").count() == 0
        keur(blad, "vernietigplan")
        assert blad.get_by_text("Beslissen mag: Pip Verzonnen (privacyfunctionaris)").is_visible()
        plan = blad.url
        blad.goto(f"{adres}/bewaren")
        assert blad.locator(f'a[href="{plan.removeprefix(adres)}"]').is_visible()
        _een_tweede_vindt_het(zaal, plan.removeprefix(adres))
        blad.goto(plan)
        blad.get_by_role("button", name="Trek mijn voorstel in").click()
        blad.wait_for_url(f"{adres}/bewaren")


def _een_tweede_vindt_het(zaal: Zaal, plan: str) -> None:
    """On his own work list, and he may decide."""
    with zaal.ingelogd(TWEEDE) as client:
        assert f'href="{plan}"' in client.get("/werklijst").text
        assert "Vernietig dit nu" in client.get(plan).text


def _zoek(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/personen")
    blad.get_by_label("Naam").fill(zaal.naam_van_een_lid)
    blad.get_by_role("button", name="Zoek").click()
