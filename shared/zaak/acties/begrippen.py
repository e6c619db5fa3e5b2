"""How an action that another party gave stands, and what its owner may say of it next. Pure.

The giver's half (what, who, by when) and the owner's half (how it stands) are each written by one
party only, so two who write at once lose nothing. What both have to agree on follows from the facts
alone, in whichever order they come: an action that was taken back is over; one that was reported as
done is over; else the last report counts, if it is about the version that was given last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from shared.web.meldingen import Invoerfout


class Actiestand(StrEnum):
    """What its owner said last about the version he has; ``OPEN``: nothing yet."""

    OPEN = "open"
    AANVAARD = "aanvaard"
    GEWEIGERD = "geweigerd"
    BEZIG = "bezig"
    GEDAAN = "gedaan"


class Actiegebeurtenis(StrEnum):
    """What happened to an action that was given."""

    GEKREGEN = "gekregen"
    BIJGESTELD = "bijgesteld"
    GEMELD = "gemeld"
    TERUGGENOMEN = "teruggenomen"


EINDE: Final = (Actiestand.GEDAAN,)
"""Whatever comes after it, this stays."""

DAARNA: Final[Mapping[Actiestand, tuple[Actiestand, ...]]] = {
    Actiestand.OPEN: (Actiestand.AANVAARD, Actiestand.GEWEIGERD),
    Actiestand.AANVAARD: (Actiestand.BEZIG, Actiestand.GEDAAN, Actiestand.GEWEIGERD),
    Actiestand.BEZIG: (Actiestand.BEZIG, Actiestand.GEDAAN, Actiestand.GEWEIGERD),
    Actiestand.GEWEIGERD: (Actiestand.AANVAARD,),
    Actiestand.GEDAAN: (),
}
_VERTELT = (Actiestand.BEZIG, Actiestand.GEDAAN)


@dataclass(frozen=True)
class Melding:
    """What the owner says. ``reden``: why an action goes back."""

    stand: Actiestand
    reden: str | None
    voortgang: str | None
    effect: str | None

    @property
    def heeft_tekst(self) -> bool:
        """Whether anything was written."""
        return any(een is not None for een in (self.reden, self.voortgang, self.effect))

    def gegevens(self, actie: str, op_versie: int) -> dict[str, Any]:
        """The content of the stuk that says it."""
        alles = {
            "actie": actie,
            "stand": self.stand.value,
            "opVersie": op_versie,
            "reden": self.reden,
            "voortgang": self.voortgang,
            "effect": self.effect,
        }
        return {naam: waarde for naam, waarde in alles.items() if waarde is not None}


def meldfouten(
    nu: Actiestand, melding: Melding, *, opnieuw: bool = False, intern: bool = False
) -> Iterator[Invoerfout]:
    """Everything that is wrong with saying this now, with the spot.

    ``opnieuw``: what was said last never reached the giver, so it may be said again.
    ``intern``: what this party did it keeps to itself, so nobody asks for it (5.1, E1).
    """
    wel = (*DAARNA[nu], nu) if opnieuw else DAARNA[nu]
    if melding.stand not in wel:
        kan = f"wel: {', '.join(wel)}" if wel else "zij is afgerond en verandert niet meer"
        yield Invoerfout("/stand", f"kan niet bij een actie die {nu} is; {kan}")
    if melding.stand == Actiestand.GEWEIGERD and melding.reden is None:
        yield Invoerfout("/reden", "ontbreekt: zeg waarom de actie teruggaat")
    if melding.stand != Actiestand.GEWEIGERD and melding.reden is not None:
        yield Invoerfout("/reden", "hoort alleen bij een actie die teruggaat")
    verteld = melding.voortgang is not None or melding.effect is not None
    if melding.stand in _VERTELT and not verteld and not intern:
        yield Invoerfout("/voortgang", "ontbreekt: zeg wat er is gebeurd, of noem het effect")


def na_nieuwe_versie(stand: Actiestand) -> Actiestand:
    """How it stands once its giver gave another version: that one asks for an answer of its own."""
    return stand if stand in EINDE else Actiestand.OPEN
