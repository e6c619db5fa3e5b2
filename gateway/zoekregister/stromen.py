"""Who gave whom how often, per step, and how often it was held back: one count of a selection."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from gateway.zoekregister.bits import uit_bytes
from gateway.zoekregister.selectie import Selectie
from gateway.zoekregister.tabellen import ZoekbitsRij, ZoektermRij
from gateway.zoekregister.termen import BESLUIT, TOEGESTAAN

_STAP, _AFZENDER, _ONTVANGER = "stap", "afzender", "ontvanger"
_ZIJDEN = (_STAP, _AFZENDER, _ONTVANGER, BESLUIT)
_TERM, _BITS = ZoektermRij.__table__.c, ZoekbitsRij.__table__.c
_LEES = (
    select(_TERM.soort, _TERM.waarde, _BITS.blok, _BITS.bits)
    .join_from(ZoektermRij.__table__, ZoekbitsRij.__table__, _BITS.term == _TERM.term)
    .where(
        _TERM.soort.in_(_ZIJDEN),
        _BITS.blok >= bindparam("eerste"),
        _BITS.blok <= bindparam("laatste"),
    )
)
_Zijde = Mapping[str | None, int]


@dataclass(frozen=True, slots=True)
class Stroom:
    """From one party to another in one step (None: outside any)."""

    stap: int | None
    afzender: str
    ontvanger: str
    toegestaan: int
    geweigerd: int


def tel_stromen(verbinding: Connection, selectie: Selectie) -> list[Stroom]:
    """Every pair of parties that occurs, by step; together they are all that was selected."""
    gekozen = {blok.nummer: blok.bits for blok in selectie.blokken()}
    geteld: Counter[tuple[str | None, str, str, bool]] = Counter()
    for nummer, bits in gekozen.items():
        _tel_blok(geteld, bits, _zijden(verbinding, nummer, bits))
    rijen = {sleutel[:3] for sleutel in geteld}
    return [
        Stroom(
            None if stap is None else int(stap),
            afzender,
            ontvanger,
            geteld[stap, afzender, ontvanger, True],
            geteld[stap, afzender, ontvanger, False],
        )
        for stap, afzender, ontvanger in sorted(rijen, key=lambda rij: (rij[0] or "", *rij[1:]))
    ]


def _zijden(verbinding: Connection, blok: int, bits: int) -> dict[str, dict[str | None, int]]:
    """By kind of term each value with the selected decisions that have it."""
    zijden: dict[str, dict[str | None, int]] = defaultdict(dict)
    for soort, waarde, _, ruw in verbinding.execute(_LEES, {"eerste": blok, "laatste": blok}):
        samen = uit_bytes(bytes(ruw)) & bits
        if samen:
            zijden[soort][waarde] = samen
    over = bits
    for samen in zijden[_STAP].values():
        over &= ~samen
    if over:
        zijden[_STAP][None] = over
    return zijden


def _tel_blok(
    geteld: Counter[tuple[str | None, str, str, bool]], bits: int, zijden: Mapping[str, _Zijde]
) -> None:
    door = zijden.get(BESLUIT, {}).get(TOEGESTAAN, 0)
    for stap, in_stap in zijden[_STAP].items():
        for afzender, van in zijden.get(_AFZENDER, {}).items():
            for ontvanger, naar in zijden.get(_ONTVANGER, {}).items():
                samen = bits & in_stap & van & naar
                if samen:
                    paar = (stap, str(afzender), str(ontvanger))
                    geteld[*paar, True] += (samen & door).bit_count()
                    geteld[*paar, False] += (samen & ~door).bit_count()
