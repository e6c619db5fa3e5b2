"""Lists of names, from the party's own file."""

from __future__ import annotations

from collections.abc import Iterator

from shared.partij.poorten.tijdlijnbron import Tijdlijnblik, Tijdlijnbron, uit
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit
from shared.zaak.lijsten import opslag
from shared.zaak.lijsten.tabellen import LijstbevestigingRij, NamenlijstRij

_LIJSTEN = uit("lijst-opgesteld", "lijst-vastgesteld", "lijst-opgeruimd", "bevestiging")


def _lijsten(blik: Tijdlijnblik) -> Iterator[Tijdlijnfeit]:
    for lijst in opslag.lijsten(blik.sessie, blik.groep):
        yield from _lijst(blik, lijst)
        for rij in opslag.bevestigingen(blik.sessie, lijst.id):
            yield from _bevestiging(blik, lijst, rij)


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


LIJSTFEITEN = Tijdlijnbron(_LIJSTEN, _lijsten)
