"""De schermen waarmee een zaak van het eerste signaal tot het einde loopt, met wie ze opent."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.portaal.stapwerk import (
    eerste_regel,
    groep_in_stap_een,
    namenlijst,
    notulen,
    overleg,
    twee_meldingen,
)
from tests.portaal.tafel import Rij, Weg, pad_naar
from tests.portaal.zaal import ANALIST, REGISSEUR, Zaal


def _leeg_formulier(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/groepen/{groep_in_stap_een(zaal)}/invullen/melding")
    blad.get_by_role("button", name="Melding vastleggen").click()


def _in_stap_een(pad: str) -> Weg:
    def ga(blad: Page, adres: str, zaal: Zaal) -> None:
        blad.goto(f"{adres}/groepen/{groep_in_stap_een(zaal)}{pad}")

    return ga


def _incident(blad: Page, adres: str, zaal: Zaal) -> None:
    groep = groep_in_stap_een(zaal)
    twee_meldingen(zaal, groep)
    blad.goto(f"{adres}/groepen/{groep}/start")
    blad.get_by_role("link", name="Bekijk de twee meldingen").click()


def _document(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/groepen/{zaal.groep}/document/advies")


def _lijst(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/groepen/{zaal.groep}/namenlijsten/{namenlijst(zaal)}")


def _wegen(blad: Page, adres: str, zaal: Zaal) -> None:
    lijst = namenlijst(zaal)
    blad.goto(f"{adres}/groepen/{zaal.groep}/namenlijsten/{lijst}/regels/{eerste_regel(zaal)}")


def _leeg_gewogen(blad: Page, adres: str, zaal: Zaal) -> None:
    _wegen(blad, adres, zaal)
    blad.get_by_label("Waarom?").fill("")
    blad.get_by_role("button", name="Leg deze weging vast").click()


def _vaststellen(blad: Page, adres: str, zaal: Zaal) -> None:
    _lijst(blad, adres, zaal)
    blad.goto(f"{blad.url}/vaststellen")


def _overleg(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/overleggen/{overleg(zaal)}")


def _zeggen(blad: Page, adres: str, zaal: Zaal) -> None:
    _overleg(blad, adres, zaal)
    blad.get_by_role("link", name="Iets zeggen over").first.click()


def _niets_gekozen(blad: Page, adres: str, zaal: Zaal) -> None:
    _zeggen(blad, adres, zaal)
    blad.get_by_role("button", name="Mag ik dit zeggen?").click()


def vul_zin_in(blad: Page) -> None:
    """De eerste zin die naar iedereen aan tafel mag."""
    blad.locator("input[name=deel]").first.check()
    blad.locator("#doel input").first.check()
    for naam in ("noodzaak", "proportionaliteit", "subsidiariteit", "nagelezen"):
        blad.locator(f"input[name={naam}]").check()
    blad.get_by_label("Waarom is dit nodig?").fill("Nodig om de groep in beeld te brengen.")
    blad.get_by_role("button", name="Mag ik dit zeggen?").click()


def _mag(blad: Page, adres: str, zaal: Zaal) -> None:
    _zeggen(blad, adres, zaal)
    vul_zin_in(blad)


def _verslag(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/overleggen/{overleg(zaal)}/verslag")


def _notulen(pad: str) -> Weg:
    def ga(blad: Page, adres: str, zaal: Zaal) -> None:
        blad.goto(f"{adres}/overleggen/{notulen(zaal)}/notulen/{zaal.groep}{pad}")

    return ga


RIJEN = (
    Rij("stap", ("stap",), REGISSEUR, pad_naar("/groepen/{groep}/stap")),
    Rij(
        "stap-voorleggen",
        ("stap-voorleggen",),
        REGISSEUR,
        pad_naar("/groepen/{groep}/stap/voorleggen?stap=3"),
    ),
    Rij("stap-een", ("stap",), REGISSEUR, _in_stap_een("/stap")),
    Rij("stapvragen", ("stapvragen",), REGISSEUR, pad_naar("/groepen/{groep}/stap/2/vragen")),
    Rij("signalen", ("signalen",), REGISSEUR, pad_naar("/signalen")),
    Rij("groepssignalen", ("groepssignalen",), REGISSEUR, pad_naar("/groepen/{groep}/signalen")),
    Rij("plan", ("invullen",), REGISSEUR, pad_naar("/groepen/{groep}/invullen/plan-van-aanpak")),
    Rij("indeling", ("invullen",), REGISSEUR, pad_naar("/groepen/{groep}/invullen/indeling")),
    Rij("leeg-formulier", ("vul-in",), REGISSEUR, _leeg_formulier),
    Rij("document-leeg", ("invullen",), REGISSEUR, _document),
    Rij("start", ("start",), REGISSEUR, pad_naar("/groepen/{groep}/start")),
    Rij("start-leeg", ("start",), REGISSEUR, _in_stap_een("/start")),
    Rij("incident", ("incident",), REGISSEUR, _incident),
    Rij("prioriteren", ("prioriteren",), REGISSEUR, pad_naar("/groepen/{groep}/prioriteren")),
    Rij("afsluiten", ("afsluiten",), REGISSEUR, pad_naar("/groepen/{groep}/afsluiten")),
    Rij("acties", ("acties",), REGISSEUR, pad_naar("/groepen/{groep}/acties")),
    Rij("nieuwe-actie", ("nieuwe-actie",), REGISSEUR, pad_naar("/groepen/{groep}/acties/nieuw")),
    Rij("onze-acties", ("onze-acties",), ANALIST, pad_naar("/groepen/{groep}/onze-acties")),
    Rij("namenlijsten", ("namenlijsten",), REGISSEUR, pad_naar("/groepen/{groep}/namenlijsten")),
    Rij("namenlijst", ("namenlijst",), REGISSEUR, _lijst, mensen=12),
    Rij("wegen", ("wegen",), REGISSEUR, _wegen, mensen=1),
    Rij("wegen-leeg", ("weeg",), REGISSEUR, _leeg_gewogen, mensen=1),
    Rij("lijst-vaststellen", ("lijst-vaststellen",), REGISSEUR, _vaststellen, mensen=12),
    Rij("agenda", ("agenda",), REGISSEUR, pad_naar("/overleg")),
    Rij("plannen", ("plannen",), REGISSEUR, pad_naar("/groepen/{groep}/overleg")),
    Rij("overleg", ("overleg",), ANALIST, _overleg),
    Rij("zeggen", ("zeggen",), ANALIST, _zeggen, mensen=15),
    Rij("zeggen-niets", ("vraag-zeggen",), ANALIST, _niets_gekozen, mensen=15),
    Rij("uiting", ("uiting",), ANALIST, _mag, mensen=1),
    Rij("verslag", ("verslag",), ANALIST, _verslag),
    Rij("notulen", ("notulen",), ANALIST, _notulen("")),
    Rij("notulen-schrijven", ("schrijf-notulen",), REGISSEUR, _notulen("/schrijven")),
)
ZONDER_PAGINA = {
    "concept-bewaren": "bewaart wat iemand typt, en zegt alleen hoe laat",
    "document": "een document van een stap die het verhaal niet haalt; leeg staat het op de tafel",
    "vaststellen": "stelt een document vast, terug naar dat document",
    "document-geven": "geeft een document, terug naar dat document",
    "uiting-stand": "hetzelfde blad, gevraagd door de pagina zelf",
    "beantwoord-stap": "bewaart antwoorden, terug naar de stap",
    "leg-voor": "legt de volgende stap voor, terug naar de stap",
    "plaats": "zegt bij welke groep een signaal hoort, en toont de stap",
    "zet-klaar": "zet het startbesluit klaar, en toont het",
    "voeg-samen": "neemt twee meldingen samen, terug naar het startbesluit",
    "zet-driehoek-klaar": "zet het besluit klaar, en toont het",
    "geef-lijst": "geeft de lijst onder nummers, terug naar het besluit",
    "zet-afsluiting-klaar": "zet de afsluiting klaar, en toont haar",
    "spreek-af": "spreekt een actie af, terug naar de acties",
    "actie": "een actie hoort bij een plan, in een stap die het verhaal niet haalt",
    "volg-actie": "bewaart hoe een actie gaat, terug naar de acties",
    "onze-actie": "een actie van een ander; het verhaal heeft er nog geen",
    "meld-actie": "meldt hoe een actie gaat, terug naar onze acties",
    "stel-samen": "stelt een namenlijst samen, en toont haar",
    "stel-lijst-vast": "stelt een lijst vast, en toont wie het bevestigt",
    "bevestigingen": "van een vastgestelde lijst; die vernietigt mensen van het verhaal",
    "kies-groep": "gaat naar het formulier voor een overleg",
    "plan": "legt een overleg vast, en toont het",
    "gezegd": "zegt dat het is gezegd, terug naar het overleg",
    "niet-gezegd": "zegt dat het niet is gezegd, terug naar het overleg",
    "stel-notulen-op": "geeft het verslag aan iedereen die er was, en toont het",
    "druk-notulen": "geeft een bestand",
    "doe-notulen": "tekent, of zegt wat er anders moet, terug naar het verslag",
    "stel-verslag-vast": "stelt het eigen verslag vast, terug naar het overleg",
}
