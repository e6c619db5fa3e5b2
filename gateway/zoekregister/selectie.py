"""Which decisions, or which leaves, a question selects, as of one size of the log.

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

from sqlalchemy import Connection, bindparam, select

from gateway.zoekregister.bits import BLOK, dalend, onder, uit_bytes
from gateway.zoekregister.tabellen import (
    UitwisselingRij,
    ZoekbitsRij,
    ZoekblokRij,
    ZoekgebeurtenisRij,
    ZoektermRij,
)
from gateway.zoekregister.termen import GEBEURTENISSEN, Term
from gateway.zoekregister.vraag import Vraag, Zoekopdracht
from shared.logboek.opslag import LOG_BLAD

_EERSTE_REEKS = 8
_REEKS = 64
_DEEL = 500

# Vaste opdrachten: hun tekst wordt één keer gemaakt, en een pagina kost er een stuk of tien.
_BLOK, _BITS = ZoekblokRij.__table__.c, ZoekbitsRij.__table__.c
_GEBEURTENIS, _UITWISSELING = ZoekgebeurtenisRij.__table__.c, UitwisselingRij.__table__.c
_TERM = ZoektermRij.__table__.c
_LEES_PERIODEN = (
    select(_BLOK.blok, _BLOK.eerste, _BLOK.laatste)
    .where(
        _BLOK.eerste < bindparam("tot"),
        _BLOK.laatste >= bindparam("van"),
        _BLOK.blok * BLOK < bindparam("grens"),
    )
    .order_by(_BLOK.blok.desc())
)
LEES_BITS = select(_BITS.term, _BITS.blok, _BITS.bits).where(
    _BITS.term.in_(bindparam("termen", expanding=True)),
    _BITS.blok >= bindparam("eerste"),
    _BITS.blok <= bindparam("laatste"),
)
_LEES_IN_PERIODE = select(_UITWISSELING.bladnummer).where(
    _UITWISSELING.bladnummer >= bindparam("eerste"),
    _UITWISSELING.bladnummer < bindparam("na"),
    _UITWISSELING.tijdstip >= bindparam("van"),
    _UITWISSELING.tijdstip < bindparam("tot"),
)
_BLAD = LOG_BLAD.c
_LEES_BLAD_IN_PERIODE = select(_BLAD.nummer).where(
    _BLAD.nummer >= bindparam("eerste"),
    _BLAD.nummer < bindparam("na"),
    _BLAD.tijdstip >= bindparam("van"),
    _BLAD.tijdstip < bindparam("tot"),
)
_LEES_DAGEN = select(_TERM.term).where(
    _TERM.soort == bindparam("soort"), _TERM.waarde < bindparam("voor")
)
_LEES_LATER = select(_GEBEURTENIS.term, _GEBEURTENIS.uitwisseling).where(
    _GEBEURTENIS.term.in_(bindparam("termen", expanding=True)),
    _GEBEURTENIS.bladnummer >= bindparam("grootte"),
)

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
        self, verbinding: Connection, opdracht: Vraag, partij: str | None, grootte: int
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
        self._blokken: list[_Periode] | None = None
        self._gekozen: dict[int, int] = {}

    def nummers(self, voor: int | None = None) -> Iterator[int]:
        """Leaf numbers, highest first, below `voor`."""
        for blok in self.blokken(voor):
            for plaats in dalend(blok.bits):
                yield blok.nummer * BLOK + plaats

    def aantal(self) -> int:
        """How many decisions there are."""
        return sum(blok.bits.bit_count() for blok in self.blokken())

    def blokken(self, voor: int | None = None) -> Iterator[Blok]:
        """Blocks with at least one selected decision, highest first; each is read only once."""
        grens = self._grootte if voor is None else min(voor, self._grootte)
        perioden = [periode for periode in self._perioden() if periode.blok * BLOK < grens]
        breedte = _EERSTE_REEKS
        while perioden:
            reeks, perioden = perioden[:breedte], perioden[breedte:]
            breedte = _REEKS
            self._neem([periode for periode in reeks if periode.blok not in self._gekozen])
            for periode in reeks:
                bits = self._gekozen[periode.blok] & onder(grens - periode.blok * BLOK)
                if bits:
                    yield Blok(periode.blok, bits)

    def _neem(self, reeks: Sequence[_Periode]) -> None:
        """Work out which decisions in these blocks are selected."""
        per_blok = self._lees(reeks) if reeks else {}
        for periode in reeks:
            bits = self._combineer(periode.blok, per_blok.get(periode.blok, {}))
            bits &= onder(self._grootte - periode.blok * BLOK)
            if bits and not periode.heel:
                bits &= self._in_periode(periode.blok)
            self._gekozen[periode.blok] = bits

    def _perioden(self) -> list[_Periode]:
        """Blocks with decisions in the period, highest first."""
        if self._blokken is None:
            van, tot = self._opdracht.van, self._opdracht.tot
            vraag = {"van": van, "tot": tot, "grens": self._grootte}
            self._blokken = [
                _Periode(gevonden.blok, gevonden.eerste >= van and gevonden.laatste < tot)
                for gevonden in self._verbinding.execute(_LEES_PERIODEN, vraag)
            ]
        return self._blokken

    def _lees(self, reeks: Sequence[_Periode]) -> Mapping[int, Blokbits]:
        per_blok: dict[int, dict[bytes, int]] = defaultdict(dict)
        termen = sorted(frozenset().union(*self._groepen, self._geen))
        for begin in range(0, len(termen), _DEEL):
            vraag = {
                "termen": termen[begin : begin + _DEEL],
                "eerste": reeks[-1].blok,
                "laatste": reeks[0].blok,
            }
            for term, blok, bits in self._verbinding.execute(LEES_BITS, vraag):
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
        vraag = {
            "eerste": blok * BLOK,
            "na": (blok + 1) * BLOK,
            "van": self._opdracht.van,
            "tot": self._opdracht.tot,
        }
        uitwisseling = isinstance(self._opdracht, Zoekopdracht)
        waar = _LEES_IN_PERIODE if uitwisseling else _LEES_BLAD_IN_PERIODE
        bits = 0
        for nummer in self._verbinding.scalars(waar, vraag):
            bits |= 1 << (nummer - blok * BLOK)
        return bits

    def _dagen(self, soort: str, voor: object) -> frozenset[bytes]:
        vraag = {"soort": soort, "voor": str(voor)}
        return frozenset(bytes(t) for t in self._verbinding.scalars(_LEES_DAGEN, vraag))


class Later:
    """What events at or after leaf `grootte` added to the stored sets, to leave it out."""

    def __init__(self, verbinding: Connection, termen: frozenset[Term], grootte: int) -> None:
        sleutels = [t.sleutel for t in termen if t.soort in GEBEURTENISSEN]
        self._bits: dict[tuple[bytes, int], int] = defaultdict(int)
        for begin in range(0, len(sleutels), _DEEL):
            vraag = {"termen": sleutels[begin : begin + _DEEL], "grootte": grootte}
            for term, nummer in verbinding.execute(_LEES_LATER, vraag):
                blok, plaats = divmod(nummer, BLOK)
                self._bits[bytes(term), blok] |= 1 << plaats

    def zonder(self, term: bytes, blok: int, bits: int) -> int:
        """`bits` of `term` in `blok` as they were."""
        return bits & ~self._bits.get((term, blok), 0)
