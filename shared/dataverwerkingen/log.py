"""The log of one deployable: records that are durable before what they are about goes on.

``schrijf`` returns after commit. What comes in while a transaction runs waits and goes together
in the next one, so that under load many operations share one transaction. Whatever is wrong with
the store is an exception: without a record there is no processing.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Engine

from shared.convenant.begrippen import Convenantregels
from shared.convenant.logtermijnen import langste_bladtermijn
from shared.convenant.termijnen import datum_nl, min_
from shared.dataverwerkingen import opslag
from shared.dataverwerkingen.regels import (
    Beslissing,
    Betrokkene,
    Status,
    Verwerking,
    pseudoniem,
)
from shared.dataverwerkingen.register.register import Verwerkingsregister
from shared.opslag.engine import lezend
from shared.opslag.sessies import transactie_zonder_orm
from shared.web.beschrijving.operaties import Operatie, nu_ms

PORTIE = 2000
"""Records removed per transaction: writers wait for one portion at most."""


@dataclass(slots=True, eq=False)
class _Opdracht:
    verwerkingen: Sequence[Verwerking]
    beslissingen: Sequence[Beslissing]
    klaar: bool = False
    fout: Exception | None = None


@dataclass(slots=True)
class Verwerkingenlog:
    """Writes and reads the records of one deployable. Safe to share between threads."""

    engine: Engine
    register: Verwerkingsregister
    sleutel: bytes = field(repr=False)
    _wachtend: list[_Opdracht] = field(default_factory=list, repr=False)
    _rijslot: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _schrijfslot: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def open(self) -> None:
        """Keep this version of the register, so that records made under it stay readable."""
        with transactie_zonder_orm(self.engine) as verbinding:
            inhoud = [een.als_dict() for een in self.register.activiteiten]
            opslag.bewaar_register(verbinding, inhoud)

    def pseudoniem(self, betrokkene: Betrokkene) -> str:
        """Under which name somebody stands in this log."""
        return pseudoniem(self.sleutel, betrokkene)

    def noteer(
        self,
        operatie: Operatie,
        betrokkenen: Iterable[Betrokkene],
        status: Status = Status.OK,
    ) -> None:
        """One record per person not yet recorded for this operation; durable on return.

        Raises ``DatabankNietBeschikbaar`` when it cannot be recorded now.
        """
        self.noteer_samen([(operatie, betrokkenen)], status)

    def noteer_samen(
        self,
        wie: Iterable[tuple[Operatie, Iterable[Betrokkene]]],
        status: Status = Status.OK,
    ) -> None:
        """The same for many operations, in one transaction. Raises as ``noteer``."""
        regels: list[Verwerking] = []
        gemeld = []
        for operatie, mensen in wie:
            nieuw = [een for een in operatie.nog_niet_gemeld(mensen) if _is_betrokkene(een)]
            if nieuw:
                regels += self.verwerkingen_van(operatie, nieuw, status)
                gemeld.append((operatie, nieuw))
        if regels:
            self.schrijf(regels)
        for operatie, nieuw in gemeld:
            operatie.meld(nieuw)

    def verwerkingen_van(
        self, operatie: Operatie, betrokkenen: Sequence[Any], status: Status = Status.OK
    ) -> list[Verwerking]:
        """The records of an operation about these people.

        The first has the operation's own span, which calls it makes name as their parent; the
        others are spans below it, since a span is unique.
        """
        namen = [(self.pseudoniem(een), een.soort) for een in betrokkenen]
        return self._regels(operatie, namen, status)

    def noteer_lezing(self, operatie: Operatie, namen: Iterable[tuple[str, str]]) -> None:
        """Reading this log is a processing too: of everybody under these (pseudonym, kind)."""
        nieuw = list(dict.fromkeys(namen))
        if nieuw:
            self.schrijf(self._regels(operatie, nieuw, Status.OK))

    def _regels(
        self, operatie: Operatie, namen: Sequence[tuple[str, str]], status: Status
    ) -> list[Verwerking]:
        spoor, activiteit = operatie.spoor, self.register.van_label(operatie.label)
        eerste = not operatie.iets_gemeld
        einde = max(nu_ms(), operatie.begin_ms)
        gemaakt = []
        for naam, soort in namen:
            span, ouder = (
                (spoor.span_id, spoor.ouder_id) if eerste else (os.urandom(8).hex(), spoor.span_id)
            )
            eerste = False
            gemaakt.append(
                Verwerking(
                    trace_id=spoor.trace_id,
                    span_id=span,
                    ouder_id=ouder,
                    naam=operatie.naam,
                    status=status,
                    begin_ms=operatie.begin_ms,
                    einde_ms=einde,
                    activiteit=activiteit.uri,
                    betrokkene=naam,
                    betrokkene_type=soort,
                    verwerker=operatie.aanroeper,
                )
            )
        return gemaakt

    def schrijf(
        self, verwerkingen: Sequence[Verwerking], beslissingen: Sequence[Beslissing] = ()
    ) -> None:
        """Durable on return. Raises ``DatabankNietBeschikbaar``; then nothing of it was stored."""
        opdracht = _Opdracht(verwerkingen, beslissingen)
        with self._rijslot:
            self._wachtend.append(opdracht)
        with self._schrijfslot:
            # Wie hier eerst komt, neemt mee wat er intussen bij kwam.
            if not opdracht.klaar:
                self._schrijf_wat_wacht()
        if opdracht.fout is not None:
            raise opdracht.fout

    def _schrijf_wat_wacht(self) -> None:
        with self._rijslot:
            samen, self._wachtend = self._wachtend, []
        try:
            with transactie_zonder_orm(self.engine) as verbinding:
                opslag.schrijf(
                    verbinding,
                    [een for opdracht in samen for een in opdracht.verwerkingen],
                    [een for opdracht in samen for een in opdracht.beslissingen],
                )
        except Exception as fout:  # noqa: BLE001 - everybody who waits must hear of it
            for opdracht in samen:
                opdracht.fout = fout
        for opdracht in samen:
            opdracht.klaar = True

    def lees(
        self,
        *,
        na: int,
        limiet: int,
        trace_id: str | None = None,
        activiteit: str | None = None,
        betrokkene: str | None = None,
    ) -> list[tuple[int, Verwerking]]:
        """Records that match everything given, with their numbers, in order of writing."""
        with transactie_zonder_orm(lezend(self.engine)) as verbinding:
            return opslag.lees_verwerkingen(
                verbinding, na=na, limiet=limiet, trace_id=trace_id, activiteit=activiteit,
                betrokkene=betrokkene,
            )  # fmt: skip

    def beslissingen(self, *, na: int = 0, limiet: int, trace_id: str | None = None) -> list[Any]:
        """Decisions as stored, in order of writing."""
        with transactie_zonder_orm(lezend(self.engine)) as verbinding:
            return list(
                opslag.lees_beslissingen(verbinding, na=na, limiet=limiet, trace_id=trace_id)
            )

    def activiteit(self, activiteit_id: str) -> dict[str, Any] | None:
        """An entry of the register, in whatever version."""
        with transactie_zonder_orm(lezend(self.engine)) as verbinding:
            return opslag.lees_activiteit(verbinding, activiteit_id)

    def ruim_op(self, grens: date) -> int:
        """Remove what is from before this day, in portions; how many records went."""
        grens_ms = int(datetime.combine(grens, time.min, tzinfo=UTC).timestamp() * 1000)
        totaal = 0
        while True:
            with transactie_zonder_orm(self.engine) as verbinding:
                aantal = opslag.verwijder_voor(verbinding, grens_ms, PORTIE)
            totaal += aantal
            if not aantal:
                return totaal


def bewaargrens(regels: Convenantregels, nu: datetime) -> date:
    """The day before which records go: the covenant's longest term for what was logged."""
    return min_(datum_nl(nu), langste_bladtermijn(regels))


def _is_betrokkene(een: object) -> bool:
    return isinstance(een, Betrokkene)
