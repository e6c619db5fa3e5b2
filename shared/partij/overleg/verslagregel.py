"""A line of the verslag: which personal data were shared, by whom, to whom, on what ground. Pure.

It names kinds and pseudonyms, never what was said (covenant 6.2 and 6.4; readings E7 and F2). What
was said when is in the log, under the uiting the line names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

_VAN_ONDERDEEL = ("betrokkene", "categorie", "gegevenssoort", "grondslag", "aard")
Regel = Mapping[str, Any]


def verslagregel(kop: Mapping[str, Any]) -> dict[str, Any]:
    """The line about a message that was spoken, from its kop."""
    return {
        "bericht": kop["id"],
        "uiting": kop["uiting"],
        "tijdstip": kop["tijdstip"],
        "kanaal": kop["kanaal"],
        "groep": kop["groep"],
        "afzender": kop["afzender"],
        "medewerker": kop["medewerker"],
        "ontvanger": kop["ontvanger"],
        "ontvangendeMedewerker": kop["ontvangendeMedewerker"],
        "doel": kop["doel"],
        "gedeeld": [
            {naam: onderdeel[naam] for naam in _VAN_ONDERDEEL} for onderdeel in kop["onderdelen"]
        ],
    }


def leesbaar(
    regels: Sequence[Regel], in_taak: Callable[[str], bool], leest: Callable[[str], bool]
) -> tuple[list[dict[str, Any]], int]:
    """The lines as somebody reads them, and how many data are left out of them.

    What is about a group outside the task, or of a kind the function does not read, is left out.
    """
    uit, weg = [], 0
    for regel in regels:
        hier = in_taak(str(regel["groep"]))
        over = [deel for deel in regel["gedeeld"] if hier and leest(deel["gegevenssoort"])]
        weg += len(regel["gedeeld"]) - len(over)
        if over:
            uit.append({**regel, "gedeeld": over})
    return uit, weg
