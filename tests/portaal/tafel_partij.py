"""De rijen van wat maar een partij heeft: brieven, de groepsscan, het onderzoek, de zaken."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.portaal.omwerk import zonder_termijn
from tests.portaal.tafel import Rij, Weg, pad_naar
from tests.portaal.zaal import ANALIST, PARKETSECRETARIS, REGISSEUR, Zaal

WIJKAGENT = "wijkagent@politie.example"
OFFICIER = "officier@om.example"
ZAAKOFFICIER = "zaakofficier@om.example"


def _knop(pad: str, naam: str) -> Weg:
    """Open this page and click this button: an empty form."""

    def ga(blad: Page, adres: str, zaal: Zaal) -> None:
        blad.goto(adres + pad.format(groep=zaal.groep))
        blad.get_by_role("button", name=naam).click()

    return ga


def _briefdeel(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/brieven")
    blad.locator(".lijst__kop a").first.click()


def _niet_informeren(blad: Page, adres: str, zaal: Zaal) -> None:
    _briefdeel(blad, adres, zaal)
    blad.get_by_role("link", name="Niet informeren").click()


def _signaal(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/groepen/{zaal.groep}/groepsscan")
    blad.get_by_role("link", name="Vul iets in").click()


def _leeg_signaal(blad: Page, adres: str, zaal: Zaal) -> None:
    _signaal(blad, adres, zaal)
    blad.get_by_role("button", name="Zet dit in de groepsscan").click()


def _verklaring(blad: Page, adres: str, zaal: Zaal) -> None:
    zaal.leg_iemand_vast("om", PARKETSECRETARIS)
    blad.goto(f"{adres}/personen")
    blad.get_by_label("Naam").fill(zaal.los_persoon)
    blad.get_by_role("button", name="Zoek").click()
    blad.locator(".lijst__kop a").first.click()
    blad.locator("#deel-verklaring ~ p a").click()


def _verklaar(blad: Page, adres: str, zaal: Zaal) -> None:
    _verklaring(blad, adres, zaal)
    blad.get_by_role("link", name="Verklaar dit").click()


def _termijnen(blad: Page, adres: str, zaal: Zaal) -> None:
    zonder_termijn(zaal)
    blad.goto(f"{adres}/wjsg-termijnen")


def _termijn(blad: Page, adres: str, zaal: Zaal) -> None:
    _termijnen(blad, adres, zaal)
    blad.locator(".lijst__kop a").first.click()


def _code(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/intakes?groep={zaal.groep}")
    blad.get_by_label("Stadsbeheer").check()
    blad.get_by_role("button", name="Maak een code").click()


RIJEN = (
    Rij("intakes", ("intakes",), REGISSEUR, pad_naar("/intakes")),
    Rij("intake-leeg", ("open-intake",), REGISSEUR, _knop("/intakes", "Maak een code")),
    Rij("intake-code", ("open-intake",), REGISSEUR, _code),
    Rij("intakes-groep", ("intakes",), REGISSEUR, pad_naar("/intakes?groep={groep}")),
    Rij("brieven", ("brieven",), REGISSEUR, pad_naar("/brieven"), mensen=14),
    Rij("persoon-brief", ("persoon",), REGISSEUR, _briefdeel, mensen=1),
    Rij("uitzondering", ("uitzondering",), REGISSEUR, _niet_informeren),
    Rij("groepsscans", ("groepsscans",), WIJKAGENT, pad_naar("/groepsscan")),
    Rij(
        "groepsscan", ("groepsscan",), ANALIST, pad_naar("/groepen/{groep}/groepsscan"), mensen=5
    ),
    Rij("signaal", ("signaal",), WIJKAGENT, _signaal, mensen=15),
    Rij("signaal-leeg", ("zet-signaal",), WIJKAGENT, _leeg_signaal, mensen=15),
    Rij("onderzoeken", ("onderzoeken",), OFFICIER, pad_naar("/onderzoek")),
    Rij("onderzoek", ("onderzoek",), OFFICIER, pad_naar("/groepen/{groep}/onderzoek")),
    Rij(
        "onderzoek-leeg", ("leg-onderzoek-vast",), OFFICIER,
        _knop("/groepen/{groep}/onderzoek", "Leg dit onderzoek vast"),
    ),
    Rij(
        "context", ("context",), PARKETSECRETARIS, pad_naar("/groepen/{groep}/context"), mensen=12
    ),
    Rij("zaken", ("zaken",), ZAAKOFFICIER, pad_naar("/zaken")),
    Rij("maatwerk", ("maatwerk",), PARKETSECRETARIS, pad_naar("/groepen/{groep}/maatwerk")),
    Rij(
        "maatwerk-leeg", ("leg-maatwerk-vast",), PARKETSECRETARIS,
        _knop("/groepen/{groep}/maatwerk", "Leg dit vast"),
    ),
    Rij("persoon-verklaring", ("persoon",), PARKETSECRETARIS, _verklaring, mensen=1),
    Rij("zonder-termijn", ("zonder-termijn",), PARKETSECRETARIS, _termijnen, mensen=1),
    Rij("termijn", ("termijn",), PARKETSECRETARIS, _termijn, mensen=1),
    Rij("verklaar", ("verklaar",), PARKETSECRETARIS, _verklaar, mensen=1),
)  # fmt: skip
ZONDER_PAGINA = {
    "leg-verklaring-vast": "legt de verklaring vast, terug naar de persoon",
    "leg-termijn-vast": "legt vast hoe lang iets blijft, terug naar de persoon",
    "trek-intake-in": "trekt een code in, terug naar de lijst",
    "maak-brieven": "maakt de brieven, terug naar de persoon",
    "brief": "wat er met een brief gebeurde; er is in deze zaak nog geen brief gemaakt",
    "druk-brief": "geeft een bestand",
    "leg-brief-vast": "legt vast wat ermee gebeurde, terug naar de persoon",
    "leg-uitzondering-vast": "legt de uitzondering vast, terug naar de persoon",
    "keur-uitzondering-goed": "stemt als tweede in, terug naar de persoon",
    "begin-groepsscan": "begint een groepsscan, en toont haar",
    "haal-signaal-weg": "haalt een signaal weg, terug naar de scan",
    "beeindig-onderzoek": "beëindigt een onderzoek, terug naar de groep",
    "geef-context-door": "geeft contextinformatie door, terug naar de lijst",
    "zaak": "de contextinformatie bij een zaak; in deze zaak loopt nog geen onderzoek",
    "voeg-context-toe": "legt vast dat iets in het dossier zit, terug naar de zaak",
    "koppel-maatwerk-terug": "vertelt dat maatwerk is gedaan, terug naar de lijst",
}
