"""Elk soort werk heeft een weg naar het scherm waar men het doet, of een reden waarom niet."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from starlette.routing import compile_path

from shared.portaal.portaal import Portaal
from shared.portaal.schermen.wegen import scherm_van
from tests.architectuur.bron import WORTEL
from tests.portaal.test_schermen import ALLE
from tests.portaal.zaal import ANALIST, BURGEMEESTER, PARKETSECRETARIS, REGISSEUR, Zaal

A = "0193aaaa-0000-7000-8000-000000000001"
B = "0193bbbb-0000-7000-8000-000000000002"
_PORTAAL = {een.code: een for een in ALLE}
_IEDER = ("gemeente", "politie", "om")
# Een adres zoals de dienst het bij dit werk zet, en in welke portalen het voorkomt.
WEGEN: dict[str, tuple[str, tuple[str, ...]]] = {
    "informatieverzoek": (f"/informatieverzoeken/{A}", _IEDER),
    "informatieverzoek-doorgegeven": (f"/informatieverzoeken/{A}", _IEDER),
    "antwoord-blijft-uit": (f"/informatieverzoeken/{A}", _IEDER),
    "bericht-geweigerd": (f"/verstrekkingen/{A}", _IEDER),
    "bericht-opgegeven": (f"/verstrekkingen/{A}", _IEDER),
    "bericht-zonder-bewijs": (f"/verstrekkingen/{A}", _IEDER),
    "wachtwoord-vertellen": (f"/verstrekkingen/{A}/documenten", _IEDER),
    "tekst-beoordelen": ("/aparte-teksten?stand=open", _IEDER),
    "leeftijdsgrens": (f"/groepen/{A}/leeftijdsgrenzen", _IEDER),
    "aanstelling-ondertekenen": (f"/aanstellingen/{A}", _IEDER),
    "taak": (f"/taken/{A}", _IEDER),
    "logalarm": (f"/logalarmen/{A}", _IEDER),
    "verbetering-beoordelen": (f"/verbeteringen/{A}", _IEDER),
    "verbetering-vertellen": (f"/verbeteringen/{A}", _IEDER),
    "lijst-samenstellen": (f"/groepen/{A}/namenlijsten", ("gemeente",)),
    "lijst-wegen": (f"/groepen/{A}/namenlijsten/{B}", ("gemeente",)),
    "lijst-vaststellen": (f"/groepen/{A}/namenlijsten/{B}", ("gemeente",)),
    "lijst-wacht-op-stap": (f"/groepen/{A}/namenlijsten/{B}", ("gemeente",)),
    "lijst-versturen": (f"/groepen/{A}/namenlijsten/{B}", ("gemeente",)),
    "lijst-herzien": (f"/groepen/{A}/namenlijsten/{B}", ("gemeente",)),
    "bevestiging-te-laat": (f"/groepen/{A}/namenlijsten/{B}/bevestigingen", ("gemeente",)),
    "bewaren-herzien": (f"/ontvangen-gegevens?groep={A}", _IEDER),
    "incident-kennisnemen": (f"/incidenten/{A}", _IEDER),
    "incident-vertellen": (f"/incidenten/{A}", _IEDER),
    "incident-besluiten": (f"/incidenten/{A}", _IEDER),
    "incident-goedkeuren": (f"/incidenten/{A}", _IEDER),
    "incident-herbeoordelen": (f"/incidenten/{A}", _IEDER),
    "incident-taak": (f"/incidenten/{A}", _IEDER),
    "incident-alarm": (f"/incidenten/{A}", _IEDER),
    "mondeling-zonder-toestemming": (f"/incidentvoorstellen/{A}", _IEDER),
    "verslag-vaststellen": (f"/overleggen/{A}/verslag", _IEDER),
    "verslag-aanvullen": (f"/overleggen/{A}/verslag", _IEDER),
    **{
        een: (f"/overleggen/{A}/notulen?groep={B}", _IEDER)
        for een in (
            "notulen-opstellen", "notulen-ondertekenen", "notulen-herzien", "afspraak-nakomen",
        )
    },
    "besluit-ondertekenen": (f"/besluitconcepten/{A}", _IEDER),
    "besluit-aanpassen": (f"/groepen/{A}/besluituitkomsten", ("gemeente",)),
    "besluit-afgewezen": (f"/groepen/{A}/besluituitkomsten", ("gemeente",)),
    "besluit-voorbereiden": (f"/besluitconcepten?groep={A}", _IEDER),
    "mondeling-bevestigen": (f"/uitingen/{A}", _IEDER),
    "mondeling-vervallen": (f"/uitingen/{A}", _IEDER),
    "vernietiging-loopt": (f"/groepen/{A}/vernietigingen/{B}", _IEDER),
    "bevestiging-schuldig": (f"/groepen/{A}/vernietigingen/{B}", _IEDER),
    "terugblik-toetsen": (f"/terugblikken/{A}", _IEDER),
    "groep-afsluiten": (f"/groepen/{A}/afsluiting", ("gemeente",)),
    "ontvangen-actie-beantwoorden": (f"/ontvangen-acties/{A}", ("politie", "om")),
    "ontvangen-actie": (f"/ontvangen-acties/{A}", ("politie", "om")),
    "autorisatie-verloopt": (f"/autorisaties/{A}", _IEDER),
    "autorisatie-geweigerd": (f"/autorisaties/{A}", _IEDER),
    "vog-vernieuwen": (f"/autorisaties/{A}", _IEDER),
    "autorisatie-bevestigen": (f"/autorisatieverzoeken/{A}", _IEDER),
    "autorisatie-eerste-bevestigen": (f"/autorisatieverzoeken/{A}", _IEDER),
    "vernietiging-bevestigen": (f"/vernietigingsplannen/{A}", _IEDER),
    "selectielijst-akkoord": ("/selectielijst", _IEDER),
    "beperking-opheffen": (f"/beperkingen/{A}", _IEDER),
    "dubbel-zeggen": (f"/rechtenverzoeken/{A}/dubbelen", _IEDER),
    "vernietigingsplan-loopt": (f"/vernietigingsplannen/{A}", _IEDER),
    "vernietiging-raakt-aanpak": (f"/groepen/{A}/leden", _IEDER),
    "vernietigd-in-aanpak": (f"/groepen/{A}/leden", _IEDER),
    "alarm": ("/alarmen", _IEDER),
    "melding-opgegeven": ("/meldingen?stand=dood", _IEDER),
    "rechtenverzoek-weglaten": (f"/rechtenverzoeken/{A}/afschrift", _IEDER),
    **{
        f"rechtenverzoek-{een}": (f"/rechtenverzoeken/{A}", _IEDER)
        for een in (
            "wie", "vertellen", "afstemmen", "beslissen", "bevestigen", "vernietigen",
            "rechtzetten", "uitvoeren", "volgen", "vervolgen", "geven", "beantwoorden",
        )
    },
    "signaal-plaatsen": (f"/signalen/{A}", ("gemeente",)),
    "start-herbeoordelen": (f"/groepen/{A}/herbeoordelingen", ("gemeente",)),
    "informeren": (f"/personen/{A}/informatiestatus", ("gemeente",)),
    "informeren-goedkeuren": (f"/personen/{A}/informatiestatus", ("gemeente",)),
    "informeren-herbeoordelen": (f"/personen/{A}/informatiestatus", ("gemeente",)),
    "brief-versturen": (f"/personen/{A}/brieven", ("gemeente",)),
    "brief-terug": (f"/personen/{A}/brieven", ("gemeente",)),
    "brief-nog-nodig": (f"/personen/{A}/brieven", ("gemeente",)),
    "actie": (f"/acties/{A}", ("gemeente",)),
    "actie-van-ander": (f"/acties/{A}", ("gemeente",)),
    "actie-geven": (f"/acties/{A}/_geef", ("gemeente",)),
    "restacties-geven": (f"/groepen/{A}/acties/_geef", ("gemeente",)),
    "actie-aanpassen": (f"/acties/{A}", ("gemeente",)),
    "stapvragen": (f"/stapantwoorden/{A}/3", ("gemeente",)),
    "document-geven": (f"/plannen-van-aanpak/{A}/_deel", ("gemeente",)),
    "document-vaststellen": (f"/probleemdefinities/{A}", ("gemeente",)),
    "plan-zonder-voortgang": (f"/groepen/{A}/acties", ("gemeente",)),
    "groepsscan-vullen": (f"/groepen/{A}/groepsscans/{B}", ("politie",)),
    "onderzoek-loopt-af": (f"/onderzoeken/{A}", ("om",)),
    "maatwerk-terugkoppelen": (f"/groepen/{A}/maatwerk", ("om",)),
    "wjsg-termijn-ontbreekt": ("/wjsg-zonder-termijn", ("om",)),
    "context-doorgeven": (f"/groepen/{A}/contextinformatie", ("om",)),
    "context-toevoegen": (f"/zaken/{A}/contextinformatie", ("om",)),
}  # fmt: skip
# Dit werk staat als tekst op de lijst. Liever leeg.
ZONDER_WEG: dict[str, str] = {}


def _werksoorten() -> Iterator[str]:
    for kamer in ("shared", "services"):
        for bestand in (WORTEL / kamer).rglob("werksoorten.toml"):
            yield from tomllib.loads(bestand.read_text(encoding="utf-8"))


def test_elk_soort_werk_heeft_een_weg_of_een_reden() -> None:
    assert sorted(_werksoorten()) == sorted([*WEGEN, *ZONDER_WEG])


def _bestaat(portaal: Portaal, scherm: str) -> bool:
    kaal = re.split("[?#]", scherm)[0]
    return any(
        een.methode == "GET" and compile_path(een.pad)[0].match(kaal) for een in portaal.schermen
    )


@pytest.mark.parametrize("soort", WEGEN)
def test_een_weg_komt_uit_bij_een_scherm_van_dat_portaal(soort: str) -> None:
    pad, waar = WEGEN[soort]
    for code in waar:
        portaal = _PORTAAL[code]
        scherm = scherm_van(pad, portaal.wegen, lambda wie: f"handvat-{wie[:4]}")
        assert scherm is not None, (code, pad)
        assert _bestaat(portaal, scherm), (code, scherm)
        assert "/personen/" not in scherm or A not in scherm


def test_zonder_sessie_is_er_geen_weg_naar_een_mens() -> None:
    assert scherm_van(f"/personen/{A}/brieven", _PORTAAL["gemeente"].wegen) is None


@pytest.mark.parametrize("wie", [REGISSEUR, BURGEMEESTER, ANALIST, PARKETSECRETARIS])
def test_wat_nu_op_een_werklijst_staat_leidt_waar_men_mag_komen(zaal: Zaal, wie: str) -> None:
    """Met het werk van het verhaal, en de adressen die de dienst er echt bij zet."""
    portaal = zaal.portaal_van(wie)
    wegen = _PORTAAL[portaal.code].wegen
    with zaal.klant(portaal.bron, wie) as klant:
        werk = klant.haal("/werklijst", paginagrootte=100)["werk"]
    assert {een["soort"] for een in werk if not scherm_van(een["pad"], wegen, str)} <= set(
        ZONDER_WEG
    )
    with zaal.ingelogd(wie) as client:
        lijst = client.get("/werklijst").text
        links = set(re.findall(r'lijst__kop"><a class="nl-link" href="([^"]+)"', lijst))
        for pad in links:
            blad = client.get(pad.replace("&amp;", "&"), follow_redirects=True)
            assert blad.status_code == 200, pad
            if pad.startswith("/werklijst/rij/"):
                _leidt_naar_elk(blad.text)
        al_gedaan = client.get("/werklijst/rij/0123456789abcdef")
    assert "Hier wacht niets meer op u" in al_gedaan.text
    assert wie != REGISSEUR or any(een.startswith("/werklijst/rij/") for een in links)


def _leidt_naar_elk(blad: str) -> None:
    """Wat op een rij bij elkaar staat, is elk ergens anders te doen."""
    wegen = re.findall(r'href="([^"]+)">Open nummer (\d+) van (\d+)', blad)
    assert [int(nummer) for _, nummer, _ in wegen] == list(range(1, len(wegen) + 1))
    assert len({pad for pad, _, _ in wegen}) == len(wegen) == int(wegen[0][2]) > 1
