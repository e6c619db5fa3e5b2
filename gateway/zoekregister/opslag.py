"""The statements that fill the search register.

What runs with every batch of leaves is fixed (`vast.py`); what runs when a leaf of some rarer kind
is among them, SQLAlchemy makes the text of once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from gateway.zoekregister.bits import BLOK, dalend, naar_bytes, uit_bytes
from gateway.zoekregister.tabellen import (
    UitwisselingRij,
    ZoekbitsRij,
    ZoekblokRij,
    ZoekgebeurtenisRij,
    ZoekinformatieRij,
    ZoekstandRij,
    ZoektermRij,
    ZoekvernietigingRij,
)
from gateway.zoekregister.termen import AANVAARD, AFLOOP, Beslisblad, Term
from shared.opslag.vast import Vast, VasteVerzameling

_DEEL = 500
_STAND_ID = 1
_Ding = TypeVar("_Ding")


def _tabel(model: type[Any]) -> Table:
    tabel: Table = model.__table__
    return tabel


_UITWISSELING, _TERM, _BITS = map(_tabel, (UitwisselingRij, ZoektermRij, ZoekbitsRij))
_BLOK, _GEBEURTENIS = _tabel(ZoekblokRij), _tabel(ZoekgebeurtenisRij)
_INFORMATIE, _STAND = _tabel(ZoekinformatieRij), _tabel(ZoekstandRij)
_VERNIETIGING = _tabel(ZoekvernietigingRij)
_TABELLEN = (
    _GEBEURTENIS, _BITS, _TERM, _BLOK, _INFORMATIE, _VERNIETIGING, _UITWISSELING, _STAND,
)  # fmt: skip


def _in(naam: str) -> Any:  # noqa: ANN401 - een parameter voor IN
    return bindparam(naam, expanding=True)


_GROOTTE = select(_STAND.c.grootte).where(_STAND.c.id == _STAND_ID)
_LEES_STAND, _VERGRENDEL_STAND = Vast(_GROOTTE), Vast(_GROOTTE.with_for_update())
_SCHUIF_STAND = Vast(
    update(_STAND)
    .where(_STAND.c.id == _STAND_ID, _STAND.c.grootte == bindparam("van"))
    .values(grootte=bindparam("naar"))
)
_LEES_LAATSTE = VasteVerzameling(
    lambda binnen: (
        select(
            _UITWISSELING.c.bericht,
            _UITWISSELING.c.bladnummer,
            _UITWISSELING.c.ontvanger,
            _UITWISSELING.c.afzender,
            _GEBEURTENIS.c.bladnummer.is_not(None).label("aanvaard"),
        )
        .outerjoin(
            _GEBEURTENIS,
            (_GEBEURTENIS.c.uitwisseling == _UITWISSELING.c.bladnummer)
            & (_GEBEURTENIS.c.term == Term(AFLOOP, AANVAARD).sleutel),
        )
        .where(binnen(_UITWISSELING.c.bericht))
        .order_by(_UITWISSELING.c.bladnummer)
    )
)
_LEES_BESLUITEN = select(
    _UITWISSELING.c.bladnummer,
    _UITWISSELING.c.afzender,
    _UITWISSELING.c.ontvanger,
    _UITWISSELING.c.groep,
    _UITWISSELING.c.kenmerken,
).where(_UITWISSELING.c.bladnummer.in_(_in("nummers")))
_LEES_BLOKKEN = VasteVerzameling(lambda binnen: select(_BLOK).where(binnen(_BLOK.c.blok)))
_LEES_BITS = VasteVerzameling(
    lambda binnen: select(_BITS.c.term, _BITS.c.bits).where(
        _BITS.c.blok == bindparam("blok"), binnen(_BITS.c.term)
    )
)
_LEES_ALLE_BITS = select(_BITS.c.term, _BITS.c.blok, _BITS.c.bits).where(
    _BITS.c.term.in_(_in("termen"))
)
_LEES_INFORMATIE = select(_INFORMATIE.c.partij, _INFORMATIE.c.betrokkene).where(
    _INFORMATIE.c.betrokkene.in_(_in("betrokkenen")), _INFORMATIE.c.status == bindparam("status")
)
_LEES_SINDS = (
    select(_INFORMATIE.c.partij, _INFORMATIE.c.betrokkene, func.min(_INFORMATIE.c.bladnummer))
    .where(
        _INFORMATIE.c.status.in_(_in("statussen")),
        _INFORMATIE.c.betrokkene.in_(_in("betrokkenen")),
    )
    .group_by(_INFORMATIE.c.partij, _INFORMATIE.c.betrokkene)
)


_LEES_VERNIETIGINGEN = (
    select(_VERNIETIGING)
    .where(_VERNIETIGING.c.betrokkene.in_(_in("betrokkenen")))
    .order_by(_VERNIETIGING.c.bladnummer)
)


def _invoeging(dialect: str, tabel: Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(tabel) if dialect == "postgresql" else sqlite.insert(tabel)


def _vervanging(dialect: str, tabel: Table) -> postgresql.Insert | sqlite.Insert:
    nieuw = _invoeging(dialect, tabel)
    sleutel = [kolom.name for kolom in tabel.primary_key]
    anders = {k.name: nieuw.excluded[k.name] for k in tabel.columns if k.name not in sleutel}
    return nieuw.on_conflict_do_update(index_elements=sleutel, set_=anders)


_DIALECTEN = ("postgresql", "sqlite")
_VERVANG = {(d, t.name): Vast(_vervanging(d, t)) for d in _DIALECTEN for t in (_BITS, _BLOK)}
_NIEUW_BESLUIT = Vast(insert(_UITWISSELING))
_NIEUW = {
    (d, t.name): Vast(_invoeging(d, t).on_conflict_do_nothing())
    for d in _DIALECTEN
    for t in (_TERM, _GEBEURTENIS, _INFORMATIE, _VERNIETIGING, _STAND)
}


class Laatstebesluit(NamedTuple):
    """The last decision on a message; `aanvaard`: whether its receiver took it in."""

    bericht: str
    bladnummer: int
    ontvanger: str
    afzender: str
    aanvaard: bool = False


class Besluitrij(NamedTuple):
    """A decision in the register."""

    bladnummer: int
    afzender: str
    ontvanger: str
    groep: str | None
    kenmerken: dict[str, Any]


class Registeropslag:
    """Reads and writes the register on one connection."""

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding

    # --- stand ------------------------------------------------------------------------------------

    def grootte(self, *, slot: bool = False) -> int:
        """Up to which leaf the register is filled; `slot`: nobody else fills it meanwhile."""
        vraag = _VERGRENDEL_STAND if slot else _LEES_STAND
        rij = vraag.een(self._verbinding)
        if rij is None and slot:
            self._nieuw(_STAND, [{"id": _STAND_ID, "grootte": 0}])
            rij = vraag.een(self._verbinding)
        return 0 if rij is None else int(rij[0])

    def schuif(self, van: int, naar: int) -> bool:
        """Say that the register is filled up to `naar`; False when it was not at `van`."""
        if van == 0:
            self._nieuw(_STAND, [{"id": _STAND_ID, "grootte": 0}])
        return _SCHUIF_STAND.voer_uit(self._verbinding, {"van": van, "naar": naar}) == 1

    def leeg(self) -> None:
        """Empty the register."""
        for tabel in _TABELLEN:
            self._verbinding.execute(delete(tabel))

    # --- besluiten --------------------------------------------------------------------------------

    def laatste_besluiten(self, berichten: set[str]) -> Iterator[Laatstebesluit]:
        """The decisions on these messages, ascending: the last one of each counts."""
        for rij in _LEES_LAATSTE.alle(self._verbinding, sorted(berichten)):
            yield Laatstebesluit(*rij)

    def besluiten(self, nummers: Iterable[int]) -> Iterator[Besluitrij]:
        """These decisions, as far as a later leaf says something about them."""
        for deel in _delen(sorted(nummers)):
            for rij in self._verbinding.execute(_LEES_BESLUITEN, {"nummers": deel}).all():
                yield Besluitrij(*rij)

    def schrijf_besluiten(self, besluiten: Sequence[Beslisblad]) -> None:
        """Insert decisions."""
        _NIEUW_BESLUIT.reeks(self._verbinding, [b.rij() for b in besluiten])

    def schrijf_tijden(self, bladen: Iterable[tuple[int, datetime]]) -> None:
        """Stretch the times of the blocks that these leaves, number and time, are in."""
        tijden: dict[int, list[datetime]] = defaultdict(list)
        for nummer, tijdstip in bladen:
            tijden[nummer // BLOK].append(tijdstip)
        if not tijden:
            return
        for blok, eerste, laatste in _LEES_BLOKKEN.alle(self._verbinding, list(tijden)):
            tijden[blok] += [eerste, laatste]
        rijen = [{"blok": b, "eerste": min(t), "laatste": max(t)} for b, t in tijden.items()]
        _VERVANG[self._verbinding.dialect.name, _BLOK.name].reeks(self._verbinding, rijen)

    # --- termen -----------------------------------------------------------------------------------

    def schrijf_termen(self, blok: int, per_term: Mapping[Term, int]) -> None:
        """Add places in a block to the sets of these terms."""
        namen: dict[bytes, Term] = {}
        bits: dict[bytes, int] = defaultdict(int)
        for term, waarde in per_term.items():
            namen.setdefault(term.sleutel, term)
            bits[term.sleutel] |= waarde
        bekend = set()
        for term_, al in _LEES_BITS.alle(self._verbinding, sorted(bits), {"blok": blok}):
            bekend.add(bytes(term_))
            bits[bytes(term_)] |= uit_bytes(bytes(al))
        # Wat in dit blok al voorkwam, heeft zijn naam al.
        nieuw = [
            {"term": sleutel, "soort": term.soort, "waarde": term.waarde}
            for sleutel, term in namen.items()
            if sleutel not in bekend
        ]
        self._nieuw(_TERM, nieuw)
        rijen = [{"term": t, "blok": blok, "bits": naar_bytes(w)} for t, w in bits.items()]
        _VERVANG[self._verbinding.dialect.name, _BITS.name].reeks(self._verbinding, rijen)

    def schrijf_gebeurtenissen(self, gebeurtenissen: Mapping[tuple[int, Term], int]) -> None:
        """What decisions got by later leaves; a first time stays the first."""
        rijen = [
            {"uitwisseling": besluit, "term": term.sleutel, "bladnummer": bladnummer}
            for (besluit, term), bladnummer in gebeurtenissen.items()
        ]
        self._nieuw(_GEBEURTENIS, rijen)

    def met_alle(
        self, *termen: Term, een_van: Sequence[Term] = (), zonder: Term | None = None
    ) -> set[int]:
        """Numbers of the decisions that have all of these terms.

        `een_van`: and at least one of these, when there are any; `zonder`: and not this one.
        """
        alle, een = [t.sleutel for t in termen], [t.sleutel for t in een_van]
        weg = [] if zonder is None else [zonder.sleutel]
        bits: dict[int, dict[bytes, int]] = defaultdict(dict)
        for deel in _delen([*alle, *een, *weg]):
            for rij in self._verbinding.execute(_LEES_ALLE_BITS, {"termen": deel}):
                bits[rij.blok][bytes(rij.term)] = uit_bytes(bytes(rij.bits))
        gevonden: set[int] = set()
        for blok, per_term in bits.items():
            samen = -1 if not een else _of(per_term.get(sleutel, 0) for sleutel in een)
            for sleutel in alle:
                samen &= per_term.get(sleutel, 0)
            samen &= ~_of(per_term.get(sleutel, 0) for sleutel in weg)
            gevonden |= {blok * BLOK + plaats for plaats in dalend(samen)}
        return gevonden

    # --- informatie -------------------------------------------------------------------------------

    def nieuw_geinformeerd(
        self, eerste: Mapping[tuple[str, str], int], status: str
    ) -> list[tuple[str, str]]:
        """Record from which leaf on a party states this of a betrokkene; the pairs that are new."""
        bekend = set()
        for deel in _delen(sorted({betrokkene for _, betrokkene in eerste})):
            vraag = {"betrokkenen": deel, "status": status}
            for rij in self._verbinding.execute(_LEES_INFORMATIE, vraag):
                bekend.add((rij.partij, rij.betrokkene))
        nieuw = [paar for paar in eerste if paar not in bekend]
        rijen = [
            {"partij": p, "betrokkene": b, "status": status, "bladnummer": eerste[p, b]}
            for p, b in nieuw
        ]
        self._nieuw(_INFORMATIE, rijen)
        return nieuw

    def geinformeerd_sinds(
        self, betrokkenen: set[str], statussen: Sequence[str]
    ) -> dict[tuple[str, str], int]:
        """From which leaf on a party says one of these of each of them, as far as it does."""
        sinds = {}
        for deel in _delen(sorted(betrokkenen)):
            vraag = {"statussen": statussen, "betrokkenen": deel}
            for partij, betrokkene, eerste in self._verbinding.execute(_LEES_SINDS, vraag):
                sinds[partij, betrokkene] = eerste
        return sinds

    # --- vernietiging -----------------------------------------------------------------------------

    def schrijf_vernietigingen(self, gezegd: Iterable[tuple[str, str, int]]) -> None:
        """Party, betrokkene and leaf in which it says to have destroyed what it had of them."""
        rijen = [{"partij": p, "betrokkene": b, "bladnummer": n} for p, b, n in gezegd]
        self._nieuw(_VERNIETIGING, rijen)

    def vernietigingen(self, mensen: set[str]) -> dict[tuple[str, str], list[int]]:
        """In which leaves each party says so of each of these, ascending."""
        per_partij: dict[tuple[str, str], list[int]] = defaultdict(list)
        for deel in _delen(sorted(mensen)):
            for rij in self._verbinding.execute(_LEES_VERNIETIGINGEN, {"betrokkenen": deel}):
                per_partij[rij.partij, rij.betrokkene].append(rij.bladnummer)
        return per_partij

    def _nieuw(self, tabel: Table, rijen: list[dict[str, Any]]) -> None:
        if rijen:
            _NIEUW[self._verbinding.dialect.name, tabel.name].reeks(self._verbinding, rijen)


def _delen(alles: Sequence[_Ding]) -> Iterable[Sequence[_Ding]]:
    return (alles[begin : begin + _DEEL] for begin in range(0, len(alles), _DEEL))


def _of(sets: Iterable[int]) -> int:
    samen = 0
    for bits in sets:
        samen |= bits
    return samen
