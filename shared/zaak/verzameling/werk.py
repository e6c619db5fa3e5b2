"""What awaits a second: somebody leaves something out of what a betrokkene gets."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from shared.partij.poorten.werkbron import Werkblik, Werkbron, uit
from shared.partij.poorten.werkstuk import Werkstuk
from shared.zaak.rechten.tabellen import RechtenverzoekRij
from shared.zaak.verzameling.tabellen import RechtafschriftRij

_WEGLATEN = "rechtenverzoek-weglaten"
_SOORTEN = uit(_WEGLATEN)


def _werk(blik: Werkblik) -> Iterator[Werkstuk]:
    vraag = (
        select(RechtenverzoekRij, RechtafschriftRij)
        .join(RechtafschriftRij, RechtafschriftRij.verzoek == RechtenverzoekRij.id)
        .where(
            RechtafschriftRij.voorgesteld_door.is_not(None),
            RechtafschriftRij.voorgesteld_door != blik.wie,
            RechtafschriftRij.nagekeken_op.is_(None),
        )
        .order_by(RechtenverzoekRij.id)
    )
    for rij, afschrift in blik.sessie.execute(vraag):
        yield _SOORTEN[_WEGLATEN].stuk(
            rij.id,
            sinds=afschrift.opgesteld_op,
            pad=f"/rechtenverzoeken/{rij.id}/afschrift",
            uiterlijk=rij.klok,
            recht=blik.regels.betrokkenenrechten.soorten.get(rij.recht, rij.recht),
        )


WEGLATEN = Werkbron(_SOORTEN, _werk)
