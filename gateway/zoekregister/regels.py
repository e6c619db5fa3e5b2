"""Decisions as lines of a result: what a list shows, as of one size of the log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, bindparam, select

from gateway.zoekregister.tabellen import UitwisselingRij, ZoekgebeurtenisRij, ZoektermRij
from gateway.zoekregister.termen import AFLOOP, GEZEGD, INHOUD, LIJSTEN, OPGEVOLGD, VERVULD
from gateway.zoekregister.vraag import (
    GEZEGDEN,
    Gezegd,
    Inhoudstand,
    Uitkomst,
    inhoudstand_van,
    uitkomst_van,
)

EINDELOOS = 2**62
"""A size of the log that holds everything, whatever is written meanwhile."""

_DEEL = 500
_Stand = TypeVar("_Stand")


@dataclass(frozen=True, slots=True)
class Plichtstand:
    """A duty that came with a permission; `vervuld`: the leaf that shows it was met."""

    code: str
    uiterlijk: str | None
    vervuld: int | None


@dataclass(frozen=True, slots=True)
class Later(Generic[_Stand]):
    """What a later leaf says of a decision, and which leaf."""

    stand: _Stand
    bladnummer: int


@dataclass(frozen=True, slots=True)
class Regel:
    """One decision. `bevestiging`: the leaf of the last thing that came back on the message.

    `gezegd` and `inhoud`: of a message by mouth, whether it was said, and what came back on its
    content. `redenen`: of a refusal, as the decision gives them. `functie`: in which the official
    acted, as the gateway had it registered then.
    """

    bladnummer: int
    bericht: str
    tijdstip: datetime
    soort: str
    afzender: str
    ontvanger: str
    groep: str | None
    stap: int | None
    doel: str | None
    kanaal: str
    medewerker: str | None
    functie: str | None
    ontvangende_medewerker: str | None
    ontvangende_functie: str | None
    in_reactie_op: str | None
    besluit: str
    stuk: str | None
    overleg: str | None
    uiting: str | None
    uitkomst: Uitkomst
    bevestiging: int | None
    gezegd: Later[Gezegd] | None
    inhoud: Later[Inhoudstand] | None
    lijsten: dict[str, list[Any]]
    redenen: tuple[dict[str, Any], ...]
    plichten: tuple[Plichtstand, ...]


_KOLOMMEN = (
    "bladnummer", "bericht", "tijdstip", "soort", "afzender", "ontvanger", "groep", "stap",
    "doel", "kanaal", "medewerker", "ontvangende_medewerker", "in_reactie_op", "besluit",
    "stuk", "overleg", "uiting",
)  # fmt: skip
_Gebeurtenissen = dict[tuple[str, str], int]
_TABEL = UitwisselingRij.__table__
_LEES_REGELS = select(_TABEL).where(_TABEL.c.bladnummer.in_(bindparam("nummers", expanding=True)))
_GEBEURTENIS, _TERM = ZoekgebeurtenisRij.__table__, ZoektermRij.__table__
_LEES_GEBEURTENISSEN = (
    select(_GEBEURTENIS.c.uitwisseling, _GEBEURTENIS.c.bladnummer, _TERM.c.soort, _TERM.c.waarde)
    .join_from(_GEBEURTENIS, _TERM, _TERM.c.term == _GEBEURTENIS.c.term)
    .where(
        _GEBEURTENIS.c.uitwisseling.in_(bindparam("nummers", expanding=True)),
        _GEBEURTENIS.c.bladnummer < bindparam("grootte"),
    )
)


def lees_regels(verbinding: Connection, nummers: Sequence[int], grootte: int) -> list[Regel]:
    """The decisions with these leaf numbers, in this order."""
    regels: dict[int, Regel] = {}
    for begin in range(0, len(nummers), _DEEL):
        deel = list(nummers[begin : begin + _DEEL])
        gebeurd = _gebeurtenissen(verbinding, deel, grootte)
        for rij in verbinding.execute(_LEES_REGELS, {"nummers": deel}):
            regels[rij.bladnummer] = _regel(rij._mapping, gebeurd[rij.bladnummer])
    return [regels[nummer] for nummer in nummers if nummer in regels]


def nummers_van_bericht(
    verbinding: Connection, bericht: str, partij: str | None, grootte: int
) -> list[int]:
    """Leaf numbers of the decisions on a message that are the party's to see, ascending."""
    return _nummers(verbinding, UitwisselingRij.bericht == bericht, partij, grootte)


