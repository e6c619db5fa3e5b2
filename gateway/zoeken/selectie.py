"""Which decisions a question selects, as of one size of the log.

A question is worked off block by block, newest first: the sets of its terms are read for a run of
blocks and combined as bits. What a page costs depends on how many blocks are looked at before it
is full, never on how many decisions one of the terms alone would give.

As of `grootte`: decisions and events with a higher leaf number do not exist yet. So a question
that is continued later goes on in the very same set, whatever was written meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from gateway.zoeken.bits import BLOK, dalend, onder, uit_bytes
from gateway.zoeken.modellen import (
    UitwisselingRij,
    ZoekbitsRij,
    ZoekblokRij,
    ZoekgebeurtenisRij,
    ZoektermRij,
)
from gateway.zoeken.termen import GEBEURTENISSEN, Term
from gateway.zoeken.vraag import Zoekopdracht

_EERSTE_REEKS = 8
_REEKS = 64
_DEEL = 500

Blokbits = Mapping[bytes, int]


@dataclass(frozen=True, slots=True)
class Blok:
    """The selected decisions in one block."""

    nummer: int
    bits: int


@dataclass(frozen=True, slots=True)
class _Periode:
    """A block; `heel`: every decision in it falls in the period."""

    blok: int
    heel: bool


class Selectie:
    """The answer to one question, read on one connection."""

    def __init__(
        self, verbinding: Connection, opdracht: Zoekopdracht, partij: str | None, grootte: int
    ) -> None:
        self._verbinding = verbinding
        self._opdracht = opdracht
        self._grootte = grootte
        voorwaarden = opdracht.voorwaarden(partij)
        groepen = [frozenset(t.sleutel for t in groep) for groep in voorwaarden.alle]
        if opdracht.uiterste_dagen is not None:
            groepen.append(self._dagen(*opdracht.uiterste_dagen))
        self._groepen = groepen
        self._geen = frozenset(t.sleutel for t in voorwaarden.geen)
        self._later = Later(verbinding, voorwaarden.termen, grootte)

    def nummers(self, voor: int | None = None) -> Iterator[int]:
        """Leaf numbers, highest first, below `voor`."""
        for blok in self.blokken(voor):
            for plaats in dalend(blok.bits):
                yield blok.nummer * BLOK + plaats

    def aantal(self) -> int:
        """How many decisions there are."""
        return sum(blok.bits.bit_count() for blok in self.blokken())

    def blokken(self, voor: int | None = None) -> Iterator[Blok]:
        """Blocks with at least one selected decision, highest first."""
        grens = self._grootte if voor is None else min(voor, self._grootte)
        perioden = self._perioden(grens)
        breedte = _EERSTE_REEKS
        while perioden:
            reeks, perioden = perioden[:breedte], perioden[breedte:]
            breedte = _REEKS
            per_blok = self._lees(reeks)
            for periode in reeks:
                bits = self._combineer(periode.blok, per_blok[periode.blok])
                bits &= onder(grens - periode.blok * BLOK)
                if bits and not periode.heel:
                    bits &= self._in_periode(periode.blok)
                if bits:
                    yield Blok(periode.blok, bits)

    def _perioden(self, grens: int) -> list[_Periode]:
        van, tot = self._opdracht.van, self._opdracht.tot
        rij = ZoekblokRij
        return [
            _Periode(gevonden.blok, gevonden.eerste >= van and gevonden.laatste < tot)
            for gevonden in self._verbinding.execute(
                select(rij.blok, rij.eerste, rij.laatste)
                .where(rij.eerste < tot, rij.laatste >= van, rij.blok * BLOK < grens)
                .order_by(rij.blok.desc())
            )
        ]

    def _lees(self, reeks: Sequence[_Periode]) -> Mapping[int, Blokbits]:
        per_blok: dict[int, dict[bytes, int]] = defaultdict(dict)
        rij = ZoekbitsRij
        termen = sorted(frozenset().union(*self._groepen, self._geen))
        for begin in range(0, len(termen), _DEEL):
            for term, blok, bits in self._verbinding.execute(
                select(rij.term, rij.blok, rij.bits).where(
                    rij.term.in_(termen[begin : begin + _DEEL]),
                    rij.blok >= reeks[-1].blok,
                    rij.blok <= reeks[0].blok,
                )
            ):
                per_blok[blok][bytes(term)] = uit_bytes(bytes(bits))
        return per_blok

    def _combineer(self, blok: int, bits: Blokbits) -> int:
        samen = -1
        for groep in self._groepen:
            een_van = 0
            for term in groep:
                een_van |= self._later.zonder(term, blok, bits.get(term, 0))
            samen &= een_van
            if not samen:
                return 0
        for term in self._geen:
            samen &= ~self._later.zonder(term, blok, bits.get(term, 0))
        return samen

    def _in_periode(self, blok: int) -> int:
        rij = UitwisselingRij
        bits = 0
        for nummer in self._verbinding.scalars(
            select(rij.bladnummer).where(
                rij.bladnummer >= blok * BLOK,
                rij.bladnummer < (blok + 1) * BLOK,
                rij.tijdstip >= self._opdracht.van,
                rij.tijdstip < self._opdracht.tot,
            )
        ):
            bits |= 1 << (nummer - blok * BLOK)
        return bits

    def _dagen(self, soort: str, voor: object) -> frozenset[bytes]:
        rij = ZoektermRij
        vraag = select(rij.term).where(rij.soort == soort, rij.waarde < str(voor))
        return frozenset(bytes(term) for term in self._verbinding.scalars(vraag))


class Later:
    """What events at or after leaf `grootte` added to the stored sets, to leave it out."""

    def __init__(self, verbinding: Connection, termen: frozenset[Term], grootte: int) -> None:
        sleutels = [t.sleutel for t in termen if t.soort in GEBEURTENISSEN]
        self._bits: dict[tuple[bytes, int], int] = defaultdict(int)
        rij = ZoekgebeurtenisRij
        for begin in range(0, len(sleutels), _DEEL):
            for term, nummer in verbinding.execute(
                select(rij.term, rij.uitwisseling).where(
                    rij.term.in_(sleutels[begin : begin + _DEEL]), rij.bladnummer >= grootte
                )
            ):
                blok, plaats = divmod(nummer, BLOK)
                self._bits[bytes(term), blok] |= 1 << plaats

    def zonder(self, term: bytes, blok: int, bits: int) -> int:
        """`bits` of `term` in `blok` as they were."""
        return bits & ~self._bits.get((term, blok), 0)
