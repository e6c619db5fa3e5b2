"""The lists and groups that the periodic work goes through."""

from __future__ import annotations

from sqlalchemy import select

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
    with dienst.transactie() as sessie:
        return {
            groep
            for vraag in (
                select(GroepslidRij.groep).distinct(),
                select(OntvangenGegevenRij.groep).distinct(),
                select(NamenlijstRij.groep).where(NamenlijstRij.open_groep.is_not(None)),
            )
            for groep in sessie.scalars(vraag)
        }


def behandel_lijsten(dienst: Dienst, uitbak: Verzendopslag) -> int:
    """Lists that never became final, and then every destruction that is due."""
    vandaag = datum_nl(dienst.klok())
    with dienst.transactie() as sessie:
        open_lijsten = sessie.scalars(
            select(NamenlijstRij).where(NamenlijstRij.stand == Lijststand.OPEN)
        ).all()
        for lijst in open_lijsten:
            tot = bruto_tot(dienst.regels, dienst.partij.code, datum_nl(lijst.opgesteld_op))
            herziening = opslag.vastgestelde_lijst(sessie, lijst.groep) is not None
            if tot is not None and tot < vandaag and not herziening:
                # A list gathered anew while an approach runs: who is on the final one stays (H15).
                blijft = opslag.op_nettolijst(sessie, lijst.groep)
                vraag_eenmaal(
                    sessie, dienst, lijst.groep, Grond.GEEN_NETTOLIJST, alles=False, behoud=blijft
                )
    return werk_af(dienst, uitbak)
