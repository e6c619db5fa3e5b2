"""Elk scherm van elk portaal, met wie het opent en hoe: een scherm zonder rij mag niet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.portaal.driehoekwerk import OFFICIER, leg_driehoek_voor, zet_start_klaar
from tests.portaal.zaal import ANALIST, AUDITOR, BURGEMEESTER, REGISSEUR, Zaal

Weg = Callable[[Page, str, Zaal], None]


@dataclass(frozen=True)
class Rij:
    """One screen in one state. `mensen`: how many people it shows, by name or by number."""

    naam: str
    schermen: tuple[str, ...]
    wie: str
    weg: Weg
    mensen: int = 0


def pad_naar(sjabloon: str) -> Weg:
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


def _samenstellen(blad: Page, adres: str, zaal: Zaal) -> None:
    begin_met_geven(blad, adres, zaal)


def begin_met_geven(blad: Page, adres: str, zaal: Zaal) -> None:
    """A message to the burgemeester in which nobody chose anything yet."""
    blad.goto(f"{adres}/groepen/{zaal.groep}/geven")
    blad.get_by_role("button", name="Aan de burgemeester").click()
    opnieuw = blad.get_by_role("button", name="Begin opnieuw")
    if opnieuw.count():
        opnieuw.click()


def _vergeten(blad: Page, adres: str, zaal: Zaal) -> None:
    _samenstellen(blad, adres, zaal)
    blad.get_by_role("button", name="Naar het voorbeeld").click()


def vul_in(blad: Page, *, gewogen: bool = True) -> None:
    """What somebody fills in to give the first person's first two items."""
    for nummer in (0, 1):
        blad.locator("input[name=deel]").nth(nummer).check()
    blad.locator("#doel input").first.check()
    for naam in ("noodzaak", "proportionaliteit", "subsidiariteit")[: 3 if gewogen else 1]:
        blad.locator(f"input[name={naam}]").check()
    blad.get_by_label("Waarom is dit nodig?").fill("Nodig om de groep in beeld te brengen.")
    blad.get_by_role("button", name="Naar het voorbeeld").click()


def _voorbeeld(blad: Page, adres: str, zaal: Zaal) -> None:
    _samenstellen(blad, adres, zaal)
    vul_in(blad)


def _voorbeeld_mag_niet(blad: Page, adres: str, zaal: Zaal) -> None:
    _samenstellen(blad, adres, zaal)
    vul_in(blad, gewogen=False)


