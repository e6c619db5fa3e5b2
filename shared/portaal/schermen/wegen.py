"""From the address of an API to the screen where it is done: one table.

What has no row has no screen yet; then the row of a list is text, and no link that goes nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_KENMERK = r"([0-9a-f-]{36})"
_WEGEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"^{patroon}$"), scherm)
    for patroon, scherm in (
        (rf"/verstrekkingen/{_KENMERK}(?:/.*)?", "/berichten/{}"),
        (rf"/informatieverzoeken/{_KENMERK}(?:/.*)?", "/vragen/{}"),
        (rf"/besluitvoorstellen/{_KENMERK}(?:/.*)?", "/ondertekenen/voorstel/{}"),
        (rf"/besluitconcepten/{_KENMERK}(?:/.*)?", "/ondertekenen/concept/{}"),
        (rf"/overleggen/{_KENMERK}/verslag", "/overleggen/{}"),
        (rf"/ontvangen-acties/{_KENMERK}(?:/.*)?", "/onze-acties/{}"),
        (
            rf"/groepen/{_KENMERK}/namenlijsten/{_KENMERK}(/bevestigingen)?",
            "/groepen/{}/namenlijsten/{}{}",
        ),
        (rf"/groepen/{_KENMERK}", "/groepen/{}"),
        (rf"/incidenten/{_KENMERK}(?:/.*)?", "/incidenten/{}"),
        (rf"/rechtenverzoeken/{_KENMERK}/afschrift", "/verzoeken/{}/afschrift"),
        (rf"/rechtenverzoeken/{_KENMERK}(?:/.*)?", "/verzoeken/{}"),
        (rf"/vernietigingsplannen/{_KENMERK}(?:/.*)?", "/bewaren/plannen/{}"),
        (rf"/verbeteringen/{_KENMERK}(?:/.*)?", "/verbeteringen/{}"),
        (rf"/alarmen/{_KENMERK}", "/alarmen/{}"),
        (r"/alarmen", "/alarmen"),
        (rf"/autorisatieverzoeken/{_KENMERK}", "/beheer/autorisaties#{}"),
    )
)
_VAN_IEMAND = re.compile(rf"^/personen/{_KENMERK}/(beperkingen)$")
"""A person stands in an address under a handvat only, so this needs who can make one."""


def scherm_van(pad: str | None, handvat: Callable[[str], str] | None = None) -> str | None:
    """The screen for an address of the API, or None."""
    van_iemand = _VAN_IEMAND.match(pad or "")
    if van_iemand is not None and handvat is not None:
        return f"/personen/{handvat(van_iemand[1])}/{van_iemand[2]}"
    for patroon, scherm in _WEGEN:
        gevonden = patroon.match(pad or "")
        if gevonden is not None:
            return scherm.format(*(een or "" for een in gevonden.groups()))
    return None
