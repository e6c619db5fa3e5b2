"""What a received message means for the lists of names, in the transaction that stores it.

A final list asks that everybody who is not on it is destroyed here (covenant 8.1); a confirmation
says that another holder did so. Neither destroys anything itself: that is work for after the
receipt, which must not wait for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.inhoud import Inhoud
from shared.convenant.berichtsoorten import vernietigingssoort
from shared.convenant.regels import Convenantregels
from shared.partij.kenmerk import nieuw_id
from shared.partij.lijsten import opslag
from shared.partij.lijsten.begrippen import (
    MERK,
    Grond,
    netto_betrokkenen,
)
from shared.partij.lijsten.tabellen import LijstbevestigingRij, OpruimingRij
from shared.partij.seinen.sein import Sein
from shared.partij.seinen.seingever import geef_sein
from shared.partij.uitwisseling_modellen import UitgaandRij


def draagt_lijst(inhoud: Inhoud | None) -> bool:
    """Whether this content belongs to a list; then it is taken in one at a time."""
    return inhoud is not None and any(MERK in deel.gegevens for deel in inhoud.over)


def verwerk(
    sessie: Session,
    regels: Convenantregels,
    kop: Mapping[str, Any],
    inhoud: Inhoud | None,
    nu: datetime,
) -> None:
    """Registers a final list or a confirmation; anything else is none of this."""
    if draagt_lijst(inhoud):
        geef_sein(
            sessie,
            Sein(
                "lijst.ontvangen",
                kop["id"],
                None,
                {"groep": kop["groep"], "partij": kop["afzender"]},
            ),
        )
    if kop["soort"] == vernietigingssoort(regels):
        _bevestig(sessie, kop, nu)
    # Only the party that fixes the list may clear another party's file with it.
    if inhoud is None or kop["afzender"] != regels.namenlijsten.nettolijst:
        return
    behoud = netto_betrokkenen(inhoud, regels.namenlijsten.gegevenssoort)
    if behoud:
        sessie.add(
            OpruimingRij(
                id=nieuw_id(),
                groep=kop["groep"],
                grond=Grond.NETTOLIJST,
                behoud=behoud,
                alles=False,
                van=kop["afzender"],
                bericht_id=kop["id"],
                gemaakt_op=nu,
            )
        )


def _bevestig(sessie: Session, kop: Mapping[str, Any], nu: datetime) -> None:
    bericht_id = kop["inReactieOp"] or ""
    rij = opslag.bevestiging_op(sessie, kop["afzender"], bericht_id)
    rij = rij or _niet_onthouden(sessie, kop["afzender"], bericht_id)
    if rij is not None and rij.bevestigd_op is None:
        rij.bericht_id = bericht_id
        rij.bevestigd_op, rij.bevestigd_met = nu, kop["id"]


def _niet_onthouden(sessie: Session, partij: str, bericht_id: str) -> LijstbevestigingRij | None:
    """A final list that was sent, by a process killed before it noted with which message."""
    bericht = sessie.get(UitgaandRij, bericht_id)
    if bericht is None or bericht.ontvanger != partij or bericht.groep is None:
        return None
    lijst = opslag.vastgestelde_lijst(sessie, bericht.groep)
    rijen = [] if lijst is None else opslag.bevestigingen(sessie, lijst.id)
    return next((r for r in rijen if r.partij == partij and r.bericht_id is None), None)
