"""How an agreed action stands, and who may say so: its owner's party. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Final

from shared.partij.fouten import Conflict
from shared.zaak.acties.begrippen import Actiestand


class Actiestatus(StrEnum):
    """Where an action stands; ``gereed`` and ``vervallen`` are its end."""

    OPEN = "open"
    AANVAARD = "aanvaard"
    TERUGGEGEVEN = "teruggegeven"
    BEZIG = "bezig"
    GEREED = "gereed"
    VERVALLEN = "vervallen"


AF = (Actiestatus.GEREED, Actiestatus.VERVALLEN)
VAN_STAND: Final[Mapping[str, Actiestatus]] = {
    Actiestand.OPEN: Actiestatus.OPEN,
    Actiestand.AANVAARD: Actiestatus.AANVAARD,
    Actiestand.GEWEIGERD: Actiestatus.TERUGGEGEVEN,
    Actiestand.BEZIG: Actiestatus.BEZIG,
    Actiestand.GEDAAN: Actiestatus.GEREED,
    # A party that lets it lapse does not do it: whoever agreed on it decides what then.
    "vervallen": Actiestatus.TERUGGEGEVEN,
}
"""What a report of its owner's party makes of it."""
_ZELF = (None, Actiestatus.OPEN, Actiestatus.BEZIG, *AF)


@dataclass(frozen=True)
class NieuweActie:
    """What an action is when it is agreed."""

    doel: str
    omschrijving: str
    partij: str
    eigenaar: str | None
    functie: str | None
    uitvoerder: str | None
    uiterlijk: date
    betrokkene: str | None
    restactie: bool


@dataclass(frozen=True)
class Bijstelling:
    """What is agreed otherwise; None leaves it as it was."""

    omschrijving: str | None = None
    eigenaar: str | None = None
    functie: str | None = None
    uitvoerder: str | None = None
    uiterlijk: date | None = None

    def anders(self) -> dict[str, object]:
        """Only what changes."""
        alles = {een.name: getattr(self, een.name) for een in fields(Bijstelling)}
        return {naam: waarde for naam, waarde in alles.items() if waarde is not None}


@dataclass(frozen=True)
class Verandering:
    """What is said at a change; None leaves it as it was."""

    status: Actiestatus | None
    voortgang: str | None
    effect: str | None
    bijstelling: Bijstelling


def eis_van_ons(wat: Verandering, *, eigen: bool) -> None:
    """Raises ``Conflict`` for what only the party says whose action it is, and the other way."""
    if eigen and wat.status not in _ZELF:
        raise Conflict("Een eigen actie is open, bezig, gereed of vervallen.")
    meldt = wat.status not in (None, Actiestatus.VERVALLEN) or wat.voortgang or wat.effect
    if not eigen and meldt:
        raise Conflict(
            "Hoe het met deze actie gaat, meldt de partij die haar doet. U kunt haar bijstellen of "
            "laten vervallen."
        )
