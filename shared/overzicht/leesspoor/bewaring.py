"""Who looked into the trail is reading too, and stays as long (F7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.convenant.bewaren.oordeel import Ding
from shared.convenant.termijnen import datum_nl
from shared.overzicht.leesspoor.tabellen import LeesspoorvraagRij
from shared.partij.bewaring.bron import LEZING, Bewaarblik, Bewaring, wis


def _vragen(blik: Bewaarblik) -> Iterator[Ding]:
    rij = LeesspoorvraagRij
    for kenmerk, op, persoon in blik.sessie.execute(select(rij.id, rij.tijdstip, rij.persoon_id)):
        yield Ding(kenmerk, LEZING, {"gelezen": datum_nl(op)}, persoon=persoon)


def _wis(sessie: Session, ids: Sequence[str]) -> int:
    return wis(sessie, LeesspoorvraagRij.id, ids)


VRAGEN = Bewaring(LEZING, (LeesspoorvraagRij,), _vragen, _wis)
