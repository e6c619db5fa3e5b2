"""What a name looks like when it comes in."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from shared.kluis.blindeindex import OngeldigeNaam, normaliseer_naam
from shared.partij.burgernummers import zonder_burgernummer
from shared.partij.web.vormen import Regel
from shared.vrijetekst.burgernummer import Schrift


def _met_letters(naam: str) -> str:
    """A name in which nobody sees a letter cannot be read, said or found."""
    try:
        normaliseer_naam(naam)
    except OngeldigeNaam:
        raise ValueError("moet minstens een letter of cijfer bevatten") from None
    return naam


Naam = Annotated[Regel, AfterValidator(_met_letters), zonder_burgernummer(Schrift.NAAM)]
"""The order is `normaliseer_naam`'s: as it is spoken, or with the surname first and a comma."""
VOLGORDE = (
    "Volledige naam, zoals iemand die zegt (Jan van der Verzon) of met de achternaam voorop en "
    "een komma (Verzon, Jan van der). Voor zoeken en vergelijken is dat dezelfde naam."
)
