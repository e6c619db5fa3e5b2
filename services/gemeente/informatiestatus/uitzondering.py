"""What makes an exception to informing hold: necessity and weighing, of one person (J3). Pure.

An exception is of one person: what was written for another says nothing about this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from services.gemeente.informatiestatus.vormen import InformatiestatusInvoer
from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import Termijn, plus
from shared.web.meldingen import Invoerfout

_VEREIST: Mapping[str, tuple[str, ...]] = {
    "open": (),
    "geinformeerd": ("geinformeerd_op", "wijze"),
    "uitzondering": ("grond", "herbeoordeling", "toelichting"),
}
_PADEN = {
    "geinformeerd_op": "/geinformeerdOp",
    "wijze": "/wijze",
    "grond": "/grond",
    "herbeoordeling": "/herbeoordeling",
    "toelichting": "/toelichting",
}
GELIJK = (
    "is gelijk aan wat u of een collega bij een ander schreef; een uitzondering gaat over een "
    "persoon, zeg waarom zij bij deze nodig is"
)


def regels(
    invoer: InformatiestatusInvoer, vandaag: date, convenant: Convenantregels
) -> list[Invoerfout]:
    """Every rule a status breaks today."""
    return [
        *_velden(invoer),
        *_dagen(invoer, vandaag, convenant.herbeoordelen_binnen),
        *_afweging(invoer, convenant.uitzonderingspunten.get(invoer.grond or "", {})),
    ]


def kaal(tekst: str | None) -> str:
    """A text without what does not count: capitals, spaces and marks."""
    return "".join(teken for teken in (tekst or "").casefold() if teken.isalnum())


def _velden(invoer: InformatiestatusInvoer) -> Iterator[Invoerfout]:
    for veld, pad in _PADEN.items():
        ingevuld, vereist = getattr(invoer, veld) is not None, veld in _VEREIST[invoer.status]
        if vereist and not ingevuld:
            yield Invoerfout(pad, f"ontbreekt bij status {invoer.status}")
        if ingevuld and not vereist and veld != "toelichting":
            yield Invoerfout(pad, f"hoort niet bij status {invoer.status}")


def _dagen(invoer: InformatiestatusInvoer, vandaag: date, binnen: Termijn) -> Iterator[Invoerfout]:
    if invoer.geinformeerd_op is not None and invoer.geinformeerd_op > vandaag:
        yield Invoerfout("/geinformeerdOp", "ligt in de toekomst")
    if invoer.herbeoordeling is not None and invoer.herbeoordeling <= vandaag:
        yield Invoerfout("/herbeoordeling", "moet in de toekomst liggen")
    uiterlijk = plus(vandaag, binnen)
    if invoer.herbeoordeling is not None and invoer.herbeoordeling > uiterlijk:
        yield Invoerfout("/herbeoordeling", f"mag uiterlijk {uiterlijk.isoformat()} zijn")


def _afweging(invoer: InformatiestatusInvoer, punten: Mapping[str, str]) -> Iterator[Invoerfout]:
    gewogen = invoer.afweging or {}
    if not punten and invoer.afweging is not None:
        yield Invoerfout("/afweging", "hoort niet bij deze status of grond")
        return
    for code, titel in punten.items():
        if code not in gewogen:
            yield Invoerfout(f"/afweging/{code}", f"ontbreekt; weeg {titel}")
    for code in sorted(set(gewogen) - set(punten)):
        yield Invoerfout(f"/afweging/{code}", f"is hier onbekend; wel: {', '.join(punten)}")
