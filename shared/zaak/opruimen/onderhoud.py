"""The lists and groups that the periodic work goes through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.bestand.tabellen import GroepslidRij
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.verzenden.uitbak.opslag import Verzendopslag
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Grond, Lijststand
from shared.zaak.lijsten.tabellen import NamenlijstRij
from shared.zaak.lijsten.termijnen import bruto_tot
from shared.zaak.opruimen.opruimen import vraag_eenmaal
from shared.zaak.opruimen.opruimer import werk_af


def bekende_groepen(dienst: Dienst) -> set[str]:
    """Every group this file holds something of."""
    with dienst.lezend() as sessie:
        met_mensen = {
            groep
            for vraag in (
                select(GroepslidRij.groep).distinct(),
                select(OntvangenGegevenRij.groep).distinct(),
                select(NamenlijstRij.groep).where(NamenlijstRij.open_groep.is_not(None)),
            )
            for groep in sessie.scalars(vraag)
        }
        return met_mensen.union(*(d.groepen(sessie) for d in dienst.bijdragen.groepsdelen))


@dataclass(frozen=True)
class Lijsteinde:
    """An open list that ends if it never becomes final (H7). ``uiterlijk``: its last day;
    ``blijft``: who stays in the group all the same."""

    id: str
    groep: str
    opgesteld: date
    uiterlijk: date
    blijft: Sequence[str]


def lijsteinden(sessie: Session, dienst: Dienst) -> Iterator[Lijsteinde]:
    """Every list that is open and not the review of a final one."""
    open_lijsten = select(NamenlijstRij).where(NamenlijstRij.stand == Lijststand.OPEN)
    for lijst in sessie.scalars(open_lijsten).all():
        opgesteld = datum_nl(lijst.opgesteld_op)
        tot = bruto_tot(dienst.regels, dienst.partij.code, opgesteld)
        if tot is not None and opslag.vastgestelde_lijst(sessie, lijst.groep) is None:
            # A list gathered anew while an approach runs: who is on the final one stays (H15).
            blijft = opslag.op_nettolijst(sessie, lijst.groep)
            yield Lijsteinde(lijst.id, lijst.groep, opgesteld, tot, blijft)


def behandel_lijsten(dienst: Dienst, uitbak: Verzendopslag) -> int:
    """Lists that never became final, and then every destruction that is due."""
    vandaag = datum_nl(dienst.klok())
    with dienst.transactie() as sessie:
        for een in lijsteinden(sessie, dienst):
            if een.uiterlijk < vandaag:
                grond = Grond.GEEN_NETTOLIJST
                vraag_eenmaal(sessie, dienst, een.groep, grond, alles=False, behoud=een.blijft)
    return werk_af(dienst, uitbak)
