"""A signal that goes: because its giver deletes it, or because its term is over (8.1, 8.2).

First the keys, for good; then what it said. Repeatable.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from shared.bestand.vernietigd.onverklaard import meld_vernietigd
from shared.convenant.termijnen import datum_nl, min_
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst
from shared.verzenden.stukken.begrippen import Richting
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.stukken.verloop import bewaar_niet
from shared.zaak.bewaren.opslag import bewaartermijn, einde_van
from shared.zaak.signalen import opslag
from shared.zaak.signalen.begrippen import laatste_dag

GROND = "signaal-voorbij"
_TABELLEN = ("uitgaand", "groepsstuk", "tekstbevestiging")


def vergeet(dienst: Dienst, kenmerk: str) -> None:
    """Every version of a given signal: unreadable in every copy."""
    with dienst.lezend() as sessie:
        sleutels = opslag.sleutels_van(sessie, kenmerk)
    # Outside a transaction: destroying keys rewraps all others and must not hold up the file.
    dienst.kluis.vernietig_alle(sleutels)
    with dienst.transactie() as sessie:
        versies = opslag.sluit(sessie, kenmerk)
        meld_vernietigd(sessie, dienst, GROND, {GroepsstukRij.__tablename__: versies})
    wis_resten(dienst.engine, _TABELLEN)


def is_voorbij(sessie: Session, dienst: Dienst, groep: str | None, vastgelegd: date) -> bool:
    """Whether the term of a signal is over. Never while the approach of its group runs (5.1)."""
    einde = None if groep is None else einde_van(sessie, groep)
    if groep is not None and einde is None:
        return False
    dag = laatste_dag(
        vastgelegd,
        dienst.regels.signalen.termijn,
        einde=None if einde is None else einde.gesloten_op,
        daarna=bewaartermijn(dienst),
    )
    return dag < datum_nl(dienst.klok())


def ruim_signalen(dienst: Dienst) -> Mapping[str, int]:
    """Given ones are closed here; of received ones the giver hears that they are gone.

    Where received ones are on record (``vastleggers``), that record says how long.
    """
    rij = dienst.regels.signalen
    grens = min_(datum_nl(dienst.klok()), rij.termijn)
    voor = datetime.combine(grens, time.max, UTC)
    with dienst.transactie() as sessie:
        weg = [
            een
            for een in opslag.oude(sessie, rij.stuk, voor)
            if not (een.richting == Richting.IN and rij.stuk in dienst.partij.vastleggers)
            and is_voorbij(sessie, dienst, een.groep, datum_nl(een.op))
        ]
        gegeven = [een.id for een in weg if een.richting == Richting.UIT]
        for een in weg:
            _vergeet_ontvangen(sessie, een)
    for kenmerk in gegeven:
        vergeet(dienst, kenmerk)
    return {"signalenWeg": len(weg)}


def _vergeet_ontvangen(sessie: Session, rij: GroepsstukRij) -> None:
    if rij.richting == Richting.IN:
        bewaar_niet(sessie, rij.van, rij.onderwerp)
