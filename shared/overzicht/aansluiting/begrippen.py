"""What can be wrong between a party's own file and the log, in words that stay."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Soort(StrEnum):
    """A difference between the own file and the log."""

    ONTBREEKT = "ontbreekt"
    ANDERS = "anders"
    TE_LAAT = "te-laat"
    NIET_VERSTUURD = "niet-verstuurd"
    NIET_ONTVANGEN = "niet-ontvangen"


UITLEG = {
    Soort.ONTBREEKT: (
        "Dit bericht is hier ingenomen, maar het log heeft op dat bladnummer geen besluit dat van "
        "deze partij is."
    ),
    Soort.ANDERS: "Op het bladnummer van dit bericht staat in het log een ander besluit.",
    Soort.TE_LAAT: (
        "Dit bericht is hier ingenomen, maar binnen de termijn toonde de gateway niet dat het "
        "besluit in het log staat."
    ),
    Soort.NIET_VERSTUURD: (
        "Het log heeft een besluit over een bericht van deze partij dat zij niet of anders "
        "verstuurde."
    ),
    Soort.NIET_ONTVANGEN: (
        "Het log zegt dat deze partij een ontvangst gaf die zij niet, of niet zo, heeft gegeven."
    ),
}
"""What each means, for who checks this party's file."""


@dataclass(frozen=True)
class Verschil:
    """One difference; ``partij``: whose message it says it is."""

    soort: Soort
    bericht_id: str
    bladnummer: int
    partij: str
