"""A message that says: I have destroyed this (profile, 1.3). It asks nothing.

The service sends it by itself, of what it destroyed itself: the gateway marks it in its register,
in a leaf of this party's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.convenant.berichtsoorten import vernietigingssoort
from shared.partij.dienst import Dienst
from shared.tijd.kenmerk import uuid7
from shared.verzenden.samenstellen.samenstelling import Afzender, Samenstelling, stel_kop_op


@dataclass(frozen=True)
class Vernietiging:
    """What one party is told: messages of which nothing is left here, people by pseudonym, or all
    of the group. Without a step there is no group in the kop."""

    naar: str
    groep: str | None
    stap: int | None
    berichten: tuple[str, ...] = ()
    betrokkenen: tuple[str, ...] = ()
    hele_groep: bool = False
    in_reactie_op: str | None = None


def stel_melding_samen(dienst: Dienst, vernietiging: Vernietiging) -> Samenstelling:
    """The message; nothing is in it but its kop."""
    nu = dienst.klok()
    kop = stel_kop_op(
        Afzender(dienst.partij.code, dienst.regels, None, nu),
        uuid7(nu),
        soort=vernietigingssoort(dienst.regels),
        ontvanger=vernietiging.naar,
        ontvangende_medewerker=None,
        groep=None if vernietiging.stap is None else vernietiging.groep,
        stap=vernietiging.stap,
        in_reactie_op=vernietiging.in_reactie_op,
        vernietigd={
            "berichten": list(vernietiging.berichten),
            "betrokkenen": list(vernietiging.betrokkenen),
            "heleGroep": vernietiging.hele_groep,
        },
    )
    return Samenstelling(kop, (), None)
