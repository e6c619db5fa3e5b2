"""De rijen over werk dat mensen zichzelf en elkaar geven, en wat zelden voorkomt."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.portaal.tafel import Rij, pad_naar
from tests.portaal.zaal import ANALIST, BURGEMEESTER, REGISSEUR, Zaal

_LEEFTIJD = "/groepen/{groep}/leeftijdsgrenzen"
TITEL = "Plan een schouw bij het plein"


def maak_taak(zaal: Zaal) -> str:
    """A task of the regisseur; the same one every time."""
    with zaal.klant("gemeente", REGISSEUR) as klant:
        taak = {
            "groep": zaal.groep, "titel": TITEL, "uiterlijk": zaal.spel.vandaag.isoformat(),
            "bevestigdZonderPersonen": True,
        }  # fmt: skip
        lijst = klant.haal("/taken", groep=zaal.groep, stand="open")["taken"]
        return str((lijst or [klant.stuur("/taken", taak)])[0]["id"])


def _taak(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/taken/{maak_taak(zaal)}")


def _taken(blad: Page, adres: str, zaal: Zaal) -> None:
    maak_taak(zaal)
    blad.goto(f"{adres}/groepen/{zaal.groep}/taken")


def _lege_taak(blad: Page, adres: str, zaal: Zaal) -> None:
    _taken(blad, adres, zaal)
    blad.get_by_role("button", name="Leg deze taak vast").click()


def _half_af(blad: Page, adres: str, zaal: Zaal) -> None:
    _taak(blad, adres, zaal)
    blad.get_by_text("Rond deze taak af").click()
    blad.get_by_role("button", name="Rond af").click()


def _aanstelling(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/aanstellingen")
    blad.locator(".lijst__kop a").first.click()


def _lege_aanstelling(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/aanstellingen/nieuw")
    blad.get_by_role("button", name="Teken, en leg voor").click()


RIJEN = (
    Rij("taken", ("taken",), REGISSEUR, _taken),
    Rij("taken-leeg", ("taken",), ANALIST, pad_naar("/groepen/{groep}/taken")),
    Rij("taak-leeg", ("maak-taak",), REGISSEUR, _lege_taak),
    Rij("taak", ("taak",), REGISSEUR, _taak),
    Rij("taak-half", ("doe-taak",), REGISSEUR, _half_af),
    Rij("teksten", ("teksten",), REGISSEUR, pad_naar("/teksten")),
    # Wie te oud is blijkt pas uit ieders leeftijd: van allen is er een bekeken.
    Rij("leeftijd", ("leeftijdsgrenzen",), REGISSEUR, pad_naar(_LEEFTIJD), mensen=14),
    Rij("aanstellingen", ("aanstellingen",), BURGEMEESTER, pad_naar("/aanstellingen")),
    Rij("aanstelling", ("aanstelling",), BURGEMEESTER, _aanstelling),
    Rij(
        "aanstelling-nieuw", ("nieuwe-aanstelling",), BURGEMEESTER, pad_naar("/aanstellingen/nieuw")
    ),
    Rij("aanstelling-leeg", ("leg-aanstelling-voor",), BURGEMEESTER, _lege_aanstelling),
)
ZONDER_PAGINA = {
    "tekst": "in dit verhaal wijst geen tekst iemand aan; test_werk toont haar",
    "bekijk-tekst": "hetzelfde blad, met de tekst; test_werk toont haar",
    "beslis-tekst": "beslist, terug naar de lijst",
    "doe-aanstelling": "tekent of beëindigt, terug naar de aanstelling",
    "logalarm": "in dit verhaal spreekt het log zichzelf niet tegen; test_werk toont het",
    "erken-logalarm": "legt een oordeel vast, terug naar het alarm",
}
