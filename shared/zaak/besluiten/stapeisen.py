"""Whether a group may leave its step with this decision: answers first, then on (covenant 4.1)."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from shared.convenant.besluiten.groepsbesluit import vraagt_stapeisen
from shared.convenant.einde import groep_loopt
from shared.partij.stapeisen import StapNietKlaar
from shared.verzenden.uitwisseling import Uitwisseling


async def eis_stap_klaar(u: Uitwisseling, besluit: Mapping[str, Any]) -> None:
    """Refuses a decision that takes a group out of a step that still asks something.

    Where no answers are kept nobody can say, and nothing is asked. Raises ``StapNietKlaar``.
    """
    rij = u.dienst.regels.groepsbesluiten[str(besluit["soort"])]
    stappen = u.dienst.regels.stappen
    if u.partij.stapeisen is None or not any(vraagt_stapeisen(rij, stap) for stap in stappen):
        return
    await eis_stand_klaar(u, besluit, await u.gateway.groep(str(besluit["groep"])))


async def eis_stand_klaar(
    u: Uitwisseling, besluit: Mapping[str, Any], stand: Mapping[str, Any]
) -> None:
    """The same, for who read already how the group stands."""
    rij = u.dienst.regels.groepsbesluiten[str(besluit["soort"])]
    stap, eisen = int(stand["stap"]), u.partij.stapeisen
    if eisen is None or not groep_loopt(stand) or not vraagt_stapeisen(rij, stap):
        return

    def lees() -> list[dict[str, Any]]:
        with u.dienst.lezend() as sessie:
            return eisen.ontbreekt(sessie, u.dienst, str(besluit["groep"]), stap)

    redenen = await asyncio.to_thread(lees)
    if redenen:
        raise StapNietKlaar(stap, redenen)
