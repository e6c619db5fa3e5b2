"""Long work in words, at a party and at the gateway: how it stands, and what to say of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

HERHAAL_SECONDEN: Final = 2
"""After how many seconds it pays to ask again (`Retry-After`)."""
_PER_STUK: Final = timedelta(seconds=10)
_RUIM: Final = timedelta(minutes=10)


class Werkstand(StrEnum):
    """How long work stands."""

    BEZIG = "bezig"
    STOKT = "stokt"
    KLAAR = "klaar"


@dataclass(frozen=True)
class Voortgang:
    """``over``: how many of what was begun with still have to be done; ``klaar_op``: since when
    nothing of it is left, what comes after the last one included; ``mislukt``: how many of what is
    done came to nothing; ``resultaat``: where the outcome is, where the kind does not say that."""

    over: int
    klaar_op: datetime | None = None
    mislukt: int = 0
    resultaat: str | None = None


@dataclass(frozen=True, kw_only=True)
class Werkwoorden:
    """How people read of one kind.

    ``titel``: what happens, for a list. ``eenheid``: of what there are so many, one and more.
    ``gedaan``: what is true of each that is done. ``mislukt``: what of one, and of more, that came
    to nothing.
    """

    titel: str
    eenheid: tuple[str, str]
    gedaan: str
    mislukt: tuple[str, str] = ("is mislukt", "zijn mislukt")


def werkstand(voortgang: Voortgang, totaal: int, begonnen: datetime, nu: datetime) -> Werkstand:
    """Done, under way, or taking longer than it ever should."""
    if voortgang.klaar_op is not None:
        return Werkstand.KLAAR
    te_lang = nu > begonnen + _RUIM + totaal * _PER_STUK
    return Werkstand.STOKT if te_lang else Werkstand.BEZIG


def zin(woorden: Werkwoorden, stand: Werkstand, gedaan: int, totaal: int, mislukt: int = 0) -> str:
    """What somebody reads who began it."""
    telling = f"{gedaan} van {totaal} {woorden.eenheid[totaal != 1]} {woorden.gedaan}."
    if mislukt:
        telling += f" Let op: {mislukt} daarvan {woorden.mislukt[mislukt != 1]}."
    if stand is Werkstand.KLAAR:
        return f"Klaar: {telling}"
    if stand is Werkstand.BEZIG:
        return f"{telling} U kunt weggaan: dit gaat door, ook als de dienst opnieuw start."
    return (
        f"{telling} Dit duurt langer dan het hoort. Wat gedaan is, blijft gedaan, en de dienst "
        "probeert de rest steeds opnieuw. Begin niet nog eens; vraag de beheerder om te kijken."
    )
