"""Appointing somebody to look over all parties at once: by all of them together (9.1, 13.1). Pure.

An aanstelling names an authorisation, an assignment and a period. Every party of the covenant signs
it in the scheme of a group decision (``groepsbesluit.ondertekening``), by somebody in a function
that the covenant file names. A later version replaces the one before it; a lower one is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from pydantic import Field, ValidationError

from shared.convenant.begrippen import Convenantregels
from shared.convenant.poorten.geval import opsomming
from shared.convenant.termijnen import Termijn, plus
from shared.convenant.vorm import Datum, Fout, Geheel, Tijdstip, Uuid, Vorm, Woordcode, fouten_uit

__all__ = [
    "Aanstelling",
    "OngeldigeAanstelling",
    "fouten_in_aanstelling",
    "gebreken_van_ondertekenaars",
    "lees_aanstelling",
    "tekenende_functies_bij_aanstelling",
]

MAX_VERSIE = 1_000_000


class OngeldigeAanstelling(ValueError):
    """The document is no aanstelling; ``fouten`` has every fault, in document order."""

    def __init__(self, fouten: tuple[Fout, ...]) -> None:
        self.fouten = fouten
        super().__init__("; ".join(str(fout) for fout in fouten))


class Aanstelling(Vorm):
    """What the parties sign. ``van`` and ``tot`` are days, and both count."""

    id: Uuid
    versie: Annotated[int, Geheel, Field(ge=1, le=MAX_VERSIE)]
    tijdstip: Tijdstip
    autorisatie: Uuid
    opdracht: Woordcode
    van: Datum
    tot: Datum

    def geldt_op(self, dag: date) -> bool:
        """Whether the period holds ``dag``."""
        return self.van <= dag <= self.tot


def lees_aanstelling(obj: object) -> Aanstelling:
    """The document's shape; ``OngeldigeAanstelling`` lists every fault."""
    try:
        return Aanstelling.model_validate(obj)
    except ValidationError as fout:
        fouten = fouten_uit(fout.errors(include_url=False, include_input=False))
        raise OngeldigeAanstelling(fouten) from None


def fouten_in_aanstelling(
    aanstelling: Aanstelling, regels: Convenantregels, vandaag: date
) -> Iterator[Fout]:
    """What the covenant does not allow in it, or what makes it senseless today."""
    rij = regels.aanstellingen
    if aanstelling.opdracht not in rij.opdrachten:
        wel = opsomming([f"{code} ({titel})" for code, titel in rij.opdrachten.items()])
        yield Fout("/opdracht", f"is geen opdracht van het convenant; mogelijk is {wel}")
    if aanstelling.tot < aanstelling.van:
        yield Fout("/tot", "ligt voor de eerste dag")
    elif aanstelling.tot > (uiterlijk := plus(aanstelling.van, Termijn.lees(rij.termijn))):
        yield Fout("/tot", f"ligt te ver weg; uiterlijk {uiterlijk.isoformat()}")
    if aanstelling.tot < vandaag:
        yield Fout("/tot", "is al voorbij")


def tekenende_functies_bij_aanstelling(
    regels: Convenantregels, partij: str
) -> tuple[str, ...] | None:
    """The functions in which this party signs an aanstelling, or ends one; None: it does not."""
    rijen = regels.aanstellingen.ondertekenaars
    return next((een.functies for een in rijen if een.partij == partij), None)


def gebreken_van_ondertekenaars(
    ondertekenaars: Mapping[str, str | None], regels: Convenantregels
) -> Iterator[str]:
    """Who did not sign, or not in a function that may; one Dutch sentence each.

    ``ondertekenaars``: the parties whose signature was verified, each with the function of who
    signed (None: somebody without a complete authorisation).
    """
    for een in regels.aanstellingen.ondertekenaars:
        titel = regels.titel_van(een.partij)
        if een.partij not in ondertekenaars:
            yield f"De handtekening van {titel} ontbreekt."
        elif ondertekenaars[een.partij] not in een.functies:
            functies = regels.functies[een.partij]
            wel = opsomming([functies[code].titel for code in een.functies])
            yield (
                f"Voor {titel} tekende iemand wiens functie dat niet mag, of zonder volledige, "
                f"geldige autorisatie; dit tekent de {wel}."
            )
