"""Meetings, and what was said, from the party's own file and the gateway."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from shared.bericht.tijd import lees_utc
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, uit
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit
from shared.verzenden.tabellen import UitgaandRij, UitingRij, Uitingstand, Verzendstatus
from shared.zaak.overleg.opslag import gepland_over, versies

_OVERLEG = uit(
    "overleg", "overleg-afgelast", "verslag", "mondeling-gedeeld", "mondeling-niet-gedeeld",
    "mondeling-zonder-toestemming",
)  # fmt: skip


_BEVESTIGD = Uitingstand.BEVESTIGD


def _overleg(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    for document in _overleggen(blik):
        code = "overleg-afgelast" if document["afgelast"] else "overleg"
        kenmerk = str(document["id"])
        yield _OVERLEG[code].feit(
            kenmerk,
            lees_utc(document["begin"]),
            partij=document["partij"],
            pad=f"/overleggen/{kenmerk}",
        )
        for verslag in versies(blik.sessie, kenmerk):
            yield _OVERLEG["verslag"].feit(
                kenmerk,
                verslag.vastgesteld_op,
                door=verslag.vastgesteld_door,
                pad=f"/overleggen/{kenmerk}/verslag?versie={verslag.versie}",
                volg=str(verslag.versie),
            )
    yield from _gezegd(blik)


def _overleggen(blik: Tijdlijnblik) -> Iterator[Mapping[str, Any]]:
    """As the gateway has them; what this party planned itself while nobody can say."""
    if blik.overleggen is not None:
        yield from blik.overleggen
        return
    for rij in blik.sessie.scalars(gepland_over(blik.groep)):
        yield {**rij.document, "id": rij.id}


def _gezegd(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    """What came of what was to be said, for each who would hear it."""
    vraag = (
        select(UitingRij, UitgaandRij)
        .join(UitgaandRij, UitgaandRij.uiting == UitingRij.id)
        .where(UitingRij.groep == blik.groep)
    )
    for uiting, bericht in blik.sessie.execute(vraag):
        gezegd = bericht.bericht_id in (uiting.gezegd or ()) and uiting.stand == _BEVESTIGD
        if gezegd and uiting.zonder_toestemming:
            yield _uitkomst(blik, "mondeling-zonder-toestemming", uiting, bericht)
        elif gezegd:
            yield _uitkomst(blik, "mondeling-gedeeld", uiting, bericht)
        elif bericht.status == Verzendstatus.VERVALLEN:
            yield _uitkomst(blik, "mondeling-niet-gedeeld", uiting, bericht)


def _uitkomst(
    blik: Tijdlijnblik, code: str, uiting: UitingRij, bericht: UitgaandRij
) -> Tijdlijnfeit:
    return _OVERLEG[code].feit(
        bericht.bericht_id,
        uiting.gezegd_op or bericht.bijgewerkt_op,
        partij=bericht.ontvanger,
        door=uiting.gezegd_door or uiting.bevestigd_door,
        pad=f"/uitingen/{uiting.id}",
        woorden={"partij": blik.naam(bericht.ontvanger)},
    )


OVERLEGFEITEN = Tijdlijnbron(_OVERLEG, _overleg)
