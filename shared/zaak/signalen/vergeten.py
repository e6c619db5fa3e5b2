"""A signal that goes: because its giver deletes it, or because its term is over (8.1, 8.2).

First the keys, for good; then what it said. Repeatable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Final

from sqlalchemy.orm import Session

from shared.bestand.vernietigd.onverklaard import meld_vernietigd
from shared.convenant.bewaren.oordeel import Ding, moet_weg
from shared.convenant.bewaren.regels import bewaarregels
from shared.convenant.termijnen import datum_nl, min_
from shared.opslag.schijf import wis_resten
from shared.partij.bewaring.bron import Bewaarblik, Vooruitzicht
from shared.partij.dienst import Dienst
from shared.verzenden.stukken.begrippen import Richting
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.stukken.verloop import bewaar_niet
from shared.zaak.bewaren.opslag import bewaartermijn, bewaartermijn_bij, einddagen
from shared.zaak.signalen import opslag
from shared.zaak.signalen.begrippen import SIGNAAL, als_ding

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


def voorbije(
    sessie: Session, dienst: Dienst, signalen: Iterable[tuple[str, str | None, date]]
) -> set[str]:
    """Of these signals (each with its group and day) whose term is over.

    Never while the approach of its group runs (5.1).
    """
    einden, daarna = einddagen(sessie), bewaartermijn(dienst)
    dingen = (als_ding(*een, einden, daarna) for een in signalen)
    weg = moet_weg(bewaarregels(dienst.regels), dingen, datum_nl(dienst.klok()))
    return {een.ding.id for een in weg}


def ruim_signalen(dienst: Dienst) -> Mapping[str, int]:
    """Given ones are closed here; of received ones the giver hears that they are gone."""
    rij = dienst.regels.signalen
    grens = min_(datum_nl(dienst.klok()), rij.termijn)
    with dienst.transactie() as sessie:
        oude = _oude(sessie, rij.stuk, grens, rij.stuk in dienst.partij.vastleggers)
        voorbij = voorbije(sessie, dienst, map(_dag, oude))
        weg = [een for een in oude if een.id in voorbij]
        gegeven = [een.id for een in weg if een.richting == Richting.UIT]
        for een in weg:
            _vergeet_ontvangen(sessie, een)
    for kenmerk in gegeven:
        vergeet(dienst, kenmerk)
    return {"signalenWeg": len(weg)}


def _oude(sessie: Session, soort: str, tot: date | None, vastgelegd: bool) -> list[GroepsstukRij]:
    """From this day or before; ``vastgelegd``: received ones are on a record here, and that says
    how long."""
    voor = None if tot is None else datetime.combine(tot, time.max, UTC)
    oude = opslag.oude(sessie, soort, voor)
    return [een for een in oude if not (een.richting == Richting.IN and vastgelegd)]


def _dag(rij: GroepsstukRij) -> tuple[str, str | None, date]:
    return rij.id, rij.groep, datum_nl(rij.op)


def _dingen(blik: Bewaarblik) -> Iterable[Ding]:
    soort, daarna = blik.regels.signalen.stuk, bewaartermijn_bij(blik.regels, blik.partij)
    for rij in _oude(blik.sessie, soort, blik.voor, soort in blik.vastleggers):
        yield als_ding(*_dag(rij), blik.einden, daarna)


SIGNALEN: Final = Vooruitzicht(SIGNAAL, _dingen)


def _vergeet_ontvangen(sessie: Session, rij: GroepsstukRij) -> None:
    if rij.richting == Richting.IN:
        bewaar_niet(sessie, rij.van, rij.onderwerp)
