"""De rijen over mensen: wie iemand is, wat wij van hem kregen, en wat hij zelf vraagt."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.portaal.tafel import Rij, Weg, pad_naar
from tests.portaal.zaal import ANALIST, BURGEMEESTER, REGISSEUR, Zaal

PRIVACY = "privacy@gemeente.example"


def _zoek(blad: Page, adres: str, zaal: Zaal, wie: str = "") -> None:
    blad.goto(f"{adres}/personen")
    blad.get_by_label("Naam").fill(wie or zaal.naam_van_een_lid)
    blad.get_by_role("button", name="Zoek").click()


def _gevonden(blad: Page, adres: str, zaal: Zaal) -> None:
    _zoek(blad, adres, zaal)


def _niemand(blad: Page, adres: str, zaal: Zaal) -> None:
    _zoek(blad, adres, zaal, "Qzx Wvutsrq")


def _geen_dag(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/personen")
    blad.get_by_label("Naam").fill("Plofje")
    blad.get_by_label("Geboortedatum").fill("gisteren")
    blad.get_by_role("button", name="Zoek").click()


def _persoon(blad: Page, adres: str, zaal: Zaal) -> None:
    _zoek(blad, adres, zaal)
    blad.locator(".lijst__kop a").first.click()


def _deel(naam: str) -> Weg:
    def ga(blad: Page, adres: str, zaal: Zaal) -> None:
        _persoon(blad, adres, zaal)
        blad.locator(f"#deel-{naam} ~ p a").click()

    return ga


def _verbeter_persoon(blad: Page, adres: str, zaal: Zaal) -> None:
    _persoon(blad, adres, zaal)
    blad.get_by_role("link", name="Verbeter deze gegevens").click()


def _nieuw_gegeven(blad: Page, adres: str, zaal: Zaal) -> None:
    _deel("eigen")(blad, adres, zaal)
    blad.get_by_role("link", name="vast", exact=False).first.click()


def _leeg_gegeven(blad: Page, adres: str, zaal: Zaal) -> None:
    _nieuw_gegeven(blad, adres, zaal)
    blad.get_by_role("button", name="Leg dit vast").click()


def _ontvangen_bericht(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/ontvangen")
    van_twee = blad.locator("li", has_text="over 2 personen")
    van_twee.locator(".lijst__kop a").first.click()


def _klopt_niet(blad: Page, adres: str, zaal: Zaal) -> None:
    _ontvangen_bericht(blad, adres, zaal)
    blad.get_by_role("link", name="Dit klopt niet").first.click()


def _leeg_verzoek(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/verzoeken/nieuw")
    blad.get_by_role("button", name="Neem het verzoek aan").click()


def _verzoek(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/verzoeken/{zaal.neem_verzoek_aan()}")


def _wie(blad: Page, adres: str, zaal: Zaal) -> None:
    _verzoek(blad, adres, zaal)
    blad.get_by_role("link", name="Leg vast van wie het is").click()


def _wie_gevonden(blad: Page, adres: str, zaal: Zaal) -> None:
    _wie(blad, adres, zaal)
    blad.get_by_label("Naam").fill(zaal.naam_van_een_lid)
    blad.get_by_role("button", name="Zoek").click()


def _dubbelen(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/verzoeken/{zaal.vraagt_wie_twee_keer_staat()}")
    blad.get_by_role("link", name="Kijk wie er ook zo heet").click()


def _niet_gezegd(blad: Page, adres: str, zaal: Zaal) -> None:
    _dubbelen(blad, adres, zaal)
    blad.get_by_role("button", name="Leg dit vast").click()


def _antwoord(blad: Page, adres: str, zaal: Zaal) -> None:
    _verzoek(blad, adres, zaal)
    blad.get_by_role("link", name="Naar het antwoord").click()


def _half_voorstel(blad: Page, adres: str, zaal: Zaal) -> None:
    _verzoek(blad, adres, zaal)
    blad.locator("summary", has_text="Stem af met de andere partijen").click()
    blad.get_by_role("button", name="Stuur dit voorstel").click()


def _leeg_incident(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/incidenten/melden")
    blad.get_by_role("button", name="Meld dit aan alle partijen").click()


def _incident(blad: Page, adres: str, zaal: Zaal) -> None:
    zaal.meld_incident()
    blad.goto(f"{adres}/incidenten")
    blad.locator(".lijst__kop a").first.click()


def _vernietigen(blad: Page, adres: str, zaal: Zaal) -> None:
    _persoon(blad, adres, zaal)
    blad.get_by_role("link", name="Stel voor om deze persoon te vernietigen").click()


def _wie_keek(blad: Page, adres: str, zaal: Zaal) -> None:
    _persoon(blad, adres, zaal)
    blad.get_by_role("link", name="Wie keek naar deze persoon?").click()


def _bewaarlijst(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/bewaren")
    blad.locator('li > a[href^="/bewaren/lijst"]').first.click()


def _beperkingen(blad: Page, adres: str, zaal: Zaal) -> None:
    zaal.beperk_iemand("gemeente")
    _zoek(blad, adres, zaal, zaal.beperkt_persoon)
    blad.locator(".lijst__kop a").first.click()
    blad.get_by_role("link", name="Naar wat beperkt is").click()


def _beperking(blad: Page, adres: str, zaal: Zaal) -> None:
    _beperkingen(blad, adres, zaal)
    blad.locator(".lijst__kop a").first.click()


def _opheffing(blad: Page, adres: str, zaal: Zaal) -> None:
    zaal.vraag_einde("gemeente")
    blad.goto(f"{adres}/werklijst")
    blad.get_by_role("link", name="Beslis als tweede of een beperking eindigt").first.click()


def _akkoord(blad: Page, adres: str, zaal: Zaal) -> None:
    blad.goto(f"{adres}/bewaren/selectielijst")
    blad.locator(".lijst__kop a").first.click()


def _bekendmaking(blad: Page, adres: str, zaal: Zaal) -> None:
    _persoon(blad, adres, zaal)
    blad.get_by_role("link", name="aan een ander is gegeven").click()


RIJEN = (
    Rij("personen", ("personen",), REGISSEUR, pad_naar("/personen")),
    Rij("personen-gevonden", ("zoek-persoon",), REGISSEUR, _gevonden, mensen=1),
    Rij("personen-niemand", ("zoek-persoon",), REGISSEUR, _niemand),
    Rij("personen-fout", ("zoek-persoon",), REGISSEUR, _geen_dag),
    Rij("persoon", ("persoon",), REGISSEUR, _persoon, mensen=1),
    Rij("persoon-eigen", ("persoon",), REGISSEUR, _deel("eigen"), mensen=1),
    Rij("persoon-ontvangen", ("persoon",), REGISSEUR, _deel("ontvangen"), mensen=1),
    Rij("persoon-gegeven", ("persoon",), REGISSEUR, _deel("gegeven"), mensen=1),
    Rij("persoon-wijzigingen", ("persoon",), REGISSEUR, _deel("wijzigingen"), mensen=1),
    Rij("persoon-verbeteren", ("wijzig-persoon",), REGISSEUR, _verbeter_persoon, mensen=1),
    Rij("persoon-nieuw", ("nieuwe-persoon",), REGISSEUR, pad_naar("/personen/nieuw")),
    Rij("gegeven-nieuw", ("nieuw-gegeven",), REGISSEUR, _nieuw_gegeven, mensen=1),
    Rij("gegeven-leeg", ("maak-gegeven",), REGISSEUR, _leeg_gegeven, mensen=1),
    Rij("gegeven-politie", ("nieuw-gegeven",), ANALIST, _nieuw_gegeven, mensen=1),
    Rij("ontvangen", ("ontvangen",), REGISSEUR, pad_naar("/ontvangen"), mensen=14),
    Rij(
        "ontvangen-mensen", ("ontvangen",), REGISSEUR, pad_naar("/ontvangen?zicht=personen"),
        mensen=14,
    ),
    Rij("ontvangen-bericht", ("ontvangen-bericht",), REGISSEUR, _ontvangen_bericht, mensen=2),
    Rij("verbeteringen", ("verbeteringen",), REGISSEUR, pad_naar("/verbeteringen")),
    Rij("klopt-niet", ("nieuwe-verbetering",), REGISSEUR, _klopt_niet),
    Rij("bewaren", ("bewaren",), REGISSEUR, pad_naar("/bewaren")),
    Rij("bezig", ("bezig",), PRIVACY, pad_naar("/bezig")),
    Rij("bewaarlijst", ("bewaarlijst",), REGISSEUR, _bewaarlijst),
    Rij("persoon-inzien", ("inzien",), PRIVACY, _wie_keek),
    Rij("vernietigen", ("vernietigen",), PRIVACY, _vernietigen, mensen=1),
    Rij("verzoeken", ("verzoeken",), PRIVACY, pad_naar("/verzoeken")),
    Rij("verzoek-nieuw", ("nieuw-verzoek",), PRIVACY, pad_naar("/verzoeken/nieuw")),
    Rij("verzoek-leeg", ("neem-verzoek-aan",), PRIVACY, _leeg_verzoek),
    Rij("verzoek", ("verzoek",), PRIVACY, _verzoek),
    Rij("verzoek-half", ("doe-verzoek",), PRIVACY, _half_voorstel),
    Rij("verzoek-wie", ("wie-vraagt",), PRIVACY, _wie),
    Rij("verzoek-gevonden", ("zoek-wie",), PRIVACY, _wie_gevonden, mensen=1),
    Rij("dubbelen", ("dubbelen",), PRIVACY, _dubbelen, mensen=2),
    Rij("dubbelen-niet-gezegd", ("zeg-dubbel",), PRIVACY, _niet_gezegd, mensen=2),
    Rij("verzoek-antwoord", ("verzoekantwoord",), PRIVACY, _antwoord),
    Rij("incidenten", ("incidenten",), REGISSEUR, pad_naar("/incidenten")),
    Rij("incident-melden", ("incident-melden",), REGISSEUR, pad_naar("/incidenten/melden")),
    Rij("incident-gemeld", ("incident-gemeld",), REGISSEUR, pad_naar("/incidenten/gemeld")),
    Rij("incident-leeg", ("meld-incident",), REGISSEUR, _leeg_incident),
    Rij("incident-gelezen", ("lees-incident",), PRIVACY, _incident),
    Rij("beperkingen", ("beperkingen",), PRIVACY, _beperkingen, mensen=1),
    Rij("beperking", ("beperking",), PRIVACY, _beperking, mensen=1),
    Rij("opheffing", ("opheffing",), BURGEMEESTER, _opheffing, mensen=1),
    Rij("selectielijst", ("selectielijst",), PRIVACY, pad_naar("/bewaren/selectielijst")),
    Rij("akkoord", ("akkoord",), PRIVACY, _akkoord),
    Rij("bekendmakingen", ("bekendmakingen",), PRIVACY, pad_naar("/bekendmakingen")),
    Rij("bekendmaking", ("bekendmaking",), PRIVACY, _bekendmaking),
)  # fmt: skip
ZONDER_PAGINA = {
    "doe-beperking": "vraagt op te heffen, terug naar de beperking",
    "beslis-opheffing": "stemt in of niet, en toont dat of de werklijst",
    "leg-akkoord-vast": "legt een akkoord vast, terug naar de lijst",
    "leg-bekendmaking-vast": "legt vast wat een ander kreeg, terug naar het register",
    "maak-persoon": "legt iemand vast, en toont hem",
    "begin-persoon": "het formulier van een nieuwe persoon, met wat bij het zoeken is getypt",
    "bewaar-persoon": "verbetert iemand, en toont hem",
    "wijzig-gegeven": "hetzelfde blad als een nieuw gegeven, met wat er staat",
    "bewaar-gegeven": "verbetert een gegeven, terug naar de persoon",
    "meld-verbetering": "begint een verbetering, en toont haar",
    "verbetering": "een verbetering; test_verloop speelt haar",
    "vertel-verbetering": "vertelt het wie het niet weet, terug naar de verbetering",
    "besluit-verbetering": "beslist, terug naar de verbetering",
    "verklaring": "er is in deze zaak nog niets vernietigd",
    "druk-verklaring": "geeft een bestand",
    "vernietigplan": "een plan; test_verloop speelt het",
    "bevestig-plan": "vernietigt, en toont het plan of hoe ver het is",
    "bezig-stand": "hetzelfde blad, gevraagd door de pagina zelf",
    "beslis-plan": "zegt nee, terug naar bewaren",
    "stel-vernietigen-voor": "stelt voor, en toont het plan",
    "verzoek-van-persoon": "hetzelfde blad als een nieuw verzoek",
    "neem-aan-van-persoon": "neemt een verzoek aan, en toont het",
    "leg-wie-vast": "legt vast wie het vraagt, terug naar het verzoek",
    "druk-antwoord": "geeft een bestand",
    "afschrift": "wat iemand krijgt na het besluit op zijn verzoek; zo ver komt dit verhaal niet",
    "tweede-afschrift": "stemt in met wat eruit gaat, terug naar het afschrift",
    "kijk-afschrift-na": "legt vast dat het is nagekeken, terug naar het verzoek",
    "incidentdocument": "geeft een bestand",
    "doe-incident": "doet iets met een incident, terug naar het incident",
}
