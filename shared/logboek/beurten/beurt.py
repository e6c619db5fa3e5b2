"""One batch of the log's writer: run the opdrachten of a turn inside one open transaction.

The transaction itself, its commit and the promises to the callers are `schrijver.py`'s.

Almost every batch succeeds whole, so it first runs without savepoints, which would be most of what
an opdracht costs. When one fails, the whole batch is rolled back and run again, each opdracht
behind a savepoint of its own: then only the failing one is undone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import Connection

from shared.logboek.beurten.belofte import Belofte
from shared.logboek.bladen import Blad
from shared.logboek.fouten import LogNietBeschikbaar
from shared.logboek.opslag import Logstand

Uitkomst = TypeVar("Uitkomst")

Opdracht: TypeAlias = Callable[[Connection], tuple[Sequence[Blad], Uitkomst]]
"""Runs in the batch's transaction: must not commit, roll back, swallow an error of a statement, or
block on anything but this database. It may be run a second time after everything it did was rolled
back, so all it changes is in this database."""

Nawerk: TypeAlias = Callable[[Any], object | None]
"""From an opdracht's outcome, once it is durable, to what must be recorded before anybody hears of
it; None: nothing."""

_VOLGEND = "driehoek_volgend_blad"
_GEHEUGEN = "driehoek_beurtgeheugen"


@dataclass(frozen=True, slots=True)
class Inclusie:
    """Leaf `bladnummer` is in the tree of the first `grootte` leaves, whose root is `wortel`."""

    bladnummer: int
    grootte: int
    bewijs: tuple[bytes, ...]
    wortel: bytes


@dataclass(frozen=True, slots=True)
class Geschreven(Generic[Uitkomst]):
    """What is durable now: the opdracht's own outcome, its leaves' numbers, the log's state.

    `stand` is the state after the batch: every number in `bladnummers` is below `stand.grootte`.
    `inclusie` only when it was asked for and the opdracht gave a leaf.
    """

    uitkomst: Uitkomst
    bladnummers: tuple[int, ...]
    stand: Logstand
    inclusie: Inclusie | None = None


@dataclass(slots=True)
class Taak:
    """Work that waits: an opdracht, or only leaves when `opdracht` is None.

    `bewijs_van`: prove this leaf against the tree that ends with the task's own last leaf.
    `nawerk`: what its outcome asks to be recorded elsewhere before its caller hears of it.
    """

    opdracht: Opdracht[Any] | None
    bladen: Sequence[Blad] = ()
    bewijs_van: int | None = None
    nawerk: Nawerk | None = None
    belofte: Belofte = field(init=False)


@dataclass(slots=True)
class Gelukt:
    """A task whose leaves and rows are part of the batch."""

    taak: Taak
    uitkomst: Any
    bladen: Sequence[Blad]
    bladnummers: tuple[int, ...]
    inclusie: Inclusie | None = None

    def vraagt(self) -> Any:  # noqa: ANN401 - wat een taak laat vastleggen
        """What its outcome asks to be recorded elsewhere; None for nothing."""
        return None if self.taak.nawerk is None else self.taak.nawerk(self.uitkomst)

    def als_geschreven(self, stand: Logstand) -> Geschreven[Any]:
        """What its caller hears once `stand` is durable."""
        return Geschreven(self.uitkomst, self.bladnummers, stand, self.inclusie)


@dataclass(slots=True)
class Beurt:
    """Outcome of a batch before its commit."""

    bladen: list[Blad] = field(default_factory=list)
    gelukt: list[Gelukt] = field(default_factory=list)
    mislukt: list[tuple[Taak, Exception]] = field(default_factory=list)


def volgend_bladnummer(verbinding: Connection) -> int:
    """Inside an opdracht: the number its first leaf will get, for rows that refer to it."""
    nummer = verbinding.info.get(_VOLGEND)
    if not isinstance(nummer, int):
        raise LogNietBeschikbaar("Een bladnummer bestaat alleen binnen een opdracht aan het log.")
    return nummer


def beurtgeheugen(verbinding: Connection) -> dict[Any, Any]:
    """Inside an opdracht: what this batch read before, kept by whoever reads it.

    It lives as long as the batch's transaction, so what is in it holds for everybody in the batch.
    Whoever writes something that may be in it takes it out. Outside an opdracht it is empty.
    """
    geheugen: dict[Any, Any] = verbinding.info.get(_GEHEUGEN, {})
    return geheugen


def voer_beurt_uit(
    verbinding: Connection, taken: Sequence[Taak], eerste: int, *, elk_apart: bool
) -> Beurt:
    """Run the tasks in order; leaves are numbered from `eerste`.

    `elk_apart`: a task that raises is rolled back alone. When even that fails (SQLite drops the
    whole transaction on a full disk, a connection may be gone), that error ends the batch.
    Otherwise a task that raises ends the batch with `NietInEenKeer`.
    """
    beurt = Beurt()
    terugvalpunt = _Terugvalpunt(verbinding) if elk_apart else None
    geheugen = verbinding.info[_GEHEUGEN] = {}
    try:
        for taak in taken:
            nummer = eerste + len(beurt.bladen)
            verbinding.info[_VOLGEND] = nummer
            try:
                bladen, uitkomst = _voer_uit(verbinding, taak, terugvalpunt)
            except _Teruggedraaid as fout:
                geheugen.clear()
                beurt.mislukt.append((taak, fout.oorzaak))
                continue
            beurt.bladen += bladen
            nummers = tuple(range(nummer, nummer + len(bladen)))
            beurt.gelukt.append(Gelukt(taak, uitkomst, bladen, nummers))
    finally:
        verbinding.info.pop(_VOLGEND, None)
        verbinding.info.pop(_GEHEUGEN, None)
    return beurt


class NietInEenKeer(Exception):
    """A task of a batch without savepoints failed: roll back, and run it again with them."""


class _Teruggedraaid(Exception):
    """A task failed and was rolled back on its own; the batch goes on."""

    def __init__(self, oorzaak: Exception) -> None:
        super().__init__()
        self.oorzaak = oorzaak


class _Terugvalpunt:
    """A savepoint that moves along: set before each opdracht, released by the next or the commit.

    On PostgreSQL moving it is one round trip; that is most of what an opdracht costs there.
    """

    def __init__(self, verbinding: Connection) -> None:
        self._verbinding = verbinding
        self._gezet = False

    def zet(self) -> None:
        """Everything before this stays, whatever happens next."""
        stappen = ["SAVEPOINT opdracht"]
        if self._gezet:
            stappen.insert(0, "RELEASE SAVEPOINT opdracht")
        if self._verbinding.dialect.name == "postgresql":
            stappen = ["; ".join(stappen)]
        for stap in stappen:
            self._verbinding.exec_driver_sql(stap)
        self._gezet = True

    def keer_terug(self) -> None:
        """Undo everything since `zet`."""
        self._verbinding.exec_driver_sql("ROLLBACK TO SAVEPOINT opdracht")


def _voer_uit(
    verbinding: Connection, taak: Taak, terugvalpunt: _Terugvalpunt | None
) -> tuple[Sequence[Blad], object]:
    if taak.opdracht is None:
        return taak.bladen, None
    if terugvalpunt is not None:
        terugvalpunt.zet()
    try:
        bladen, uitkomst = taak.opdracht(verbinding)
        if not all(isinstance(blad, Blad) for blad in bladen):
            raise TypeError("Een opdracht geeft bladen van maak_blad terug.")
    except Exception as fout:
        if terugvalpunt is None:
            raise NietInEenKeer from fout
        terugvalpunt.keer_terug()
        raise _Teruggedraaid(fout) from fout
    return bladen, uitkomst