def _vraag(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/vragen")
    blad.get_by_role("link", name="Vraag van de burgemeester").first.click()


def _niemand_gekozen(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/vragen/{zaal.stel_vraag_aan_politie()}")
    blad.get_by_text("Geef deze vraag door").click()
    blad.get_by_role("button", name="Geef door").click()


def _lege_vraag(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/groepen/{zaal.groep}/vragen")
    blad.get_by_role("button", name="Vraag versturen").click()


def _geweigerd(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/uitwisselingen")
    blad.get_by_label("Hoe het afliep").select_option("geweigerd")
    blad.get_by_role("button", name="Zoek in het log").click()


def _vaak_gevraagd(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/uitwisselingen")
    blad.get_by_role("button", name="Weigeringen van deze maand").click()


def _verkeerde_dag(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/uitwisselingen")
    blad.get_by_label("Vanaf").fill("gisteren")
    blad.get_by_role("button", name="Zoek in het log").click()


def _verhaal(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/uitwisselingen")
    blad.locator("li", has_text="Aangenomen").get_by_role("link").first.click()


def _verhaal_geweigerd(blad: Page, adres: str, zaal: Zaal) -> None:
    _geweigerd(blad, adres, zaal)
    blad.locator(".lijst__kop").get_by_role("link").first.click()


def _vergelijk(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/logboek")
    blad.get_by_text("Met een stand die u zelf bewaarde").click()
    blad.get_by_label("De stand van toen").fill(blad.locator("pre").inner_text())
    blad.get_by_role("button", name="Reken het na", exact=True).click()


def _werkrij(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/werklijst")
    blad.locator("a[href^='/werklijst/rij/']").first.click()


def _filter_zonder_naam(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/werklijst?van=mij")
    blad.get_by_role("button", name="Bewaar dit filter").click()


def _concept(blad: Page, adres: str, zaal: Zaal) -> None:
    zaal.zet_afsluiting_klaar()
    blad.goto(f"{adres}/ondertekenen")
    blad.get_by_role("link", name="Afsluiting van").first.click()


def _start(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/ondertekenen/concept/{zet_start_klaar(zaal)}")


def _voorstel(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/ondertekenen/voorstel/{leg_driehoek_voor(zaal)}")


def _leeg_nee(blad: Page, adres: str, zaal: Zaal) -> None:
    _voorstel(blad, adres, zaal)
    blad.get_by_text("Ik teken niet", exact=True).click()
    blad.get_by_role("button", name="Zeg nee").click()


def _leeg_antwoord(blad: Page, adres: str, zaal: Zaal) -> None:
    zaal.stel_vraag_aan_politie()
    blad.goto(f"{adres}/vragen")
    blad.locator("li", has_text="Wacht op u").get_by_role("link").first.click()
    blad.get_by_role("button", name="Antwoord zonder gegevens").click()


TAFEL = (
    Rij("werklijst", ("werklijst",), REGISSEUR, pad_naar("/werklijst")),
    Rij("werklijst-leeg", ("werklijst",), REGISSEUR, pad_naar("/werklijst?urgentie=te_laat")),
    Rij("werkrij", ("werkrij",), REGISSEUR, _werkrij),
    Rij("werklijst-filter", ("bewaar-filter",), REGISSEUR, _filter_zonder_naam),
    Rij("groepen", ("groepen",), REGISSEUR, pad_naar("/groepen")),
    Rij("groepen-alles", ("groepen",), ANALIST, pad_naar("/groepen?alles=ja")),
    Rij("groep", ("groep",), REGISSEUR, pad_naar("/groepen/{groep}"), mensen=14),
    Rij("groep-politie", ("groep",), ANALIST, pad_naar("/groepen/{groep}"), mensen=15),
    Rij("namen", ("namen",), REGISSEUR, _namen, mensen=14),
    Rij("tijdlijn", ("tijdlijn",), REGISSEUR, pad_naar("/groepen/{groep}/tijdlijn")),
    Rij("tijdlijn-alles", ("tijdlijn",), ANALIST, pad_naar("/groepen/{groep}/tijdlijn?zoom=alles")),
    Rij("mijn-rechten", ("mijn-rechten",), REGISSEUR, pad_naar("/mijn-rechten")),
    Rij("berichten", ("berichten",), REGISSEUR, pad_naar("/berichten")),
    Rij("bericht", ("bericht",), REGISSEUR, _eerste_bericht),
    Rij("bericht-geweigerd", ("bericht",), ANALIST, _geweigerd_bericht),
    Rij("bericht-inhoud", ("inhoud",), REGISSEUR, _inhoud, mensen=4),
    Rij("ontvanger", ("ontvanger",), ANALIST, pad_naar("/groepen/{groep}/geven")),
    Rij("geven", ("geven",), ANALIST, _samenstellen, mensen=15),
    Rij("geven-vergeten", ("overnemen",), ANALIST, _vergeten, mensen=15),
    Rij("voorbeeld", ("voorbeeld",), ANALIST, _voorbeeld, mensen=1),
    Rij("voorbeeld-niet", ("voorbeeld",), ANALIST, _voorbeeld_mag_niet, mensen=1),
    Rij("vragen", ("vragen",), ANALIST, pad_naar("/vragen")),
    Rij("vraag", ("vraag",), ANALIST, _vraag),
    Rij("vraag-niemand", ("behandel-vraag",), ANALIST, _niemand_gekozen),
    Rij("leeg-antwoord", ("antwoord",), ANALIST, _leeg_antwoord),
    Rij("nieuwe-vraag", ("nieuwe-vraag",), ANALIST, pad_naar("/groepen/{groep}/vragen")),
    Rij("lege-vraag", ("stel-vraag",), ANALIST, _lege_vraag),
    Rij("toegankelijkheid", ("toegankelijkheid",), REGISSEUR, pad_naar("/toegankelijkheid")),
    Rij("niet-gevonden", (), REGISSEUR, pad_naar("/bestaat-niet")),
    Rij(
        "andermans-groep", (), REGISSEUR, pad_naar("/groepen/0193aaaa-0000-7000-8000-000000000001")
    ),
    Rij("ondertekenen", ("ondertekenen",), BURGEMEESTER, pad_naar("/ondertekenen")),
    Rij("besluit", ("concept",), BURGEMEESTER, _concept),
    Rij("besluit-start", ("concept",), BURGEMEESTER, _start),
    Rij("voorstel", ("voorstel",), OFFICIER, _voorstel),
    Rij("voorstel-leeg", ("beantwoord-voorstel",), OFFICIER, _leeg_nee),
    Rij("uitwisselingen", ("uitwisselingen",), AUDITOR, pad_naar("/uitwisselingen")),
    Rij("uitwisselingen-geweigerd", ("uitwisselingen",), AUDITOR, _geweigerd),
    Rij("uitwisselingen-vaak", ("uitwisselingen",), AUDITOR, _vaak_gevraagd),
    Rij("uitwisselingen-verkeerd", ("vraag-log",), AUDITOR, _verkeerde_dag),
    Rij("verhaal", ("verhaal",), AUDITOR, _verhaal),
    Rij("verhaal-geweigerd", ("verhaal",), AUDITOR, _verhaal_geweigerd),
    Rij("logboek", ("logboek",), AUDITOR, pad_naar("/logboek")),
    Rij("logboek-vergelijk", ("vergelijk",), AUDITOR, _vergelijk),
    Rij("alarmen", ("alarmen",), AUDITOR, pad_naar("/alarmen")),
)
# Wie hier komt gaat meteen verder; de pagina erna staat hierboven.
ZONDER_PAGINA = {
    "begin": "stuurt door naar waar iemand begint",
    "blijf": "een teken van leven, terug naar de pagina waar men was",
    "begin-geven": "begint een bericht, en toont de keuzes ervan",
    "haal-filter-weg": "haalt een filter weg, terug naar de lijst",
    "begin-leeg": "gooit de keuzes weg, terug naar dezelfde pagina",
    "weglaten": "laat weg wat niet mag, en toont het voorbeeld opnieuw",
    "versturen": "verstuurt, en toont het bericht",
    "teken-concept": "tekent, terug naar de lijst",
    "weiger-concept": "zegt nee, terug naar de lijst",
    "teken-voorstel": "tekent, terug naar de lijst",
    "stuk": "een stuk onder een voorstel; de zaak van deze tests heeft er geen",
    "bundel": "geeft een bestand om elders te controleren",
    "intrekken": "neemt terug, en toont het bericht daarover; test_geven speelt het",
    "opnieuw": "biedt een bericht nog eens aan, terug naar dat bericht",
}
