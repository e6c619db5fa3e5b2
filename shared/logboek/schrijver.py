"""The one writer of the log: group commit, and nothing is told before it is durable.

Callers hand over an `Opdracht`: a function that runs inside the writer's transaction, may write
register rows on the same connection, and gives the leaves to append. Many of them share one
commit and one signed checkpoint; that is what makes a durable log fast. What a caller gets back
has been committed, with `synchronous` on, in the same transaction as its leaves.

An opdracht that raises is rolled back alone and its caller gets the exception. When the commit
fails, or the store is gone, or the queue is full, callers get `LogNietBeschikbaar`: no log, no
exchange. After a failed commit the edge of the tree is read back from the store.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from types import TracebackType
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine

from shared.logboek import opslag
from shared.logboek.aangroei import Aangroei
from shared.logboek.belofte import Draadbelofte, Lusbelofte, los_in
from shared.logboek.beurt import (
    Beurt,
    Gelukt,
    Geschreven,
    Inclusie,
    NietInEenKeer,
    Opdracht,
    Taak,
    Uitkomst,
    beurtgeheugen,
    voer_beurt_uit,
    volgend_bladnummer,
)
from shared.logboek.bladen import Blad
from shared.logboek.controlepunt import Checkpoint, onderteken_checkpoint
from shared.logboek.fouten import LogNietBeschikbaar
from shared.logboek.herstel import lees_rand, open_log
from shared.logboek.merkle import bladhash
from shared.logboek.notitie import Notitiesleutel
from shared.logboek.opslag import Logstand
from shared.logboek.tegels import Tegelhashes

__all__ = [
    "Geschreven",
    "Inclusie",
    "Logschrijver",
    "Opdracht",
    "Schrijfgrenzen",
    "beurtgeheugen",
    "volgend_bladnummer",
]


@dataclass(frozen=True)
class Schrijfgrenzen:
    """Limits of the writer.

    max_wachtrij: opdrachten that may wait; one more is refused at once.
    max_beurt: opdrachten that share one commit.
    """

    max_wachtrij: int = 2048
    max_beurt: int = 256


Bijwerking: TypeAlias = Callable[[Connection, int, Sequence[Blad]], None]
"""Called with the number of the first leaf and the leaves, in the transaction that appends them;
what it raises ends the whole batch."""


class Logschrijver:
    """One writer thread on the log in `engine`'s database.

    `start()` opens the log: it makes an empty one, or refuses a stored one that contradicts
    itself (`LogBeschadigd`). `stop()` finishes what waits. Also a context manager. A second
    process on the same database waits its turn on the stored state, so the log never forks.

    `bijwerking` keeps what follows from the leaves (a search register) durable with them.
    """

    def __init__(
        self,
        engine: Engine,
        ondertekenaar: Notitiesleutel,
        grenzen: Schrijfgrenzen = Schrijfgrenzen(),
        bijwerking: Bijwerking | None = None,
    ) -> None:
        self._engine = engine
        self._bijwerking = bijwerking
        self._sleutel = ondertekenaar
        self._grenzen = grenzen
        self._rij: queue.SimpleQueue[Taak | None] = queue.SimpleQueue()
        self._poort = threading.Lock()
        self._open = False
        self._rand: Aangroei | None = None
        self._stand: Logstand | None = None
        self._draad: threading.Thread | None = None

    @property
    def stand(self) -> Logstand:
        """The last durable state this writer made or found."""
        if self._stand is None:
            raise LogNietBeschikbaar("Het log is nog niet geopend.")
        return self._stand

    @property
    def open(self) -> bool:
        """Whether the writer accepts work."""
        return self._open

    def start(self) -> None:
        """Open the log and start writing. Faults: `LogBeschadigd`; errors of the store as is."""
        if self._draad is not None:
            raise LogNietBeschikbaar("De schrijver van het log draait al.")
        with self._engine.begin() as verbinding:
            self._stand, self._rand = open_log(verbinding, self._sleutel)
        self._open = True
        self._draad = threading.Thread(target=self._lus, name="logschrijver", daemon=True)
        self._draad.start()

    def stop(self) -> None:
        """Accept nothing new, finish what waits, end the thread. A second call does nothing."""
        with self._poort:
            if self._open:
                self._open = False
                self._rij.put(None)
        if self._draad is not None:
            self._draad.join()
            self._draad = None

    def __enter__(self) -> Logschrijver:
        self.start()
        return self

    def __exit__(
        self,
        soort: type[BaseException] | None,
        fout: BaseException | None,
        spoor: TracebackType | None,
    ) -> None:
        self.stop()

    async def voer_uit(
        self, opdracht: Opdracht[Uitkomst], *, bewijs_van: int | None = None
    ) -> Geschreven[Uitkomst]:
        """Run an opdracht and wait, without blocking the event loop, until it is durable.

        `bewijs_van`: also prove that leaf (see `Taak`). A caller that is cancelled before its turn
        leaves no trace; after that its opdracht is carried out all the same.
        """
        return await self._wacht_op(Taak(opdracht, bewijs_van=bewijs_van))

    def voer_uit_sync(self, opdracht: Opdracht[Uitkomst]) -> Geschreven[Uitkomst]:
        """The same, for a caller in a thread of its own."""
        return self._wacht_op_sync(Taak(opdracht))

    async def voeg_toe(self, *bladen: Blad) -> Geschreven[None]:
        """Append leaves that need no rows beside them; cheaper than an opdracht."""
        return await self._wacht_op(Taak(None, bladen))

    def voeg_toe_sync(self, *bladen: Blad) -> Geschreven[None]:
        """The same, for a caller in a thread of its own."""
        return self._wacht_op_sync(Taak(None, bladen))

    async def _wacht_op(self, taak: Taak) -> Geschreven[Any]:
        belofte = Lusbelofte()
        taak.belofte = belofte
        self._plaats(taak)
        geschreven: Geschreven[Any] = await belofte.toekomst
        return geschreven

    def _wacht_op_sync(self, taak: Taak) -> Geschreven[Any]:
        belofte = Draadbelofte()
        taak.belofte = belofte
        self._plaats(taak)
        geschreven: Geschreven[Any] = belofte.toekomst.result()
        return geschreven

    def _plaats(self, taak: Taak) -> None:
        with self._poort:
            if not self._open:
                raise LogNietBeschikbaar("Het log neemt nu niets op.")
            if self._rij.qsize() >= self._grenzen.max_wachtrij:
                raise LogNietBeschikbaar("Het log is overbelast; probeer het zo weer.")
            self._rij.put(taak)

    def _lus(self) -> None:
        doorgaan = True
        while doorgaan:
            taken, doorgaan = self._neem_beurt()
            # Wie niet meer wacht en nog niet begonnen is, slaat over.
            taken = [t for t in taken if t.belofte.begin()]
            if taken:
                self._verwerk(taken)

    def _neem_beurt(self) -> tuple[list[Taak], bool]:
        """Wait for one task and take what else is there; False once nothing more will come."""
        taken: list[Taak] = []
        taak = self._rij.get()
        while taak is not None:
            taken.append(taak)
            if len(taken) == self._grenzen.max_beurt:
                break
            try:
                taak = self._rij.get_nowait()
            except queue.Empty:
                break
        return taken, taak is not None

    def _verwerk(self, taken: list[Taak]) -> None:
        """One batch, one commit; only then promises are kept."""
        try:
            beurt, self._stand = self._schrijf(taken)
        except BaseException as fout:  # noqa: BLE001 - geen enkele wachter mag blijven hangen
            self._rand = None
            los_in([(taak.belofte, _niet_geschreven(fout)) for taak in taken])
            return
        los_in([(taak.belofte, eigen_fout) for taak, eigen_fout in beurt.mislukt])
        los_in([(g.taak.belofte, g.als_geschreven(self._stand)) for g in beurt.gelukt])

    def _schrijf(self, taken: list[Taak]) -> tuple[Beurt, Logstand]:
        try:
            return self._schrijf_beurt(taken, elk_apart=False)
        except NietInEenKeer:
            return self._schrijf_beurt(taken, elk_apart=True)

    def _schrijf_beurt(self, taken: list[Taak], *, elk_apart: bool) -> tuple[Beurt, Logstand]:
        with self._engine.begin() as verbinding:
            stand, rand = self._sluit_aan(verbinding)
            beurt = voer_beurt_uit(verbinding, taken, rand.grootte, elk_apart=elk_apart)
            if beurt.bladen:
                stand = self._voeg_toe(verbinding, rand, beurt)
        return beurt, stand

    def _sluit_aan(self, verbinding: Connection) -> tuple[Logstand, Aangroei]:
        """Lock the stored state; read the edge back when another writer, or a fault, moved it."""
        stand = opslag.lees_stand(verbinding, slot=True)
        if stand is None:
            raise LogNietBeschikbaar("De stand van het log is weg.")
        if self._rand is None or stand != self._stand:
            self._rand = lees_rand(verbinding, stand)
        return stand, self._rand

    def _voeg_toe(self, verbinding: Connection, rand: Aangroei, beurt: Beurt) -> Logstand:
        hashes = [bladhash(blad.inhoud) for blad in beurt.bladen]
        opslag.schrijf_bladen(verbinding, rand.grootte, beurt.bladen, hashes)
        if self._bijwerking is not None:
            self._bijwerking(verbinding, rand.grootte, beurt.bladen)
        # De rand loopt nu voor op de opslag; mislukt de commit, dan wordt hij teruggelezen.
        hash_ = iter(hashes)
        for gelukt in beurt.gelukt:
            rand.voeg_toe(islice(hash_, len(gelukt.bladen)))
            gelukt.inclusie = _bewijs(verbinding, rand, gelukt)
        opslag.schrijf_tegels(verbinding, rand.neem_gewijzigde_tegels())
        checkpoint = Checkpoint(self._sleutel.naam, rand.grootte, rand.wortel())
        stand = Logstand(
            checkpoint.grootte,
            checkpoint.wortel,
            onderteken_checkpoint(checkpoint, self._sleutel),
        )
        opslag.zet_stand(verbinding, stand)
        return stand


def _niet_geschreven(oorzaak: BaseException) -> LogNietBeschikbaar:
    fout = LogNietBeschikbaar("Het log kon niet worden geschreven.")
    fout.__cause__ = oorzaak
    return fout


def _bewijs(verbinding: Connection, rand: Aangroei, gelukt: Gelukt) -> Inclusie | None:
    nummer = gelukt.taak.bewijs_van
    if nummer is None or not gelukt.bladen or nummer >= rand.grootte:
        return None
    bewijs = rand.bewijs(nummer, Tegelhashes(partial(opslag.lees_tegel, verbinding)))
    return Inclusie(nummer, rand.grootte, tuple(bewijs), rand.wortel())
