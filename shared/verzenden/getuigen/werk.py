"""Work of who watches the log."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.verzenden.getuigen.tabellen import LogalarmRij

_ALARMEN = uit("logalarm")


def _alarmen(blik: Werkblik) -> Iterator[Werkstuk]:
    for rij in blik.sessie.scalars(select(LogalarmRij).where(LogalarmRij.erkend_op.is_(None))):
        yield _ALARMEN["logalarm"].stuk(rij.id, sinds=rij.tijdstip, pad=f"/logalarmen/{rij.id}")


ALARMEN = Werkbron(_ALARMEN, _alarmen)
