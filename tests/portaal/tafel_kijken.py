"""De rijen van wie toezicht houdt: over alle partijen, of alleen wat van zijn eigen partij is."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.portaal.tafel import Rij, pad_naar
from tests.portaal.zaal import AUDITOR, Zaal

FG = "fg@gemeente.example"
PRIVACY = "privacy@gemeente.example"
BEHEER = "beheer@gemeente.example"


def _vraag(blad: Page, adres: str, tekst: str) -> None:
    blad.goto(f"{adres}/uitwisselingen")
    blad.get_by_role("button", name=tekst).click()


def _weigeringen(blad: Page, adres: str, zaal: Zaal) -> None:
    _vraag(blad, adres, "Weigeringen van deze maand")


def _verder(blad: Page, adres: str, zaal: Zaal) -> None:
    _weigeringen(blad, adres, zaal)
    blad.locator(".telling button").first.click()


def _lezingen(blad: Page, adres: str, zaal: Zaal) -> None:
    _vraag(blad, adres, "Wie in het logboek las")


def _uitleg(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/uitwisselingen")
    blad.get_by_text("Besluiten die op een uitleg rusten").first.click()
    blad.locator('button[value="interpretatie"]').click()


def _klaargezet(blad: Page, adres: str, zaal: Zaal) -> None:
    _vraag(blad, adres, "Weigeringen van deze maand")
    blad.get_by_role("button", name="Zet het voor mij klaar").click()


def _lijst_weg(blad: Page, adres: str, zaal: Zaal) -> None:
    _vraag(blad, adres, "Is weg wie van de lijst ging")


def _eerste_verhaal(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/uitwisselingen")
    blad.locator("li", has_text="Aangenomen").get_by_role("link").first.click()


def _eerste_blad(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/logboek/1")


def _alarm(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/alarmen")
    blad.locator(".lijst__kop a").first.click()


def _alarm_leeg(blad: Page, adres: str, zaal: Zaal) -> None:
    _alarm(blad, adres, zaal)
    if blad.get_by_role("button", name="Ik kijk ernaar").count():
        blad.get_by_role("button", name="Ik kijk ernaar").click()
    blad.get_by_role("button", name="Handel het af").click()


def _geen_bewijs(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/uitwisselingen/controleren")
    blad.get_by_role("button", name="Kijk het na").click()


def _andere_regel(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/regels/anders")
    blad.get_by_role("button", name="Kies deze regel").click()


def _zonder_stap(blad: Page, adres: str, zaal: Zaal) -> None:
    _andere_regel(blad, adres, zaal)
    aan = blad.locator("#stappen input:checked")
    while aan.count():
        aan.first.uncheck()
    blad.get_by_role("button", name="Neem de besluiten opnieuw").click()


def _anders(blad: Page, adres: str, zaal: Zaal, oud: str, nieuw: str) -> None:
    blad.goto(f"{adres}/regels/anders")
    blad.get_by_text("met een stuk uit het bestand zelf").click()
    blad.get_by_label("Wat er nu staat").fill(oud)
    blad.get_by_label("Wat er zou staan").fill(nieuw)
    blad.get_by_role("button", name="Neem ze opnieuw").click()


def _zelfde_regels(blad: Page, adres: str, zaal: Zaal) -> None:
    _anders(blad, adres, zaal, "", "")


def _kapotte_regel(blad: Page, adres: str, zaal: Zaal) -> None:
    _anders(blad, adres, zaal, "dit staat er niet", "iets anders")


def _spoor(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/inzien")
    keuze = blad.locator("#medewerker option", has_text="regisseur").first
    blad.locator("#medewerker").select_option(str(keuze.get_attribute("value")))
    blad.get_by_label("Waarom wilt u dit weten?").fill("Een steekproef van deze maand.")
    blad.get_by_label("In mijn reden staat niemand").check()
    blad.get_by_role("button", name="Toon wie wat deed").click()


def _spoor_zonder_reden(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/inzien")
    blad.get_by_role("button", name="Toon wie wat deed").click()


RIJEN = (
    Rij("toezicht-vragen", ("tien-vragen",), AUDITOR, pad_naar("/tien-vragen")),
    Rij("toezicht-medewerkers", ("medewerkers",), AUDITOR, pad_naar("/medewerkers")),
    Rij("toezicht-weigeringen", ("uitwisselingen",), AUDITOR, _weigeringen),
    Rij("toezicht-verder", ("uitwisselingen",), AUDITOR, _verder),
    Rij("toezicht-lezingen", ("uitwisselingen",), AUDITOR, _lezingen),
    Rij("toezicht-uitleg", ("uitwisselingen",), AUDITOR, _uitleg),
    Rij("toezicht-lijst-weg", ("uitwisselingen",), AUDITOR, _lijst_weg),
    Rij("toezicht-controleren", ("controleren",), AUDITOR, pad_naar("/uitwisselingen/controleren")),
    Rij("toezicht-bewijs-leeg", ("kijk-na",), AUDITOR, _geen_bewijs),
    Rij("toezicht-groep", ("groep-log",), AUDITOR, pad_naar("/uitwisselingen/groep/{groep}")),
    Rij(
        "toezicht-groep-tabel", ("groep-log",), AUDITOR,
        pad_naar("/uitwisselingen/groep/{groep}?volgorde=niet"),
    ),
    Rij("toezicht-blad", ("blad",), AUDITOR, _eerste_blad),
    Rij("toezicht-alarm", ("alarm",), AUDITOR, _alarm),
    Rij("toezicht-alarm-leeg", ("behandel-alarm",), AUDITOR, _alarm_leeg),
    Rij("toezicht-bestanden", ("bestanden",), AUDITOR, _klaargezet),
    Rij("toezicht-regels", ("regels",), AUDITOR, pad_naar("/regels")),
    Rij("toezicht-bestand", ("convenantbestand",), AUDITOR, pad_naar("/regels/bestand")),
    Rij("toezicht-anders", ("regel-anders",), AUDITOR, pad_naar("/regels/anders")),
    Rij("toezicht-anders-regel", ("regel-anders",), AUDITOR, _andere_regel),
    Rij("toezicht-anders-leeg", ("herhaal",), AUDITOR, _zonder_stap),
    Rij("toezicht-herhaal", ("herhaal",), AUDITOR, _zelfde_regels),
    Rij("toezicht-herhaal-kapot", ("herhaal",), AUDITOR, _kapotte_regel),
    Rij("fg-overzicht", ("toezicht",), FG, pad_naar("/toezicht")),
    Rij("fg-brieven", ("toezicht",), FG, pad_naar("/toezicht?rubriek=brieven")),
    Rij("fg-uitwisselingen", ("uitwisselingen",), FG, pad_naar("/uitwisselingen")),
    Rij("fg-verhaal", ("verhaal",), FG, _eerste_verhaal),
    Rij("fg-alarmen", ("alarmen",), FG, pad_naar("/alarmen")),
    Rij("fg-logboek", ("logboek",), FG, pad_naar("/logboek")),
    Rij("fg-inzien", ("inzien",), FG, pad_naar("/inzien")),
    Rij("fg-spoor", ("spoor",), FG, _spoor),
    Rij("fg-spoor-leeg", ("spoor",), FG, _spoor_zonder_reden),
    Rij("privacy-autorisaties", ("autorisaties",), PRIVACY, pad_naar("/beheer/autorisaties")),
    Rij("beheer-autorisaties", ("autorisaties",), BEHEER, pad_naar("/beheer/autorisaties")),
    Rij("beheer-werklijst", ("werklijst",), BEHEER, pad_naar("/werklijst")),
    Rij("beheer-meldingen", ("meldingen",), BEHEER, pad_naar("/beheer/meldingen")),
    Rij("beheer-gezondheid", ("gezondheid",), BEHEER, pad_naar("/beheer/gezondheid")),
    Rij("beheer-geen-zaak", (), BEHEER, pad_naar("/groepen/{groep}")),
)  # fmt: skip
ZONDER_PAGINA = {
    "werk-tellen": "geeft alleen het getal naast de werklijst",
    "vraag-verder": "stelt de vraag met iets erbij, en toont het antwoord",
    "autorisatie-af": "bevestigt of weigert als tweede, terug naar de lijst",
    "melding-opnieuw": "biedt een melding nog eens aan, terug naar de lijst",
    "bestanden-stand": "hetzelfde blad, gevraagd door de pagina zelf",
    "klaargezet": "geeft een bestand dat klaarstond",
    "meenemen": "geeft een bestand om elders te gebruiken of te controleren",
}
