"""What waits for the log's writer, and how it is divided into turns.

A turn takes everything that is there. It also waits a moment for what is under way to it: a commit
costs the same for one and for many, and who comes a millisecond later would wait for a whole commit
more. Where nothing is under way nobody waits.
"""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass, field

from shared.logboek.beurten.achterstand import Uitstel
from shared.logboek.beurten.beurt import Taak
from shared.logboek.fouten import LogNietBeschikbaar


@dataclass(frozen=True)
class Schrijfgrenzen:
    """Limits of the writer.

    max_wachtrij: opdrachten that may wait; one more is refused at once.
    max_beurt: opdrachten that share one commit.
    wacht_seconden: how long a turn waits for what is under way.
    uitstel: how far behind what is kept beside the log may be.
    """

    max_wachtrij: int = 2048
    max_beurt: int = 256
    wacht_seconden: float = 0.002
    uitstel: Uitstel = field(default_factory=Uitstel)


GRENZEN = Schrijfgrenzen()


class Onderweg:
    """Counts what will ask for a turn; to be entered from one event loop."""

    def __init__(self) -> None:
        self.aantal = 0

    def __enter__(self) -> None:
        self.aantal += 1

    def __exit__(self, *_: object) -> None:
        self.aantal -= 1


class Wachtrij:
    """From many callers to the one writer."""

    def __init__(self, grenzen: Schrijfgrenzen) -> None:
        self._grenzen = grenzen
        self._rij: queue.SimpleQueue[Taak | None] = queue.SimpleQueue()
        self._poort = threading.Lock()
        self.open = False
        self.onderweg = Onderweg()

    @property
    def wachtend(self) -> int:
        """How many tasks wait for their turn."""
        return self._rij.qsize()

    def begin(self) -> None:
        """Take work in."""
        self.open = True

    def sluit(self) -> None:
        """Take nothing new in; what waits still gets its turn."""
        with self._poort:
            if self.open:
                self.open = False
                self._rij.put(None)

    def plaats(self, taak: Taak) -> None:
        """Let a task wait for its turn."""
        with self._poort:
            if not self.open:
                raise LogNietBeschikbaar("Het log neemt nu niets op.")
            if self.wachtend >= self._grenzen.max_wachtrij:
                raise LogNietBeschikbaar("Het log is overbelast; probeer het zo weer.")
            self._rij.put(taak)

    def neem_beurt(self, hoogstens_seconden: float | None) -> tuple[list[Taak], bool]:
        """Wait for one task, at most so long; with what else is there or comes at once.

        False once nothing more will come.
        """
        taken: list[Taak] = []
        grens: float | None = None
        try:
            taak = self._rij.get(timeout=hoogstens_seconden)
            while taak is not None:
                taken.append(taak)
                if len(taken) == self._grenzen.max_beurt:
                    break
                if grens is None:
                    grens = time.monotonic() + self._grenzen.wacht_seconden
                taak = self._volgende(len(taken), grens)
        except queue.Empty:
            return taken, True
        return taken, taak is not None

    def _volgende(self, aantal: int, grens: float) -> Taak | None:
        """The next task; `queue.Empty` when there is none and none is worth waiting for."""
        rest = grens - time.monotonic()
        if aantal >= self.onderweg.aantal or rest <= 0:
            return self._rij.get_nowait()
        return self._rij.get(timeout=rest)
