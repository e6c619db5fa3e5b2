"""What a received message means for the lists of names, in the transaction that stores it.

The final list names who goes: the receiver deletes those, and its own first list, the same day
(covenant 8.1; H6, H7). A holder that says what it destroyed confirms that it did. Neither destroys
anything itself: that is work for after the receipt, which must not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from shared.convenant.regels.laden import Convenantregels
from shared.partij.poorten.sein import Sein
from shared.partij.poorten.seingever import geef_sein
from shared.tijd.kenmerk import uuid7
from shared.verzenden.tabellen import UitgaandRij
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.lijsten.tabellen import LijstbevestigingRij, OpruimingRij
from shared.zaak.verbetering import opslag as verbeteropslag


def vraag_verwijdering(
    sessie: Session,
    regels: Convenantregels,
    kop: Mapping[str, Any],
    genoemd: Iterable[str],
    nu: datetime,
) -> None:
    """A final list came: whom it names go, and everybody else of the first list.

    Which party may send it, and with which content, the rules have judged already. A pseudonym that
    is not here takes nobody along.
    """
    gaan = {*genoemd, *opslag.brutolijst(sessie, regels, kop["groep"], kop["afzender"])}
    blijven = {lid.betrokkene for lid in opslag.leden(sessie, kop["groep"])} - gaan
    sessie.add(
        OpruimingRij(
            id=uuid7(nu),
            groep=kop["groep"],
            grond=Grond.NETTOLIJST,
            behoud=sorted(blijven),
            verwijderen=sorted(gaan),
            alles=False,
            van=kop["afzender"],
            bericht_id=kop["id"],
            gemaakt_op=nu,
        )
    )
    data = {"groep": kop["groep"], "partij": kop["afzender"]}
    geef_sein(sessie, Sein("lijst.ontvangen", kop["id"], None, data))


def neem_terug(sessie: Session, bericht_id: str) -> None:
    """A final list was taken back: what it asked and is not begun, is not asked any more."""
    sessie.execute(
        delete(OpruimingRij).where(
            OpruimingRij.bericht_id == bericht_id, OpruimingRij.begonnen_op.is_(None)
        )
    )


def houder_vernietigde(sessie: Session, kop: Mapping[str, Any], nu: datetime) -> None:
    """A holder said what it destroyed: it confirms the list it was sent, if it names that one."""
    verbeteropslag.houder_vernietigde(sessie, kop)
    bericht_id = kop.get("inReactieOp") or ""
    rij = opslag.bevestiging_op(sessie, kop["afzender"], bericht_id)
    rij = rij or _niet_onthouden(sessie, kop["afzender"], bericht_id)
    if rij is not None and rij.bevestigd_op is None:
        rij.bericht_id = bericht_id
        rij.bevestigd_op, rij.bevestigd_met = nu, kop["id"]
        rij.verwijderen = None


def _niet_onthouden(sessie: Session, partij: str, bericht_id: str) -> LijstbevestigingRij | None:
    """A final list that was sent, by a process killed before it noted with which message."""
    bericht = sessie.get(UitgaandRij, bericht_id)
    if bericht is None or bericht.ontvanger != partij or bericht.groep is None:
        return None
    lijst = opslag.vastgestelde_lijst(sessie, bericht.groep)
    rijen = [] if lijst is None else opslag.bevestigingen(sessie, lijst.id)
    return next((r for r in rijen if r.partij == partij and r.bericht_id is None), None)
