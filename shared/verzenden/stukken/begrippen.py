"""Words of the stukken: what one is about, how it stands, and which may be shared. Pure.

Which stukken there are, who gives them to whom and what is in them are rows of the covenant file.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from shared.convenant.begrippen import Convenantregels
from shared.convenant.bestand.rijen import StukRij

DELEN: Final = "stukken.delen"
LEZEN: Final = "stukken.lezen"
GENUMMERD_LEZEN: Final = "driehoekstuk.lezen"
"""The rights to give a stuk about a group, to read one, and one with people under numbers."""


RAADPLEEGSOORT: Final = "groepsstuk"
RAADPLEEGSOORT_GENUMMERD: Final = "driehoekstuk"
"""As what reading a stuk is recorded; and the list that shows those under numbers whole."""


class Richting(StrEnum):
    """Given by this party, or given to it."""

    UIT = "uit"
    IN = "in"


class Stukstand(StrEnum):
    """How one version of a stuk stands.

    ``ONDERWEG``, ``NIET_GEGEVEN``: of one that was given, as long as nobody has it, and when nobody
    took it. ``APART``: a text in it points at somebody and nobody has decided yet; it counts for
    nothing and is shown to nobody. ``AFGEWEZEN``: it was decided that it does.
    """

    ONDERWEG = "onderweg"
    NIET_GEGEVEN = "niet_gegeven"
    GELDT = "geldt"
    VERVANGEN = "vervangen"
    INGETROKKEN = "ingetrokken"
    APART = "apart"
    AFGEWEZEN = "afgewezen"
    VERNIETIGD = "vernietigd"


NIET_IN_LIJST = (Stukstand.VERVANGEN, Stukstand.APART, Stukstand.AFGEWEZEN, Stukstand.NIET_GEGEVEN)
"""What a list leaves out unless it is asked for."""
TELDE = (Stukstand.GELDT, Stukstand.VERVANGEN, Stukstand.INGETROKKEN)
"""What counts, or did: an earlier version that comes late does not come in its place."""


def is_deelbaar(regels: Convenantregels, code: str | None) -> bool:
    """Whether this is a stuk about a group, and not part of a message of another kind."""
    rij = regels.stukken.get(code or "")
    return rij is not None and regels.soorten[rij.soort].recht_afzender == DELEN


def wie_krijgt(regels: Convenantregels, code: str, van: str, stap: int | None = None) -> list[str]:
    """The parties this one gives a stuk to: in this step, or in any."""
    return [
        naar
        for (gever, naar), regel in regels.stukregels[code].items()
        if gever == van != naar and (stap is None or stap in (regel.stappen or (stap,)))
    ]


def onderwerp_van(
    rij: StukRij,
    gegevens: Mapping[str, Any],
    groep: str | None,
    beantwoordt: str | None,
    eigen: str,
) -> str:
    """What versions of a stuk are about. ``eigen``: of one that stands by itself.

    A UUID where the content has the shape of its row; without that it is never given or kept.
    """
    if rij.onderwerp is not None:
        genoemd = gegevens.get(rij.onderwerp)
        return genoemd if isinstance(genoemd, str) else eigen
    if rij.beantwoordt:
        return beantwoordt or eigen
    return eigen if rij.los or groep is None else groep
