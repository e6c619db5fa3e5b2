"""Four eyes: nobody carries a group from opening to closing alone (5.1, 5.3). Pure.

Which decision asks for another person than which earlier ones is a row of the covenant file. Who
signed before is told by who asks: the gateway from its leaves, a party from its own journal.
"""

from collections.abc import Iterator, Mapping, Set
from datetime import date

from shared.convenant.begrippen import Convenantregels
from shared.convenant.besluit import Reden
from shared.convenant.besluiten.groepsbesluit import reden_van
from shared.convenant.besluiten.soorten import Gebrek
from shared.convenant.bestand.rijen import GroepsbesluitRij

__all__ = ["redenen_van_vier_ogen"]


def redenen_van_vier_ogen(
    rij: GroepsbesluitRij,
    tekenaars: Mapping[str, str],
    eerder: Mapping[str, Set[str]],
    regels: Convenantregels,
    vandaag: date,
) -> tuple[Reden, ...]:
    """Why these people may not sign a decision of this kind, one reason a party and earlier one.

    ``tekenaars``: by party who decides for it. ``eerder``: by kind of decision who signed one of
    that kind about the same group, for whichever party.
    """
    return tuple(
        reden_van(gebrek, regels, vandaag) for gebrek in _gebreken(rij, tekenaars, eerder, regels)
    )


def _gebreken(
    rij: GroepsbesluitRij,
    tekenaars: Mapping[str, str],
    eerder: Mapping[str, Set[str]],
    regels: Convenantregels,
) -> Iterator[Gebrek]:
    for partij, wie in tekenaars.items():
        for soort in rij.anders_dan:
            if wie in eerder.get(soort, ()):
                titel = regels.groepsbesluiten[soort].titel
                yield Gebrek("BESLUIT_VIER_OGEN", regels.titel_van(partij), titel)
