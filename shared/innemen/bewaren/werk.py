"""Who judges, signs, writes and carries out what comes in: put together once."""

from __future__ import annotations

from dataclasses import dataclass

from shared.convenant.regels.laden import Convenantregels
from shared.innemen.bericht import Ontvangstbewijzen
from shared.innemen.bewaren.bundel import Bundelkluis, Inboeker
from shared.innemen.bewaren.verwerking import Verwerker
from shared.innemen.oordelen.kennis import Kennislezer
from shared.innemen.oordelen.oordeel import Oordeel
from shared.partij.dienst import Dienst


@dataclass(frozen=True)
class Innamewerk:
    """One party's."""

    regels: Convenantregels
    kennis: Kennislezer
    oordeel: Oordeel
    verwerker: Verwerker
    bewijzen: Ontvangstbewijzen
    inboeker: Inboeker

    @classmethod
    def van(cls, dienst: Dienst, kluis: Bundelkluis, bewijzen: Ontvangstbewijzen) -> Innamewerk:
        """Everything by the rules of this party and on its key store."""
        regels, partij = dienst.regels, dienst.partij
        return cls(
            regels=regels,
            kennis=Kennislezer(regels, kluis),
            oordeel=Oordeel(regels, partij.code),
            verwerker=Verwerker(partij.code, kluis, regels, dienst.klok, partij.vastleggers),
            bewijzen=bewijzen,
            inboeker=Inboeker(regels, kluis, dienst.meeschrijver, dienst.seingever),
        )
