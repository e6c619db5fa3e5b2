"""How far it is with what goes to several parties: of each of its messages, whether it rests."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.partij.voortgang.bron import Voortgang, Voortgangbron
from shared.verzenden.stukken import opslag
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus

_IN_BEWEGING: Final = (
    Verzendstatus.WACHTEND, Verzendstatus.ONDERWEG, Verzendstatus.BEWIJS_ONVOLDOENDE
)  # fmt: skip


def hoe_ver(sessie: Session, berichten: Collection[str]) -> Voortgang:
    """What a person gives up, or may not give, is done too: it came to nothing."""
    rijen = sessie.execute(
        select(UitgaandRij.status, UitgaandRij.bijgewerkt_op).where(
            UitgaandRij.bericht_id.in_(berichten)
        )
    ).all()
    over = sum(status in _IN_BEWEGING for status, _ in rijen)
    klaar_op = None if over or not rijen else max(op for _, op in rijen)
    return Voortgang(over, klaar_op, sum(status in opslag.NOOIT for status, _ in rijen))


def _gegeven(sessie: Session, stuk: str) -> list[str]:
    return [rij.bericht_id for rij in opslag.berichten(sessie, stuk)]


def _teruggenomen(sessie: Session, stuk: str) -> list[str]:
    return [rij.intrekking for rij in opslag.berichten(sessie, stuk) if rij.intrekking]


GEEFVOORTGANG: Final = Voortgangbron(
    soort="stuk",
    titel="Een stuk geven",
    eenheid=("partij", "partijen"),
    gedaan="gevraagd",
    mislukt=("kreeg het niet", "kregen het niet"),
    resultaat="/stukken/{}",
    kijk=lambda sessie, stuk: hoe_ver(sessie, _gegeven(sessie, stuk)),
    tel=lambda sessie, stuk: len(_gegeven(sessie, stuk)),
)
INTREKVOORTGANG: Final = Voortgangbron(
    soort="stukintrekking",
    titel="Een stuk terugnemen",
    eenheid=("partij", "partijen"),
    gedaan="gevraagd",
    mislukt=("nam het niet aan", "namen het niet aan"),
    resultaat="/stukken/{}",
    kijk=lambda sessie, stuk: hoe_ver(sessie, _teruggenomen(sessie, stuk)),
    tel=lambda sessie, stuk: len(_teruggenomen(sessie, stuk)),
)
