"""De rijen van werk dat een mens zelf afmaakt."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.portaal.stapwerk import overleg
from tests.portaal.tafel import Rij, pad_naar
from tests.portaal.tafel_stappen import vul_zin_in
from tests.portaal.zaal import ANALIST, REGISSEUR, Zaal


def _is_gezegd(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/overleggen/{overleg(zaal)}/zeggen/{zaal.groep}")
    vul_zin_in(blad)
    blad.wait_for_url("**/uitingen/**")
    blad.goto(blad.url.rpartition("/")[0])
    blad.locator("details.doen").first.locator("summary").click()


def _klaar(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/werklijst")
    blad.get_by_role("link", name="Zeg dat dit klaar is").first.click()
    if "/rij/" in blad.url:
        blad.get_by_role("link", name="Zeg dat nummer 1 klaar is").click()


RIJEN = (
    Rij("is-gezegd", ("is-gezegd",), ANALIST, _is_gezegd),
    Rij("werk-klaar", ("werk-klaar",), ANALIST, _klaar),
    Rij("terugblikken", ("terugblikken",), REGISSEUR, pad_naar("/terugblikken")),
    Rij(
        "terugblik-nieuw",
        ("nieuwe-terugblik",),
        REGISSEUR,
        pad_naar("/terugblikken/nieuw/herleving"),
    ),
)
ZONDER_PAGINA = {
    "begin-terugblik": "kijkt terug, en toont wat er is gevonden; test_terugblik speelt het",
    "terugblik": "wat na het afsluiten is bewaard; test_terugblik toont het",
    "toets": "legt vast of het nog klopt, terug naar de terugblik; test_terugblik speelt het",
    "vernietiging": "een vernietiging die niet lukt; test_afmaken toont haar",
    "vertel-gezegd": "vertelt of iets is gezegd, en toont dat; test_afmaken speelt het",
    "vink-af": "haalt werk van de lijst, en toont de lijst; test_afmaken speelt het",
}
