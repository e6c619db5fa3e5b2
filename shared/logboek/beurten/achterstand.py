"""Leaves that are durable, and that what is kept beside the log does not have yet.

Taking leaves into a search register one batch at a time costs more than writing them. So it may be
a little behind: so many leaves, or so many seconds. Whoever asks it something catches it up first.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection

from shared.logboek.bladen import Blad

Bijwerking: TypeAlias = Callable[[Connection, int, Sequence[Blad]], None]
"""Called with the number of the first leaf and the leaves, in a transaction in which they are or
become durable; what it raises ends that transaction. What it has already, it leaves."""


@dataclass(frozen=True, slots=True)
class Uitstel:
    """How far behind it may be. As it stands: not at all."""

    bladen: int = 0
    seconden: float = 0.0


class Achterstand:
    """What the writer still has to bring to `bijwerking`. Used by the writer's thread alone.

    It keeps the leaves in memory, so that nobody reads them back; when another process wrote in
    between, they are left to `bijwerking`, which then reads for itself what it lacks.
    """

    def __init__(self, bijwerking: Bijwerking, uitstel: Uitstel) -> None:
        self._bijwerking = bijwerking
        self._uitstel = uitstel
        self._eerste = 0
        self._bladen: list[Blad] = []
        self._sinds = 0.0

    def begin(self, verbinding: Connection, grootte: int) -> None:
        """Where nothing is put off, it is as far as the log from the start."""
        if self._uitstel.bladen == 0:
            self._bijwerking(verbinding, grootte, ())

    def seconden(self) -> float | None:
        """How long what waits may still wait; None when nothing does."""
        if not self._bladen:
            return None
        return max(0.0, self._sinds + self._uitstel.seconden - time.monotonic())

    def voeg_toe(self, verbinding: Connection, eerste: int, bladen: Sequence[Blad]) -> bool:
        """Leaves that are being appended; whether everything up to them was brought along."""
        samen = [*self._aansluitend(eerste), *bladen]
        vol = len(samen) >= self._uitstel.bladen
        if not vol and (rest := self.seconden()) is not None:
            vol = rest == 0
        if vol:
            self._bijwerking(verbinding, eerste + len(bladen) - len(samen), samen)
        return vol

    def vastgelegd(self, eerste: int, bladen: Sequence[Blad], *, mee: bool) -> None:
        """These are durable now; `mee`: as `voeg_toe` said."""
        if mee:
            self._bladen = []
            return
        aansluitend = self._aansluitend(eerste)
        if not aansluitend:
            self._eerste, self._sinds = eerste, time.monotonic()
        self._bladen = [*aansluitend, *bladen]

    def werk_bij(self, verbinding: Connection) -> None:
        """Bring everything that waits."""
        self._bijwerking(verbinding, self._eerste, self._bladen)

    def bijgewerkt(self) -> None:
        """That is durable."""
        self._bladen = []

    def stel_uit(self) -> None:
        """It did not work out now: it waits once more, or until somebody asks."""
        self._sinds = time.monotonic()

    def _aansluitend(self, eerste: int) -> list[Blad]:
        return self._bladen if self._eerste + len(self._bladen) == eerste else []
