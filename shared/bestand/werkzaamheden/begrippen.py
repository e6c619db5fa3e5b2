"""Long work in words: how it stands, and what to say of it. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from shared.partij.voortgang.bron import Voortgang, Voortgangbron

BEWAARD: Final = timedelta(days=30)
"""How long it stays known that somebody began it."""
HERHAAL_SECONDEN: Final = 2
"""After how many seconds it pays to ask again (`Retry-After`)."""
_PER_STUK: Final = timedelta(seconds=10)
_RUIM: Final = timedelta(minutes=10)


class Werkstand(StrEnum):
    """How long work stands."""

    BEZIG = "bezig"
    STOKT = "stokt"
    KLAAR = "klaar"


def werkstand(voortgang: Voortgang, totaal: int, begonnen: datetime, nu: datetime) -> Werkstand:
    """Done, under way, or taking longer than it ever should."""
    if voortgang.klaar_op is not None:
        return Werkstand.KLAAR
    te_lang = nu > begonnen + _RUIM + totaal * _PER_STUK
    return Werkstand.STOKT if te_lang else Werkstand.BEZIG


def zin(bron: Voortgangbron, stand: Werkstand, gedaan: int, totaal: int) -> str:
    """What somebody reads who began it."""
    telling = f"{gedaan} van {totaal} {bron.eenheid[totaal != 1]} {bron.gedaan}."
    if stand is Werkstand.KLAAR:
        return f"Klaar: {telling}"
    if stand is Werkstand.BEZIG:
        return f"{telling} U kunt weggaan: dit gaat door, ook als de dienst opnieuw start."
    return (
        f"{telling} Dit duurt langer dan het hoort. Wat gedaan is, blijft gedaan, en de dienst "
        "probeert de rest steeds opnieuw. Begin niet nog eens; vraag de beheerder om te kijken."
    )
