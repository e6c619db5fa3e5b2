"""Four eyes on a group: who signed the earlier decisions on it, as their leaves say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from gateway.fouten import HandtekeningenOnvolledig, NietGevonden
from gateway.logboek import sleutels as bladsleutels
from gateway.logboek.bladen import laatste_blad
from gateway.registers.beeld import Beeld
from gateway.registers.groepen import Groepenregister
from gateway.toegang.handtekeningen import Getekend
from shared.convenant.besluiten.groepsbesluit import Groepsbesluit, redenen_van_vier_ogen
from shared.convenant.termijnen import datum_nl
from shared.logboek.fouten import BladOpgeschoond


def eis_vier_ogen(
    verbinding: Connection,
    beeld: Beeld,
    besluit: Groepsbesluit,
    getekend: Mapping[str, Getekend],
    nu: datetime,
) -> None:
    """Refuses who signed an earlier decision that this one asks another person for.

    Raises `HandtekeningenOnvolledig` with a reason for each.
    """
    rij = beeld.regels.groepsbesluiten.get(besluit.soort)
    if rij is None or not rij.anders_dan:
        return
    eerder = {soort: _tekenaars(verbinding, besluit.groep, soort) for soort in rij.anders_dan}
    wie = {partij: een.medewerker for partij, een in getekend.items()}
    redenen = redenen_van_vier_ogen(rij, wie, eerder, beeld.regels, datum_nl(nu))
    if redenen:
        raise HandtekeningenOnvolledig(tuple(reden.als_dict() for reden in redenen))


def _tekenaars(verbinding: Connection, groep: str, soort: str) -> frozenset[str]:
    """Everybody who signed a decision of this kind on the group."""
    gevonden: set[str] = set()
    for kenmerk in Groepenregister(verbinding).besluiten_van_soort(groep, soort):
        try:
            blad = laatste_blad(verbinding, bladsleutels.groepsbesluit(kenmerk)).lees()
        except (BladOpgeschoond, NietGevonden):
            continue  # long closed: nothing is decided about that group any more
        handtekeningen: Any = blad.velden["handtekeningen"]
        gevonden |= {een["medewerker"] for een in handtekeningen.values()}
    return frozenset(gevonden)
