"""How an official could be reached goes with his name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.contact.tabellen import AutorisatiecontactRij
from shared.bestand.toegang.tabellen import AutorisatieRij
from shared.convenant.bewaren.oordeel import Ding
from shared.partij.bewaring.bron import AUTORISATIE, Bewaarblik, Bewaring, wis


def _contacten(blik: Bewaarblik) -> Iterator[Ding]:
    rij = AutorisatieRij
    vraag = select(rij.id, rij.geldig_tot).join(
        AutorisatiecontactRij, AutorisatiecontactRij.autorisatie_id == rij.id
    )
    if blik.voor is not None:
        vraag = vraag.where(rij.geldig_tot <= blik.voor)
    for kenmerk, tot in blik.sessie.execute(vraag):
        yield Ding(kenmerk, AUTORISATIE, {"geldigTot": tot})


def _wis(sessie: Session, ids: Sequence[str]) -> int:
    return wis(sessie, AutorisatiecontactRij.autorisatie_id, ids)


CONTACTEN = Bewaring(AUTORISATIE, (AutorisatiecontactRij,), _contacten, _wis)
