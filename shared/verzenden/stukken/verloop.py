"""How a version of a stuk goes on: it counts, is replaced, taken back, or destroyed elsewhere.

Called in the transaction of what made it so; never commits.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.weigering import APART
from shared.verzenden.stukken import antwoorden, opslag
from shared.verzenden.stukken.begrippen import TELDE, Richting, Stukstand
from shared.verzenden.stukken.tabellen import GroepsstukRij, StukberichtRij
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus


def laat_gelden(sessie: Session, rij: GroepsstukRij) -> bool:
    """From now on it counts, in the place of earlier versions; False when a later one did before.

    A later version that was taken back does not give its place away: whoever takes that back takes
    back the stuk.
    """
    anderen = [een for een in opslag.keten(sessie, rij) if een.id != rij.id]
    later = [een for een in anderen if een.stand in TELDE and _plek(een) > _plek(rij)]
    if later:
        rij.stand, rij.vervangen_door = Stukstand.VERVANGEN, later[0].id
        return False
    rij.stand = Stukstand.GELDT
    for een in anderen:
        if een.stand == Stukstand.GELDT:
            een.stand, een.vervangen_door = Stukstand.VERVANGEN, rij.id
    return True


def aangekomen(sessie: Session, bericht: UitgaandRij, nu: datetime) -> None:
    """A message arrived: the stuk it brought, if any, counts."""
    gevonden = opslag.van_bericht(sessie, bericht.bericht_id)
    if gevonden is None:
        return
    stuk, rij = gevonden
    rij.afgeleverd_op, rij.apart = nu, _is_apart(bericht)
    geldt = True
    if stuk.stand in (Stukstand.ONDERWEG, Stukstand.NIET_GEGEVEN):
        geldt = laat_gelden(sessie, stuk)
    if geldt and rij.meldt is not None:
        antwoorden.leg_vast(sessie, bericht.kop, antwoorden.Antwoord.uit_json(rij.meldt), nu)


def niet_aangekomen(sessie: Session, bericht: UitgaandRij, nu: datetime) -> None:
    """A message came to rest without arriving: refused, or given up."""
    teruggenomen = opslag.van_bericht(sessie, bericht.in_reactie_op)
    if teruggenomen is not None and teruggenomen[1].intrekking == bericht.bericht_id:
        _intrekking_stuit(sessie, *teruggenomen, nu)
    gevonden = opslag.van_bericht(sessie, bericht.bericht_id)
    if gevonden is None:
        return
    stuk, _ = gevonden
    if stuk.stand == Stukstand.ONDERWEG and all(
        sessie.get_one(UitgaandRij, een.bericht_id).status in opslag.NOOIT
        for een in opslag.berichten(sessie, stuk.id)
    ):
        stuk.stand = Stukstand.NIET_GEGEVEN


def intrekking_aangekomen(sessie: Session, kop: Mapping[str, Any], nu: datetime) -> None:
    """What was given is taken back with this receiver."""
    gevonden = opslag.van_bericht(sessie, kop["inReactieOp"])
    if gevonden is not None and not kop["onderdelen"]:
        _neem_terug(sessie, *gevonden, nu)


def vernietigd(sessie: Session, kop: Mapping[str, Any], nu: datetime) -> None:
    """A receiver said which messages it destroyed: what it got with them it has no more."""
    for bericht_id in sorted(kop["vernietigd"]["berichten"]):
        gevonden = opslag.van_bericht(sessie, bericht_id)
        if gevonden is None or gevonden[1].partij != kop["afzender"]:
            continue
        stuk, rij = gevonden
        rij.vernietigd_op = rij.vernietigd_op or nu
        antwoorden.neem_terug(sessie, bericht_id)
        if stuk.stand == Stukstand.GELDT and _bij_niemand(sessie, stuk):
            stuk.stand = Stukstand.VERNIETIGD


def bewaar_niet(sessie: Session, van: str, onderwerp: str) -> None:
    """What this stuk was kept for here is deleted: no version of it stays, and its giver hears."""
    vraag = select(GroepsstukRij).where(
        GroepsstukRij.richting == Richting.IN,
        GroepsstukRij.van == van,
        GroepsstukRij.onderwerp == onderwerp,
        GroepsstukRij.stand.in_(TELDE),
    )
    for rij in sessie.scalars(vraag):
        rij.stand = Stukstand.VERNIETIGD


def _plek(rij: GroepsstukRij) -> tuple[int, str]:
    return rij.versie, rij.id


def _is_apart(bericht: UitgaandRij) -> bool:
    """Whether the receiver said that a text in it points at somebody."""
    ontvangst = (bericht.antwoord or {}).get("ontvangst") or {}
    return bool(json.loads(ontvangst.get("inhoud", "{}")).get("reden") == APART)


def _intrekking_stuit(
    sessie: Session, stuk: GroepsstukRij, rij: StukberichtRij, nu: datetime
) -> None:
    """What was taken out of the queue before it arrived has nothing to take back at the other."""
    if sessie.get_one(UitgaandRij, rij.bericht_id).status == Verzendstatus.VERVALLEN:
        _neem_terug(sessie, stuk, rij, nu)


def _neem_terug(sessie: Session, stuk: GroepsstukRij, rij: StukberichtRij, nu: datetime) -> None:
    rij.ingetrokken_op = rij.ingetrokken_op or nu
    antwoorden.neem_terug(sessie, rij.bericht_id)
    if stuk.ingetrokken_op is None and _bij_niemand(sessie, stuk):
        stuk.stand, stuk.ingetrokken_op = Stukstand.INGETROKKEN, nu


def _bij_niemand(sessie: Session, stuk: GroepsstukRij) -> bool:
    """Whether no receiver has it (any more), and none will get it."""
    return all(
        een.ingetrokken_op is not None
        or een.vernietigd_op is not None
        or sessie.get_one(UitgaandRij, een.bericht_id).status
        in (Verzendstatus.GEWEIGERD, Verzendstatus.DOOD)
        for een in opslag.berichten(sessie, stuk.id)
    )
