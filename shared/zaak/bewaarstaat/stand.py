"""What stands in front of who oversees: written by the periodic work, so that looking costs
nothing, and so that work that was not done shows as overdue by itself.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.meldingenbron import Meldingenbron
from shared.zaak.bewaarstaat.posten import posten, vaste_posten
from shared.zaak.bewaarstaat.tabellen import BewaarstandRij

VOORUIT: Final = timedelta(days=30)


@scherm_opzij()
def schrijf_stand(dienst: Dienst, meldingen: Meldingenbron | None) -> int:
    """Writes the days ahead anew; how many things are overdue. Repeatable."""
    vandaag = datum_nl(dienst.klok())
    with dienst.lezend() as sessie:
        telling = _tel(sessie, dienst, meldingen, vandaag)
    with dienst.transactie() as sessie:
        sessie.execute(delete(BewaarstandRij))
        sessie.add_all(
            BewaarstandRij(dag=dag, wat=wat, vast=vast, aantal=aantal)
            for (dag, wat, vast), aantal in sorted(telling.items())
        )
    return sum(een for (dag, _, vast), een in telling.items() if dag < vandaag and not vast)


def _tel(
    sessie: Session, dienst: Dienst, meldingen: Meldingenbron | None, vandaag: date
) -> Counter[tuple[date, str, bool]]:
    telling: Counter[tuple[date, str, bool]] = Counter()
    for een in posten(sessie, dienst, meldingen, vandaag + VOORUIT):
        telling[een.op, een.wat, False] += 1
    for een in vaste_posten(sessie, dienst, vandaag):
        telling[een.op, een.wat, True] += 1
    return telling
