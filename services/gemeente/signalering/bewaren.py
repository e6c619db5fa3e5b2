"""A signal whose term is over is deleted, as if somebody did it; its giver hears so (8.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Final

from services.gemeente.signalering import opslag
from services.gemeente.signalering.opslag import Signaalboek
from services.gemeente.signalering.tabellen import TABELLEN, SignaalRij
from shared.convenant.bewaren.oordeel import Ding
from shared.convenant.termijnen import datum_nl, min_
from shared.opslag.schijf import wis_resten
from shared.partij.bewaring.bron import Bewaarblik, Vooruitzicht
from shared.partij.dienst import Dienst
from shared.zaak.bewaren.opslag import bewaartermijn_bij
from shared.zaak.signalen.begrippen import SIGNAAL, als_ding
from shared.zaak.signalen.vergeten import voorbije


def ruim_vastgelegd(dienst: Dienst) -> Mapping[str, int]:
    """How many went. Of a group that runs none does (5.1)."""
    grens = min_(datum_nl(dienst.klok()), dienst.regels.signalen.termijn)
    with dienst.transactie() as sessie:
        boek = Signaalboek(sessie, dienst.klok(), "")
        oude = opslag.oude(sessie, _tot(grens), slot=True)
        voorbij = voorbije(sessie, dienst, map(_dag, oude))
        weg = [rij for rij in oude if rij.id in voorbij]
        for rij in weg:
            boek.verwijder(rij, lambda _versie: True)
    if weg:
        wis_resten(dienst.engine, TABELLEN)
    return {"signalenVerwijderd": len(weg)}


def _tot(dag: date) -> datetime:
    return datetime.combine(dag, time.max, UTC)


def _dag(rij: SignaalRij) -> tuple[str, str | None, date]:
    return rij.id, rij.groep, datum_nl(rij.vastgelegd_op)


def _dingen(blik: Bewaarblik) -> Iterable[Ding]:
    daarna = bewaartermijn_bij(blik.regels, blik.partij)
    voor = None if blik.voor is None else _tot(blik.voor)
    for rij in opslag.oude(blik.sessie, voor):
        yield als_ding(*_dag(rij), blik.einden, daarna)


VASTGELEGDE_SIGNALEN: Final = Vooruitzicht(SIGNAAL, _dingen)
