"""Lists of names, destruction, meetings and tasks, from the party's own file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from shared.bericht.tijd import lees_utc
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, uit
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit
from shared.verzenden.uitbak.tabellen import UitgaandRij, UitingRij, Uitingstand, Verzendstatus
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.begrippen import Grond
from shared.zaak.lijsten.tabellen import LijstbevestigingRij, NamenlijstRij, OpruimingRij
from shared.zaak.overleg.opslag import gepland_over, versies
from shared.zaak.taken.tabellen import TaakRij, TaakverloopRij

_LIJSTEN = uit(
    "lijst-opgesteld", "lijst-vastgesteld", "lijst-ontvangen", "lijst-opgeruimd", "vernietiging",
    "bevestiging",
)  # fmt: skip
_OVERLEG = uit(
    "overleg", "overleg-afgelast", "verslag", "mondeling-gedeeld", "mondeling-niet-gedeeld",
    "mondeling-zonder-toestemming",
)  # fmt: skip
_TAKEN = uit("taak")
_BEVESTIGD = Uitingstand.BEVESTIGD


def _lijsten(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    for lijst in opslag.lijsten(blik.sessie, blik.groep):
        yield from _lijst(blik, lijst)
        for rij in opslag.bevestigingen(blik.sessie, lijst.id):
            yield from _bevestiging(blik, lijst, rij)
    for opruiming in blik.sessie.scalars(
        select(OpruimingRij).where(OpruimingRij.groep == blik.groep)
    ):
        yield from _opruiming(blik, opruiming)


def _lijst(blik: Tijdlijnblik, lijst: NamenlijstRij) -> Iterator[Tijdlijnfeit]:
    pad = f"/groepen/{blik.groep}/namenlijsten/{lijst.id}"
    woorden = {"lijst": f"{lijst.soort}lijst"}
    yield _LIJSTEN["lijst-opgesteld"].feit(
        lijst.id, lijst.opgesteld_op, door=lijst.opgesteld_door, pad=pad, woorden=woorden
    )
    if lijst.vastgesteld_op is not None:
        yield _LIJSTEN["lijst-vastgesteld"].feit(
            lijst.id, lijst.vastgesteld_op, door=lijst.vastgesteld_door, pad=pad
        )
    if lijst.opgeruimd_op is not None:
        yield _LIJSTEN["lijst-opgeruimd"].feit(
            lijst.id, lijst.opgeruimd_op, pad=pad, woorden=woorden
        )


def _bevestiging(
    blik: Tijdlijnblik, lijst: NamenlijstRij, rij: LijstbevestigingRij
) -> Iterator[Tijdlijnfeit]:
    if rij.bevestigd_op is not None:
        yield _LIJSTEN["bevestiging"].feit(
            f"{lijst.id}:{rij.partij}",
            rij.bevestigd_op,
            partij=rij.partij,
            pad=f"/groepen/{blik.groep}/namenlijsten/{lijst.id}/bevestigingen",
            woorden={"partij": blik.naam(rij.partij)},
        )


def _opruiming(blik: Tijdlijnblik, rij: OpruimingRij) -> Iterator[Tijdlijnfeit]:
    """What was destroyed stays as numbers: of whom it was, nobody can say any more."""
    if rij.van is not None and rij.grond == Grond.NETTOLIJST:
        yield _LIJSTEN["lijst-ontvangen"].feit(
            rij.id, rij.gemaakt_op, partij=rij.van, woorden={"partij": blik.naam(rij.van)}
        )
    if rij.gedaan_op is not None:
        yield _LIJSTEN["vernietiging"].feit(
            rij.id,
            rij.gedaan_op,
            pad=f"/groepen/{blik.groep}/vernietigingen",
            aantallen=rij.aantallen or {},
        )


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


def _taken(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    vraag = (
        select(TaakverloopRij)
        .join(TaakRij, TaakRij.id == TaakverloopRij.taak)
        .where(TaakRij.groep == blik.groep)
    )
    for rij in blik.sessie.scalars(vraag):
        yield _TAKEN["taak"].feit(
            f"{rij.taak}:{rij.versie:06}",
            rij.tijdstip,
            door=rij.door,
            pad=f"/taken/{rij.taak}",
            woorden={"handeling": rij.handeling},
        )


LIJSTEN = Tijdlijnbron(_LIJSTEN, _lijsten)
OVERLEG = Tijdlijnbron(_OVERLEG, _overleg)
TAKEN = Tijdlijnbron(_TAKEN, _taken)
