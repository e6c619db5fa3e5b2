"""Showing that a bundle of a period is whole: what lies before, after and between its leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from gateway.toegang.zicht import Raadpleger, mag_zien
from shared.bewijsbundel.vorm import (
    NA_DE_VRAAG,
    NIET_ZICHTBAAR,
    OPGESCHOOND,
    Dekking,
    Reeksen,
    Weglating,
)
from shared.logboek import opslag
from shared.logboek.bladen import lees_blad
from shared.logboek.lezer import Loglezer
from shared.logboek.opslag import LOG_BLAD

_PER_KEER = 200
_BLAD = LOG_BLAD.c


@dataclass(frozen=True, slots=True)
class Reeks:
    """The leaves of a period: numbers `eerste` up to but not including `eind`.

    `open`: the period is not over, so the run goes on to the end of the log.
    """

    periode: tuple[datetime, datetime]
    eerste: int
    eind: int
    open: bool

    @property
    def nummers(self) -> range:
        """Every number, whether its leaf may be seen or not."""
        return range(self.eerste, self.eind)


def reeks_van(
    verbinding: Connection, periode: tuple[datetime, datetime], nu: datetime
) -> Reeks | None:
    """The run of numbers that holds every leaf of the period; None when there is none."""
    van, tot = periode
    eerste, laatste = verbinding.execute(
        select(func.min(_BLAD.nummer), func.max(_BLAD.nummer)).where(
            _BLAD.tijdstip >= van, _BLAD.tijdstip < tot
        )
    ).one()
    if eerste is None:
        return None
    stand = opslag.lees_stand(verbinding)
    if tot > nu and stand is not None:
        return Reeks(periode, eerste, stand.grootte, open=True)
    return Reeks(periode, eerste, laatste + 1, open=False)


class Dekkingsmaker:
    """Makes what shows a run to be whole. `gevraagd`: the number of the leaf about the question;
    `grootte`: of the checkpoint that everything is proven against."""

    def __init__(
        self,
        verbinding: Connection,
        lezer: Loglezer,
        reeks: Reeks,
        wie: Raadpleger,
        gevraagd: int,
        grootte: int,
    ) -> None:
        self._verbinding = verbinding
        self._lezer = lezer
        self._reeks = reeks
        self._wie = wie
        self._gevraagd = gevraagd
        self._grootte = grootte

    def __call__(self, erin: Reeksen) -> Dekking:
        """The proof for a bundle with these runs of leaves in it."""
        voor, na = self._voor(), None if self._reeks.open else self._na()
        begin = 0 if voor is None else voor + 1
        gaten = _gaten(erin, begin, self._gevraagd if na is None else na)
        weg = [een for van, tot in gaten for een in self._weglatingen(van, tot)]
        randen = [nummer for nummer in (voor, na) if nummer is not None]
        bewezen = {b.nummer: b for b in self._lezer.bewezen_bladen(randen, self._grootte)}
        return Dekking(
            None if voor is None else bewezen[voor], None if na is None else bewezen[na], weg
        )

    def _voor(self) -> int | None:
        """The last leaf from before the period that this asker may see."""
        grens = self._reeks.eerste
        while grens > 0:
            vraag = _MET_INHOUD.where(_BLAD.nummer < grens, _BLAD.tijdstip < self._reeks.periode[0])
            rijen = self._verbinding.execute(vraag.order_by(_BLAD.nummer.desc())).all()
            for nummer, inhoud in rijen:
                if self._zichtbaar(inhoud):
                    return int(nummer)
            grens = rijen[-1].nummer if rijen else 0
        return None

    def _na(self) -> int | None:
        """The first leaf from after the period that this asker may see."""
        grens, tot = self._reeks.eind, self._reeks.periode[1]
        while True:
            vraag = _MET_INHOUD.where(
                _BLAD.nummer >= grens, _BLAD.nummer < self._gevraagd, _BLAD.tijdstip >= tot
            )
            rijen = self._verbinding.execute(vraag.order_by(_BLAD.nummer)).all()
            for nummer, inhoud in rijen:
                if self._zichtbaar(inhoud):
                    return int(nummer)
            if not rijen:
                return None
            grens = rijen[-1].nummer + 1

    def _zichtbaar(self, inhoud: bytes) -> bool:
        return mag_zien(self._wie, lees_blad(bytes(inhoud)), self._verbinding)

    def _weglatingen(self, van: int, tot: int) -> Iterator[Weglating]:
        """The numbers `van` to before `tot` as runs with one reason each."""
        weg = set(
            self._verbinding.scalars(
                select(_BLAD.nummer).where(
                    _BLAD.nummer >= van, _BLAD.nummer < tot, _BLAD.inhoud.is_(None)
                )
            )
        )
        begin = van
        for nummer in range(van + 1, tot + 1):
            waarom = self._waarom(begin, weg)
            if nummer == tot or self._waarom(nummer, weg) != waarom:
                hashes = tuple(self._lezer.deelbomen(begin, nummer))
                yield Weglating(begin, nummer - 1, waarom, hashes)
                begin = nummer

    def _waarom(self, nummer: int, weg: set[int]) -> str:
        if self._reeks.open and nummer >= self._reeks.eind:
            return NA_DE_VRAAG
        return OPGESCHOOND if nummer in weg else NIET_ZICHTBAAR


def _gaten(erin: Reeksen, begin: int, eind: int) -> Iterator[tuple[int, int]]:
    """What of [begin, eind) is in none of these runs, as [van, tot) each."""
    verwacht = begin
    for van, tot in [*erin, (eind, eind)]:
        if van > verwacht:
            yield verwacht, van
        verwacht = max(verwacht, tot + 1)


_MET_INHOUD = select(_BLAD.nummer, _BLAD.inhoud).where(_BLAD.inhoud.is_not(None)).limit(_PER_KEER)
