"""What a received stuk does where it counts. The flags of its row are read here and in `vlaggen`.

| flag of the row | it counts                                 | it is taken back                   |
|-----------------|-------------------------------------------|------------------------------------|
| pseudoniemen    | who is named goes, and the own first list | not asked any more, if not begun   |
| beantwoordt     | the request is answered, or will be later | the request awaits an answer again |
| legtVast        | whoever keeps these has it on record      | the record counts no longer        |
| draagtOp        | an action is here to be done              | nothing is to be done any more     |

A further stuk is a row of the covenant file with its shape: then it is kept, shown and replaced.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from shared.convenant.begrippen import Convenantregels
from shared.partij.poorten.stukvastlegger import Geldendstuk, Stukvastleggers
from shared.verzenden.stukken import antwoorden
from shared.verzenden.stukken.antwoorden import Antwoord
from shared.zaak.acties import ontvangst as actieontvangst
from shared.zaak.lijsten import ontvangst as lijstontvangst


def laat_werken(
    sessie: Session, regels: Convenantregels, vastleggers: Stukvastleggers, stuk: Geldendstuk
) -> None:
    """It counts from now on."""
    rij = regels.stukken[stuk.soort]
    if rij.pseudoniemen is not None:
        genoemd = stuk.gegevens[rij.pseudoniemen]
        lijstontvangst.vraag_verwijdering(sessie, regels, stuk.kop, genoemd, stuk.op)
    if rij.beantwoordt:
        antwoord = Antwoord.van(rij, stuk.gegevens)
        if antwoord is not None:
            antwoorden.leg_vast(sessie, stuk.kop, antwoord, stuk.op)
    if rij.draagt_op:
        actieontvangst.neem_op(sessie, stuk)
    if rij.legt_vast and stuk.soort in vastleggers:
        vastleggers[stuk.soort].leg_vast(sessie, regels, stuk)


def neem_terug(
    sessie: Session,
    regels: Convenantregels,
    vastleggers: Stukvastleggers,
    stuk: Geldendstuk,
    nu: datetime,
) -> None:
    """It counted, and does no longer."""
    rij = regels.stukken[stuk.soort]
    if rij.pseudoniemen is not None:
        lijstontvangst.neem_terug(sessie, stuk.bericht_id)
    if rij.beantwoordt:
        antwoorden.neem_terug(sessie, stuk.bericht_id)
    if rij.draagt_op:
        actieontvangst.neem_terug(sessie, stuk, nu)
    if rij.legt_vast and stuk.soort in vastleggers:
        vastleggers[stuk.soort].trek_in(sessie, regels, stuk, nu)
