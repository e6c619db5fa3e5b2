"""Groups that ended, from the gateway's word: on which day, and who leaves of them today.

A group ends by a decision about it, or when the covenant itself ends for this party: without a
covenant nothing is shared, and what runs then counts as closed that day (reading H14).

A service that looks at its groups does this at once, so that who must go the day a group closes
goes that day; the periodic work does it too, for the days that come later.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.bestand.afscherming.lezing import scherm_opzij
from shared.bestand.afscherming.tabellen import GroepseindeRij
from shared.convenant.einde import eindigt_op, groep_loopt
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst
from shared.partij.meldingenbron import Meldingenbron
from shared.zaak.bewaren.klok import Bewaardag, Einde, Plaats, bewaardagen
from shared.zaak.bewaren.opslag import bekende_einden, bewaartermijn, einde_van
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.opruimen.opruimen import vraag_eenmaal
from shared.zaak.opruimen.opruimplan import personen_van, vast_in_groep, vast_voor

_log = structlog.get_logger(__name__)
Stand = Mapping[str, Any]


def einde_uit(dienst: Dienst, stand: Stand) -> Einde | None:
    """How a group ended for this party, as the gateway has it; ``None`` for one that runs.

    By a decision on the group: on the day of that. One that runs when the covenant ends for this
    party: on that day, once it has come. Of one that ended on a day the gateway does not give also
    ``None``: no day is made up here.
    """
    if groep_loopt(stand):
        dag = eindigt_op(stand.get("convenant") or {}, dienst.partij.code)
        return None if dag is None or dag > datum_nl(dienst.klok()) else Einde(dag)
    gesloten = stand.get("afgeslotenOp")
    if not isinstance(gesloten, str):
        _log.error("de gateway zegt niet wanneer een groep sloot")
        return None
    return Einde(date.fromisoformat(gesloten), stand.get("status") != Grond.NIET_GEPRIORITEERD)


def onthoud_einde(dienst: Dienst, groep: str, stand: Stand) -> None:
    """Remembers that a group ended; nothing of one that runs."""
    einde = einde_uit(dienst, stand)
    if einde is None:
        return
    rij = GroepseindeRij(groep=groep, gesloten_op=einde.gesloten_op, opgepakt=einde.opgepakt)
    try:
        with dienst.transactie() as sessie:
            if sessie.get(GroepseindeRij, groep) is None:
                sessie.add(rij)
    except IntegrityError:
        _log.info("een ander zag hetzelfde einde van een groep")


def dagen_van(
    sessie: Session, dienst: Dienst, bron: Meldingenbron | None, groep: str, einde: Einde
) -> dict[str, Bewaardag]:
    """By person in the group the day on which they leave, from the file as it is now."""
    plaatsen = [
        Plaats(lid.persoon_id, lid.betrokkene, lid.kind) for lid in opslag.leden(sessie, groep)
    ]
    termijn = bewaartermijn(dienst)
    meldingen = (
        {}
        if termijn is None or bron is None
        else bron.lees(sessie, dienst, groep, {een.persoon for een in plaatsen})
    )
    return bewaardagen(einde, termijn, plaatsen, meldingen)


@scherm_opzij()
def vraag_vertrek(dienst: Dienst, bron: Meldingenbron | None, groep: str) -> bool:
    """Asks that everybody whose day has come leaves the group; whether there was anybody.

    Repeatable: what was asked and is not done yet is not asked again.
    """
    vandaag = datum_nl(dienst.klok())
    with dienst.transactie() as sessie:
        einde = einde_van(sessie, groep)
        if einde is None or einde.gesloten_op > vandaag:
            return False
        dagen = dagen_van(sessie, dienst, bron, groep, einde)
        blijft = {persoon for persoon, een in dagen.items() if een.dag > vandaag}
        # Who is held leaves on the first day that nothing holds him.
        vast = vast_in_groep(sessie, vast_voor(dienst, sessie, Grond.AFGESLOTEN), groep)
        if blijft | vast and personen_van(dienst, sessie, groep) <= blijft | vast:
            return False
        namen = {lid.betrokkene for lid in opslag.leden(sessie, groep) if lid.persoon_id in blijft}
        grond = Grond.AFGESLOTEN if einde.opgepakt else Grond.NIET_GEPRIORITEERD
        return vraag_eenmaal(sessie, dienst, groep, grond, alles=True, behoud=sorted(namen))


@scherm_opzij()
def verwerk_standen(
    dienst: Dienst, bron: Meldingenbron | None, standen: Mapping[str, Stand]
) -> bool:
    """Handles each group that is seen to have ended for the first time; whether somebody goes.

    Also when somebody's reading gave occasion to look: who stays has to be found, and a reader
    sees nobody of a group that ended.
    """
    with dienst.transactie() as sessie:
        bekend = bekende_einden(sessie)
    nieuw = [groep for groep in sorted(standen) if groep not in bekend]
    gaat = False
    for groep in nieuw:
        if einde_uit(dienst, standen[groep]) is None:
            continue
        onthoud_einde(dienst, groep, standen[groep])
        gaat = vraag_vertrek(dienst, bron, groep) or gaat
    return gaat
