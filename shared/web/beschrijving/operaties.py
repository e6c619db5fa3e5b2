"""Which operation is under way: its name, its subject, its trace, and who called it.

Set for every request by the route class, and by background work that does something on its own
account. What is recorded about an operation (``shared.dataverwerkingen``) hangs on it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Scope

from shared.web.spoor import Spoor, huidig_spoor, lees_spoor


@dataclass(slots=True)
class Operatie:
    """One operation. ``label`` is the subject of the API it belongs to."""

    naam: str
    label: str
    spoor: Spoor
    begin_ms: int
    scope: Scope | None = field(default=None, repr=False)
    _gemeld: set[Hashable] = field(default_factory=set, repr=False)
    _slot: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def aanroeper(self) -> str | None:
        """The OIN of the application that called, when one did."""
        staat: dict[str, Any] = {} if self.scope is None else self.scope.get("state", {})
        oin = staat.get("oin")
        return None if oin is None else str(oin)

    @property
    def groep(self) -> str | None:
        """The group it is about, where the address names one."""
        namen: dict[str, Any] = {} if self.scope is None else self.scope.get("path_params") or {}
        groep = namen.get("groepId")
        return None if groep is None else str(groep)

    def nog_niet_gemeld(self, dingen: Iterable[Hashable]) -> list[Hashable]:
        """Those not yet told by ``meld``, each once and in order."""
        with self._slot:
            return [een for een in dict.fromkeys(dingen) if een not in self._gemeld]

    @property
    def iets_gemeld(self) -> bool:
        """Whether anything was recorded for this operation."""
        return bool(self._gemeld)

    def meld(self, dingen: Iterable[Hashable]) -> None:
        """Remember that these were recorded."""
        with self._slot:
            self._gemeld.update(dingen)


huidige_operatie: ContextVar[Operatie | None] = ContextVar("huidige_operatie", default=None)


def nu_ms() -> int:
    """Milliseconds since 1970, for the times of a trace."""
    return time.time_ns() // 1_000_000


def begin_verzoek(naam: str, label: str, scope: Scope) -> None:
    """The operation of this request; it lasts as long as the request's own context."""
    spoor = huidig_spoor.get() or lees_spoor(None)
    huidige_operatie.set(Operatie(naam, label, spoor, nu_ms(), scope))


@contextmanager
def eigen_operatie(naam: str, label: str, traceparent: str | None = None) -> Iterator[Operatie]:
    """Work on one's own account, continuing the trace it was left with, if any."""
    spoor = lees_spoor(None if traceparent is None else traceparent.encode("latin-1"))
    with onder_operatie(Operatie(naam, label, spoor, nu_ms())) as operatie:
        yield operatie


@contextmanager
def onder_operatie(operatie: Operatie) -> Iterator[Operatie]:
    """What happens in this block belongs to ``operatie``, whoever's thread or task it is."""
    vorig_spoor = huidig_spoor.set(operatie.spoor)
    vorige = huidige_operatie.set(operatie)
    try:
        yield operatie
    finally:
        huidige_operatie.reset(vorige)
        huidig_spoor.reset(vorig_spoor)
