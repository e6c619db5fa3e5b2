"""What came of giving a stuk: its messages, and whether any of them will ever arrive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.partij.gatewayfouten import ToetsingWeigert
from shared.verzenden.fouten import NietBezorgd
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.tabellen import StukberichtRij
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus

_LOOPT = (Verzendstatus.WACHTEND, Verzendstatus.ONDERWEG, Verzendstatus.BEWIJS_ONVOLDOENDE)


def verzonden(sessie: Session, berichten: Sequence[StukberichtRij]) -> dict[str, UitgaandRij]:
    """The messages and their withdrawals, by id."""
    namen = {naam for een in berichten for naam in (een.bericht_id, een.intrekking) if naam}
    vraag = select(UitgaandRij).where(UitgaandRij.bericht_id.in_(namen))
    return {rij.bericht_id: rij for rij in sessie.scalars(vraag)}


def eis_gegeven(sessie: Session, stuk_id: str) -> bool:
    """Whether everything about a stuk that was just given is at rest.

    Raises ``ToetsingWeigert`` when every receiver was refused it, ``NietBezorgd`` when no message
    will ever arrive.
    """
    berichten = opslag.berichten(sessie, stuk_id)
    per_id = verzonden(sessie, berichten)
    laatste = [
        per_id[een.intrekking or een.bericht_id] for een in berichten if een.ingetrokken_op is None
    ]
    _eis_een_gegeven(laatste)
    return all(een.status not in _LOOPT for een in laatste)


def _eis_een_gegeven(berichten: Sequence[UitgaandRij]) -> None:
    besluiten: list[Mapping[str, object]] = [
        een.besluit or {} for een in berichten if een.status == Verzendstatus.GEWEIGERD
    ]
    door_toetsing = [een for een in besluiten if een.get("redenen")]
    if berichten and len(door_toetsing) == len(berichten):
        een = berichten[0]
        raise ToetsingWeigert(een.besluit or {}, een.bladnummer, een.bericht_id)
    if berichten and all(een.status == Verzendstatus.DOOD for een in berichten):
        een = berichten[0]
        raise NietBezorgd(een.laatste_fout or "Het bericht is niet bezorgd.", een.bericht_id)
