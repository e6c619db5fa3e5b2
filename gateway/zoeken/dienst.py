"""Searching for whoever may: pages, counts, and the question recorded before the answer leaves.

One class for every kind of answer: which leaves a question selects is the same for all. What a line
of the answer is, says how the leaves are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from anyio import to_thread
from sqlalchemy import Connection

from gateway.fouten import InvoerOngeldig
from gateway.logboek.betrokkenen import Gelezen
from gateway.logboek.leesreeksen import Gevonden, Leesreeksen
from gateway.toegang.zicht import Raadpleger
from gateway.zoeken.betrokkenen import van_regels
from gateway.zoekregister.bladvraag import Bladfacet
from gateway.zoekregister.facetten import Facet, Telling, tel
from gateway.zoekregister.regels import Regel, lees_regels
from gateway.zoekregister.register import Bijgewerkt, lees_grootte
from gateway.zoekregister.selectie import Selectie
from gateway.zoekregister.vraag import Vraag, Zoekopdracht
from shared.bericht.jsonvorm import JsonWaarde
from shared.dataverwerkingen.regels import Betrokkene
from shared.web.beschrijving.operaties import huidige_operatie, onder_operatie
from shared.web.verzoek.paginering import Cursors, VreemdeCursor

_PER_KEER = 500

V = TypeVar("V", bound=Vraag)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Leeswijze(Generic[R]):
    """How leaves become lines of an answer. `lees`: those of these numbers (highest first) that
    this reader may see, as of a size of the log; `over`: whom lines are about."""

    lees: Callable[[Connection, Sequence[int], int, Raadpleger], list[R]]
    over: Callable[[Iterable[R]], Iterable[Betrokkene]]


@dataclass(frozen=True, slots=True)
class Plaats:
    """Where a page begins: below leaf `voor`, in the set as of `grootte`, of `aantal` in all."""

    grootte: int
    voor: int | None = None
    aantal: int | None = None


@dataclass(frozen=True, slots=True)
class Pagina(Generic[R]):
    """A page of an answer."""

    regels: list[R]
    volgende: str | None
    aantal: int
    grootte: int
    facetten: dict[str, Telling] | None


class Zoeken(Generic[V, R]):
    """Answers questions. Safe to share between threads."""

    def __init__(
        self,
        register: Bijgewerkt,
        leesreeksen: Leesreeksen,
        cursors: Cursors,
        gelezen: Gelezen,
        wijze: Leeswijze[R],
    ) -> None:
        self._gelezen = gelezen
        self._register = register
        self._leesreeksen = leesreeksen
        self._cursors = cursors
        self._wijze = wijze

    async def zoek(
        self,
        opdracht: V,
        wie: Raadpleger,
        *,
        aantal: int,
        cursor: str | None = None,
        facetten: Sequence[Facet | Bladfacet] = (),
    ) -> Pagina[R]:
        """One page. `InvoerOngeldig` for a cursor of another question or of somebody else."""
        plaats = self._lees_plaats(opdracht, wie, cursor)
        if plaats is None:
            plaats = Plaats(await to_thread.run_sync(self.grootte))
        await self._leesreeksen.noteer(wie, Gevonden(opdracht.als_dict(), plaats.grootte))
        return await to_thread.run_sync(self._pagina, opdracht, wie, plaats, aantal, facetten)

    def grootte(self) -> int:
        """The size of the log as of which a new question is answered."""
        with self._register.connect() as verbinding:
            return lees_grootte(verbinding)

    def nummers(self, opdracht: V, wie: Raadpleger, grootte: int) -> list[int]:
        """The numbers of all leaves of an answer, highest first."""
        with self._register.connect() as verbinding:
            return list(Selectie(verbinding, opdracht, wie.partij, grootte).nummers())

    def aantal(self, opdracht: V, wie: Raadpleger, grootte: int) -> int:
        """How many leaves an answer has."""
        with self._register.connect() as verbinding:
            return Selectie(verbinding, opdracht, wie.partij, grootte).aantal()

    def alle_regels(self, opdracht: V, wie: Raadpleger, grootte: int) -> Iterator[R]:
        """Every line of an answer, in pieces of one short transaction each.

        Each piece is recorded as read before it is given, under the operation that asked for it.
        """
        operatie = huidige_operatie.get()
        for regels in self._stukken(opdracht, wie, grootte):
            with nullcontext() if operatie is None else onder_operatie(operatie):
                self._gelezen(self._wijze.over(regels))
            yield from regels

    def _stukken(self, opdracht: V, wie: Raadpleger, grootte: int) -> Iterator[list[R]]:
        voor: int | None = None
        while True:
            with self._register.connect() as verbinding:
                selectie = Selectie(verbinding, opdracht, wie.partij, grootte)
                nummers = list(islice(selectie.nummers(voor), _PER_KEER))
                regels = self._wijze.lees(verbinding, nummers, grootte, wie)
            yield regels
            if len(nummers) < _PER_KEER:
                return
            voor = nummers[-1]

    def _pagina(
        self,
        opdracht: V,
        wie: Raadpleger,
        plaats: Plaats,
        aantal: int,
        facetten: Sequence[Facet | Bladfacet],
    ) -> Pagina[R]:
        with self._register.connect() as verbinding:
            selectie = Selectie(verbinding, opdracht, wie.partij, plaats.grootte)
            nummers = list(islice(selectie.nummers(plaats.voor), aantal + 1))
            meer, nummers = len(nummers) > aantal, nummers[:aantal]
            totaal, tellingen = plaats.aantal, None
            if facetten:
                totaal, tellingen = tel(verbinding, selectie, facetten, plaats.grootte)
            elif totaal is None:
                totaal = selectie.aantal()
            regels = self._wijze.lees(verbinding, nummers, plaats.grootte, wie)
        self._gelezen(self._wijze.over(regels))
        volgende = None
        if meer:
            positie: JsonWaarde = [plaats.grootte, nummers[-1], totaal]
            volgende = self._cursors.geef(positie, _binding(opdracht, wie))
        return Pagina(regels, volgende, totaal, plaats.grootte, tellingen)

    def _lees_plaats(self, opdracht: V, wie: Raadpleger, cursor: str | None) -> Plaats | None:
        """Where to go on; None at the beginning."""
        if cursor is None:
            return None
        try:
            positie: Any = self._cursors.lees(cursor, _binding(opdracht, wie))
        except VreemdeCursor as fout:
            raise InvoerOngeldig(
                "De cursor hoort niet bij deze vraag. Begin opnieuw bij de eerste pagina.",
                (("/cursor", "is geen cursor van deze vraag"),),
            ) from fout
        grootte, voor, aantal = positie
        return Plaats(grootte, voor, aantal)


class Uitwisselingzoeken(Zoeken[Zoekopdracht, Regel]):
    """Questions about exchanges; a line is a decision with how it went on."""


UITWISSELINGEN: Leeswijze[Regel] = Leeswijze(
    lees=lambda verbinding, nummers, grootte, _wie: lees_regels(verbinding, nummers, grootte),
    over=van_regels,
)


def _binding(opdracht: Vraag, wie: Raadpleger) -> JsonWaarde:
    """What a cursor belongs to: the question, and who asks it."""
    return {"zoek": opdracht.als_dict(), "wie": wie.voor_log()}
