"""From the address of an API to the screen where it is done: one table, and what a party adds.

What has no row has no screen yet; then the row of a list is text, and no link that goes nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from starlette.routing import compile_path

from shared.portaal.portaal import Portaal, Weg

_KENMERK = r"([0-9a-f-]{36})"
_NUMMER = r"(\d+)"
_LIJST = "/groepen/{kenmerk}/namenlijsten"
Handvat = Callable[[str], str]
Mag = Callable[[str | None], bool]

# Wat in meer dan een partij voorkomt. Wat het eerst past, geldt.
_WEGEN = (
    Weg("/verstrekkingen/{kenmerk}{rest}", "/berichten/{}"),
    Weg("/informatieverzoeken/{kenmerk}{rest}", "/vragen/{}"),
    Weg("/stukken/{kenmerk}", "/stukken/{}"),
    Weg("/besluitvoorstellen/{kenmerk}{rest}", "/ondertekenen/voorstel/{}"),
    Weg("/uitingen/{kenmerk}", "/uitingen/{}"),
    Weg("/besluitconcepten?groep={kenmerk}", "/groepen/{}"),
    Weg("/besluitconcepten/{kenmerk}{rest}", "/ondertekenen/concept/{}"),
    Weg("/overleggen/{kenmerk}/verslag", "/overleggen/{}"),
    Weg("/overleggen/{kenmerk}/notulen?groep={kenmerk}", "/overleggen/{}/notulen/{}"),
    Weg("/ontvangen-acties/{kenmerk}{rest}", "/onze-acties/{}"),
    Weg("/ontvangen-gegevens?groep={kenmerk}", "/ontvangen?groep={}"),
    Weg(f"{_LIJST}/{{kenmerk}}/bevestigingen", "/groepen/{}/namenlijsten/{}/bevestigingen"),
    Weg(f"{_LIJST}/{{kenmerk}}", "/groepen/{}/namenlijsten/{}"),
    Weg(_LIJST, "/groepen/{}/namenlijsten"),
    Weg("/groepen/{kenmerk}/vernietigingen/{kenmerk}", "/groepen/{}/vernietigingen/{}"),
    Weg("/terugblikken/{kenmerk}", "/terugblikken/{}"),
    Weg("/groepen/{kenmerk}/leden", "/groepen/{}"),
    Weg("/groepen/{kenmerk}/leeftijdsgrenzen", "/groepen/{}/leeftijdsgrenzen"),
    Weg("/taken/{kenmerk}", "/taken/{}"),
    Weg("/aparte-teksten?stand=open", "/teksten"),
    Weg("/aanstellingen/{kenmerk}", "/aanstellingen/{}"),
    Weg("/logalarmen/{kenmerk}", "/logalarmen/{}"),
    Weg("/groepen/{kenmerk}", "/groepen/{}"),
    Weg("/incidenten/{kenmerk}{rest}", "/incidenten/{}"),
    Weg("/incidentvoorstellen/{kenmerk}", "/incidenten/melden?uiting={}"),
    Weg("/rechtenverzoeken/{kenmerk}/afschrift", "/verzoeken/{}/afschrift"),
    Weg("/rechtenverzoeken/{kenmerk}/dubbelen", "/verzoeken/{}/dubbelen"),
    Weg("/rechtenverzoeken/{kenmerk}{rest}", "/verzoeken/{}"),
    Weg("/selectielijst", "/bewaren/selectielijst"),
    Weg("/beperkingen/{kenmerk}", "/beperkingen/{}"),
    Weg("/vernietigingsplannen/{kenmerk}{rest}", "/bewaren/plannen/{}"),
    Weg("/verbeteringen/{kenmerk}{rest}", "/verbeteringen/{}"),
    Weg("/alarmen/{kenmerk}", "/alarmen/{}"),
    Weg("/alarmen", "/alarmen"),
    Weg("/autorisatieverzoeken/{kenmerk}", "/beheer/autorisaties#{}"),
    Weg("/autorisaties/{kenmerk}", "/beheer/autorisaties"),
    Weg("/meldingen?stand=dood", "/beheer/meldingen"),
)


def stappad(portaal: Portaal, groep: str) -> str:
    """Where the step of a group is done, in a portal that has such a screen."""
    return f"/groepen/{groep}/stap" if any(een.naam == "stap" for een in portaal.schermen) else ""


def scherm_van(
    pad: str | None, wegen: tuple[Weg, ...] = (), handvat: Handvat | None = None
) -> str | None:
    """The screen for an address of the API, or None. Without a session to make a handle with,
    there is none for a person."""
    for weg in (*wegen, *_WEGEN):
        gevonden = _patroon(weg.api).match(pad or "")
        if gevonden is None:
            continue
        delen = list(gevonden.groups())
        if weg.persoon:
            if handvat is None:
                return None
            delen[0] = handvat(delen[0])
        return weg.scherm.format(*delen)
    return None


def wegwijzer(portaal: Portaal, mag: Mag, handvat: Handvat) -> Callable[[str | None], str | None]:
    """The same for who looks: only to a screen of his portal that he may open."""

    def wijs(pad: str | None) -> str | None:
        scherm = scherm_van(pad, portaal.wegen, handvat)
        return scherm if scherm and _mag_erheen(portaal, mag, scherm) else None

    return wijs


def _mag_erheen(portaal: Portaal, mag: Mag, scherm: str) -> bool:
    kaal = re.split("[?#]", scherm)[0]
    for een in portaal.schermen:
        if een.methode == "GET" and _adres(een.pad).match(kaal):
            return mag(een.recht)
    return False


@cache
def _adres(pad: str) -> re.Pattern[str]:
    return compile_path(pad)[0]


@cache
def _patroon(api: str) -> re.Pattern[str]:
    patroon = re.escape(api)
    for naam, vorm in (("kenmerk", _KENMERK), ("nummer", _NUMMER), ("rest", "(?:/.*)?")):
        patroon = patroon.replace(re.escape(f"{{{naam}}}"), vorm)
    return re.compile(f"^{patroon}$")
