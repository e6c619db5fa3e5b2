"""The lines of a verslag: which personal data were shared, with whom, on what ground. Pure.

They name kinds and pseudonyms, never what was said (covenant 6.2 and 6.4; readings E7 and F2). What
was said and what was heard is the gateway's register of this party's uitingen, laid beside the own
file: the koppen come from the own file only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.zaak.overleg.vormen import (
    GedeeldUit,
    UitingstandUit,
    VerslagberichtUit,
    VerslagregelUit,
)

Kop = Mapping[str, Any]

_TOEGESTAAN = "toegestaan"


@dataclass(frozen=True)
class Verteld:
    """What is known of words that were spoken; ``None`` where nobody here knows."""

    gezegd_op: datetime | None
    door: str | None
    berichten: tuple[str, ...]
    zonder_toestemming: bool | None
    bladnummer: int | None


@dataclass(frozen=True)
class Eigengezegd:
    """An uiting of this party, from its own file. ``koppen``: of all its messages, in order.

    ``verteld``: it was told here, and the gateway heard it. ``wacht``: it is under way: told and
    not heard, or not decided on yet.
    """

    uiting: str
    groep: str
    koppen: tuple[Kop, ...]
    mocht: frozenset[str]
    verteld: Verteld | None
    wacht: bool


@dataclass(frozen=True)
class Gehoord:
    """What came in here: koppen by id, and of which of them the content followed."""

    koppen: Mapping[str, Kop]
    afgeleverd: frozenset[str]


@dataclass(frozen=True)
class Regels:
    """The lines of a meeting or of calls."""

    gezegd: tuple[VerslagregelUit, ...]
    gehoord: tuple[VerslagregelUit, ...]
    niet_gezegd: tuple[VerslagregelUit, ...]


def stel_regels_op(
    partij: str,
    standen: Iterable[UitingstandUit],
    open_: Iterable[str],
    eigen: Sequence[Eigengezegd],
    gehoord: Gehoord,
) -> Regels:
    """What this party said, heard, and what was not said after all.

    ``open_``: marks of what is not told of yet; that is in none of them.
    """
    alle = {een.uiting: een for een in standen}
    van_ander = [een for een in alle.values() if een.afzender != partij]
    nog_open = set(open_) | {een.uiting for een in eigen if een.wacht}
    hier = {een.uiting for een in eigen}
    verloren = [
        Eigengezegd(een.uiting, een.groep or "", (), frozenset(), None, wacht=False)
        for een in alle.values()
        if een.afzender == partij and een.uiting not in hier
    ]
    gezegd, niet = [], []
    for een in (*eigen, *verloren):
        verteld = een.verteld or _verteld(alle.get(een.uiting))
        if verteld is not None:
            koppen = [kop for kop in een.koppen if kop["id"] in verteld.berichten]
            gezegd.append(_regel(een.uiting, partij, een.groep, koppen, verteld))
        elif een.uiting not in nog_open and een.mocht:
            koppen = [kop for kop in een.koppen if kop["id"] in een.mocht]
            niet.append(_regel(een.uiting, partij, een.groep, koppen, None))
    van_anderen, ook_niet = _van_anderen(van_ander, nog_open, gehoord)
    return Regels(
        tuple(sorted(gezegd, key=_volgorde)),
        tuple(sorted([*van_anderen, *_buiten_register(alle, gehoord)], key=_volgorde)),
        tuple(sorted([*niet, *ook_niet], key=_volgorde)),
    )


def leesbaar(
    regels: Iterable[VerslagregelUit],
    in_taak: Callable[[str], bool],
    leest: Callable[[str], bool],
    beperkt: Set[str],
) -> tuple[list[VerslagregelUit], int]:
    """The lines as somebody reads them, and how many data are left out of them.

    Left out and counted is every kind of data that the function does not read, and what is about
    somebody whose data are restricted (``beperkt``: his pseudonyms). What is about a
    group outside the task is not counted either: how much there is of it is not for him.
    """
    uit, weg = [], 0
    for regel in regels:
        if regel.groep is not None and not in_taak(regel.groep):
            continue
        berichten = []
        for bericht in regel.berichten:
            over = [
                deel
                for deel in bericht.gedeeld
                if leest(deel.gegevenssoort) and deel.betrokkene not in beperkt
            ]
            weg += len(bericht.gedeeld) - len(over)
            berichten.append(bericht.model_copy(update={"gedeeld": over}))
        uit.append(regel.model_copy(update={"berichten": berichten}))
    return uit, weg


def genoemd_in(regels: Iterable[VerslagregelUit]) -> set[str]:
    """The pseudonyms of everybody about whom something was shared in these lines."""
    return {
        deel.betrokkene
        for regel in regels
        for bericht in regel.berichten
        for deel in bericht.gedeeld
    }


def _van_anderen(
    standen: Iterable[UitingstandUit], nog_open: set[str], gehoord: Gehoord
) -> tuple[list[VerslagregelUit], list[VerslagregelUit]]:
    gezegd, niet = [], []
    for stand in standen:
        verteld = _verteld(stand)
        mocht = [een.id for een in stand.berichten if een.besluit == _TOEGESTAAN]
        welke = mocht if verteld is None else list(verteld.berichten)
        koppen = [gehoord.koppen[een] for een in welke if een in gehoord.koppen]
        regel = _regel(stand.uiting, stand.afzender, stand.groep, koppen, verteld)
        if verteld is not None:
            gezegd.append(regel)
        elif stand.uiting not in nog_open and mocht:
            niet.append(regel)
    return gezegd, niet


def _buiten_register(
    standen: Mapping[str, UitingstandUit], gehoord: Gehoord
) -> Iterable[VerslagregelUit]:
    """What came in here and the gateway does not mention: it stands on the own file alone."""
    for kop in gehoord.koppen.values():
        if kop["id"] in gehoord.afgeleverd and kop["uiting"] not in standen:
            niets = Verteld(None, None, (kop["id"],), None, None)
            yield _regel(kop["uiting"], kop["afzender"], kop["groep"], [kop], niets)


def _verteld(stand: UitingstandUit | None) -> Verteld | None:
    if stand is None or stand.gezegd is None:
        return None
    gezegd = stand.gezegd
    return Verteld(
        gezegd.gezegd_op, None, tuple(gezegd.berichten), gezegd.zonder_toestemming,
        gezegd.bladnummer,
    )  # fmt: skip


def _regel(
    uiting: str, afzender: str, groep: str | None, koppen: Sequence[Kop], verteld: Verteld | None
) -> VerslagregelUit:
    wie = None if verteld is None else verteld.door
    if wie is None and koppen:
        wie = koppen[0]["medewerker"]
    return VerslagregelUit(
        uiting=uiting,
        afzender=afzender,
        groep=groep,
        medewerker=wie,
        gezegd_op=None if verteld is None else verteld.gezegd_op,
        zonder_toestemming=None if verteld is None else verteld.zonder_toestemming,
        bladnummer=None if verteld is None else verteld.bladnummer,
        berichten=[_bericht(kop) for kop in koppen],
    )


def _bericht(kop: Kop) -> VerslagberichtUit:
    return VerslagberichtUit(
        bericht=kop["id"],
        ontvanger=kop["ontvanger"],
        ontvangende_medewerker=kop["ontvangendeMedewerker"],
        doel=kop["doel"],
        gedeeld=[
            GedeeldUit(**{naam: deel[naam] for naam in GedeeldUit.model_fields})
            for deel in kop["onderdelen"]
        ],
    )


def _volgorde(regel: VerslagregelUit) -> tuple[str, str]:
    """By when it was said; what was not said, or nobody knows when, by its mark."""
    return ("" if regel.gezegd_op is None else regel.gezegd_op.isoformat(), regel.uiting)