def nummers_van_uiting(
    verbinding: Connection, uiting: str, partij: str | None, grootte: int
) -> list[int]:
    """Leaf numbers of the decisions on what is said at once, that are the party's to see."""
    return _nummers(verbinding, UitwisselingRij.uiting == uiting, partij, grootte)


def nummers_van_gevolg(
    verbinding: Connection, bericht: str, bladen: Sequence[int], partij: str | None, grootte: int
) -> list[int]:
    """Leaf numbers of the decisions on messages that refer to this one, or are among `bladen`.

    Ascending; decisions on the message itself are left out.
    """
    rij = UitwisselingRij
    gevolg = (rij.in_reactie_op == bericht) | rij.bladnummer.in_(list(bladen))
    return _nummers(verbinding, gevolg & (rij.bericht != bericht), partij, grootte)


def bladen_na(verbinding: Connection, nummers: Sequence[int], grootte: int) -> list[int]:
    """Numbers of the later leaves by which something changed for these decisions, ascending."""
    rij = ZoekgebeurtenisRij
    vraag = select(rij.bladnummer).where(
        rij.uitwisseling.in_(list(nummers)), rij.bladnummer < grootte
    )
    return sorted(set(verbinding.scalars(vraag)))


def afloop_na(verbinding: Connection, nummers: Sequence[int], grootte: int) -> set[int]:
    """Numbers of the leaves of what came back on these decisions, and of what was said."""
    bladen: set[int] = set()
    for begin in range(0, len(nummers), _DEEL):
        deel = list(nummers[begin : begin + _DEEL])
        for gebeurd in _gebeurtenissen(verbinding, deel, grootte).values():
            bladen |= {
                blad
                for (soort, waarde), blad in gebeurd.items()
                if soort in (GEZEGD, INHOUD) or (soort == AFLOOP and waarde != OPGEVOLGD)
            }
    return bladen


def _nummers(
    verbinding: Connection,
    voorwaarde: ColumnElement[bool],
    partij: str | None,
    grootte: int,
) -> list[int]:
    rij = UitwisselingRij
    vraag = select(rij.bladnummer).where(voorwaarde, rij.bladnummer < grootte)
    if partij is not None:
        vraag = vraag.where((rij.afzender == partij) | (rij.ontvanger == partij))
    return list(verbinding.scalars(vraag.order_by(rij.bladnummer)))


def _gebeurtenissen(
    verbinding: Connection, nummers: list[int], grootte: int
) -> dict[int, _Gebeurtenissen]:
    gebeurd: dict[int, _Gebeurtenissen] = defaultdict(dict)
    vraag = {"nummers": nummers, "grootte": grootte}
    for uitwisseling, bladnummer, soort, waarde in verbinding.execute(_LEES_GEBEURTENISSEN, vraag):
        gebeurd[uitwisseling][soort, waarde] = bladnummer
    return gebeurd


def _regel(rij: Any, gebeurd: _Gebeurtenissen) -> Regel:  # noqa: ANN401 - een rij
    kenmerken = rij["kenmerken"]
    aflopen = {waarde: blad for (soort, waarde), blad in gebeurd.items() if soort == AFLOOP}
    bevestigingen = [blad for waarde, blad in aflopen.items() if waarde != OPGEVOLGD]
    return Regel(
        **{naam: rij[naam] for naam in _KOLOMMEN},
        functie=kenmerken["functies"].get("medewerker"),
        ontvangende_functie=kenmerken["functies"].get("ontvangendeMedewerker"),
        uitkomst=uitkomst_van(rij["besluit"], frozenset(aflopen)),
        bevestiging=max(bevestigingen, default=None),
        gezegd=_gezegd(gebeurd),
        inhoud=_inhoud(gebeurd),
        lijsten={naam: kenmerken[naam] for naam in LIJSTEN},
        redenen=tuple(kenmerken["redenen"]),
        plichten=tuple(
            Plichtstand(p["code"], p["uiterlijk"], gebeurd.get((VERVULD, p["code"])))
            for p in kenmerken["plichten"]
        ),
    )


def _gezegd(gebeurd: _Gebeurtenissen) -> Later[Gezegd] | None:
    bladen = {Gezegd(waarde): blad for (soort, waarde), blad in gebeurd.items() if soort == GEZEGD}
    hoe = next((een for een in GEZEGDEN if een in bladen), None)
    return None if hoe is None else Later(hoe, bladen[hoe])


def _inhoud(gebeurd: _Gebeurtenissen) -> Later[Inhoudstand] | None:
    bladen = {waarde: blad for (soort, waarde), blad in gebeurd.items() if soort == INHOUD}
    stand = inhoudstand_van(frozenset(bladen))
    return None if stand is None else Later(stand, max(bladen.values()))
