"""De rijen over wie er bij een groep hoort, zijn ouders, en het eerste signaal over een groep."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.portaal.tafel import Rij, pad_naar
from tests.portaal.zaal import REGISSEUR, Zaal

WIJKAGENT = "wijkagent@politie.example"


def _zoek(blad: Page, wie: str) -> None:
    blad.get_by_label("Naam").fill(wie)
    blad.get_by_role("button", name="Zoek").click()


def _gevonden(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/groepen/{zaal.groep}")
    blad.get_by_role("link", name="Zet iemand in deze groep").click()
    _zoek(blad, zaal.naam_van_een_lid)


def _keuze(blad: Page, adres: str, zaal: Zaal) -> None:
    _gevonden(blad, adres, zaal)
    blad.get_by_role("link", name="Kies").first.click()


def _geen_groep(blad: Page, adres: str, zaal: Zaal) -> None:
    _persoon(blad, adres, zaal)
    blad.get_by_role("link", name="Zet deze persoon in een groep").click()
    blad.get_by_role("button", name="Zet hem in de groep").click()


def _persoon(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/personen")
    _zoek(blad, zaal.naam_van_een_lid)
    blad.locator(".lijst__kop a").first.click()


def _ouders(blad: Page, adres: str, zaal: Zaal) -> None:
    _persoon(blad, adres, zaal)
    blad.locator("#deel-ouders ~ p a").click()


def _ouder(blad: Page, adres: str, zaal: Zaal) -> None:
    _ouders(blad, adres, zaal)
    blad.get_by_role("link", name="Leg een ouder of voogd vast").click()


def _ouder_gevonden(blad: Page, adres: str, zaal: Zaal) -> None:
    _ouder(blad, adres, zaal)
    _zoek(blad, zaal.naam_van_een_lid)


def _leeg_signaal(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/onze-signalen")
    blad.get_by_role("button", name="Geef dit signaal").click()


def _signaal(blad: Page, adres: str, zaal: Zaal) -> None:
    geef_signaal(zaal)
    blad.goto(f"{adres}/onze-signalen")
    blad.locator(".lijst__kop a").first.click()


def geef_signaal(zaal: Zaal) -> str:
    """Een signaal van de wijkagent dat nog over geen groep gaat."""
    signaal = {
        "soort": "waarneming",
        "datum": zaal.spel.vandaag.isoformat(),
        "plek": "het winkelcentrum",
        "omschrijving": "Een groep van circa 12 jongeren maakt elke vrijdagavond veel lawaai.",
        "bevestigdZonderPersonen": True,
    }
    with zaal.klant("politie", WIJKAGENT) as klant:
        return str(klant.stuur("/gegeven-signalen", signaal)["id"])


RIJEN = (
    Rij("lid-erbij", ("lid-erbij",), REGISSEUR, pad_naar("/groepen/{groep}/leden/erbij")),
    Rij("lid-gevonden", ("zoek-lid",), REGISSEUR, _gevonden, mensen=1),
    Rij("lid-groep", ("groepskeuze",), REGISSEUR, _keuze, mensen=1),
    Rij("lid-geen-groep", ("zet-erbij",), REGISSEUR, _geen_groep, mensen=1),
    Rij("persoon-ouders", ("persoon",), REGISSEUR, _ouders, mensen=1),
    Rij("ouder", ("nieuwe-ouder",), REGISSEUR, _ouder, mensen=1),
    Rij("ouder-gevonden", ("zoek-ouder",), REGISSEUR, _ouder_gevonden, mensen=1),
    Rij("signalen-geven", ("gegeven-signalen",), WIJKAGENT, pad_naar("/onze-signalen")),
    Rij("signaal-geven-leeg", ("geef-signaal",), WIJKAGENT, _leeg_signaal),
    Rij("signaal-gegeven", ("gegeven-signaal",), WIJKAGENT, _signaal),
)
ZONDER_PAGINA = {
    "doe-signaal": "verbetert een gegeven signaal of trekt het in, terug naar de lijst",
    "open-groep": "opent een groep, en toont haar stap",
    "lid-eruit": "haalt iemand uit een groep, terug naar de groep",
    "leg-ouder-vast": "legt een ouder vast, terug naar de persoon",
    "haal-ouder-weg": "haalt een ouder weg, terug naar de persoon",
}
