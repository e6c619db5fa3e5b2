"""Elk scherm van elk portaal, met wie het opent en hoe: een scherm zonder rij mag niet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.portaal.zaal import ANALIST, AUDITOR, REGISSEUR, Zaal

Weg = Callable[[Page, str, Zaal], None]


@dataclass(frozen=True)
class Rij:
    """One screen in one state. `mensen`: how many people it shows, by name or by number."""

    naam: str
    schermen: tuple[str, ...]
    wie: str
    weg: Weg
    mensen: int = 0


def _pad(sjabloon: str) -> Weg:
    """Straight to an address; `{groep}` is the group of the story."""

    def ga(blad: Page, adres: str, zaal: Zaal) -> None:
        blad.goto(adres + sjabloon.format(groep=zaal.groep))

    return ga


def _namen(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/groepen/{zaal.groep}")
    blad.get_by_role("button", name="Toon de namen").click()


def _eerste_bericht(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/berichten?groep={zaal.groep}")
    blad.get_by_role("link", name="Verstrekking aan de politie").first.click()


def _geweigerd_bericht(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/berichten?groep={zaal.groep}")
    blad.locator("li", has_text="Tegengehouden").get_by_role("link").first.click()


def _inhoud(blad: Page, adres: str, zaal: Zaal) -> None:
    _eerste_bericht(blad, adres, zaal)
    blad.get_by_role("button", name="Toon wat er verstuurd is").click()


TAFEL = (
    Rij("werklijst", ("werklijst",), REGISSEUR, _pad("/werklijst")),
    Rij("werklijst-leeg", ("werklijst",), REGISSEUR, _pad("/werklijst?urgentie=te_laat")),
    Rij("groepen", ("groepen",), REGISSEUR, _pad("/groepen")),
    Rij("groepen-alles", ("groepen",), ANALIST, _pad("/groepen?alles=ja")),
    Rij("groep", ("groep",), REGISSEUR, _pad("/groepen/{groep}"), mensen=14),
    Rij("groep-politie", ("groep",), ANALIST, _pad("/groepen/{groep}"), mensen=15),
    Rij("namen", ("namen",), REGISSEUR, _namen, mensen=14),
    Rij("tijdlijn", ("tijdlijn",), REGISSEUR, _pad("/groepen/{groep}/tijdlijn")),
    Rij("tijdlijn-alles", ("tijdlijn",), ANALIST, _pad("/groepen/{groep}/tijdlijn?zoom=alles")),
    Rij("mijn-rechten", ("mijn-rechten",), REGISSEUR, _pad("/mijn-rechten")),
    Rij("berichten", ("berichten",), REGISSEUR, _pad("/berichten")),
    Rij("bericht", ("bericht",), REGISSEUR, _eerste_bericht),
    Rij("bericht-geweigerd", ("bericht",), ANALIST, _geweigerd_bericht),
    Rij("bericht-inhoud", ("inhoud",), REGISSEUR, _inhoud, mensen=4),
    Rij("toegankelijkheid", ("toegankelijkheid",), REGISSEUR, _pad("/toegankelijkheid")),
    Rij("niet-gevonden", (), REGISSEUR, _pad("/bestaat-niet")),
    Rij("andermans-groep", (), REGISSEUR, _pad("/groepen/0193aaaa-0000-7000-8000-000000000001")),
    Rij("toezicht", ("toegankelijkheid",), AUDITOR, _pad("/toegankelijkheid")),
)
# Wie hier komt gaat meteen verder; de pagina erna staat hierboven.
ZONDER_PAGINA = {
    "begin": "stuurt door naar waar iemand begint",
    "blijf": "een teken van leven, terug naar de pagina waar men was",
    "opnieuw": "biedt een bericht nog eens aan, terug naar dat bericht",
}
