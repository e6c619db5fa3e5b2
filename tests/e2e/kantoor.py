"""Wie er op kantoor werken, en hoe zij een onderdeel van een opdracht noemen."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from deploy.klant import Geweigerd

WACHTEN_SECONDEN = 90.0
_PAUZE_SECONDEN = 0.05
AFWEGING: Mapping[str, Any] = {"noodzaak": True, "proportionaliteit": True, "subsidiariteit": True}
NAGELEZEN: Mapping[str, Any] = {"bevestigdZonderPersonen": True}
"""Whoever writes about a group read it again: nobody is in it."""
OMVERKLARING: Mapping[str, Any] = {
    "herleidingAnderenVoorkomen": True, "jdsBevraagd": False, "geenSepotOfVrijspraak": True,
}  # fmt: skip
"""What the OM declares about everything it gives."""
TAAK: Mapping[str, Any] = {"taakgrondslag": "GEMW172"}


@dataclass(frozen=True)
class Wie:
    """An official: the party and the function."""

    partij: str
    functie: str


REGISSEUR = Wie("gemeente", "regisseur")
BURGEMEESTER = Wie("gemeente", "burgemeester")
ANALIST = Wie("politie", "analist")
WIJKAGENT = Wie("politie", "wijkagent")
TEAMCHEF = Wie("politie", "teamchef")
PARKETSECRETARIS = Wie("om", "parketsecretaris")
OFFICIER = Wie("om", "officier")
AUDITOR = Wie("gemeente", "auditor")
RUST = ("aangekondigd", "afgeleverd", "geweigerd", "dood", "vervallen")


def wacht_tot(klaar: Callable[[], Any], wat: str, seconden: float = WACHTEN_SECONDEN) -> Any:
    """What ``klaar`` returns as soon as that is something; otherwise the test ends here."""
    grens = time.monotonic() + seconden
    while True:
        uitkomst = klaar()
        if uitkomst:
            return uitkomst
        if time.monotonic() > grens:
            raise AssertionError(f"Na {seconden:.0f} seconden nog niet: {wat}")
        time.sleep(_PAUZE_SECONDEN)


def deel(
    persoon: str,
    soort: str,
    grondslag: str,
    gegeven: str | None = None,
    kenmerken: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """One part of an order."""
    onderdeel: dict[str, Any] = {
        "persoon": persoon,
        "gegevenssoort": soort,
        "grondslag": grondslag,
        "gegeven": gegeven,
    }
    return {**onderdeel, "kenmerken": dict(kenmerken)} if kenmerken else onderdeel


def poorten(weigering: Geweigerd) -> list[int]:
    """The gates that closed, sorted, each once."""
    return sorted({reden["poort"] for reden in weigering.probleem["redenen"]})
