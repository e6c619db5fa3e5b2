"""A signal whose term is over is deleted, as if somebody did it; its giver hears so (8.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time

from services.gemeente.signalering import opslag
from services.gemeente.signalering.opslag import Signaalboek
from services.gemeente.signalering.tabellen import TABELLEN
from shared.convenant.termijnen import datum_nl, min_
from shared.opslag.schijf import wis_resten
from shared.partij.dienst import Dienst
from shared.zaak.signalen.vergeten import is_voorbij


def ruim_vastgelegd(dienst: Dienst) -> Mapping[str, int]:
    """How many went. Of a group that runs none does (5.1)."""
    grens = min_(datum_nl(dienst.klok()), dienst.regels.signalen.termijn)
    with dienst.transactie() as sessie:
        boek = Signaalboek(sessie, dienst.klok(), "")
        weg = [
            rij
            for rij in opslag.oude(sessie, datetime.combine(grens, time.max, UTC))
            if is_voorbij(sessie, dienst, rij.groep, datum_nl(rij.vastgelegd_op))
        ]
        for rij in weg:
            boek.verwijder(rij, lambda _versie: True)
    if weg:
        wis_resten(dienst.engine, TABELLEN)
    return {"signalenVerwijderd": len(weg)}
