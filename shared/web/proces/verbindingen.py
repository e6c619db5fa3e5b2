"""Connections on which nothing is being done: idle, half a request, or a reader who does not read.

They cost a descriptor and some memory, and anybody can open them. So each address has a number of
them, and all addresses together; each certificate has a number of its own, so that a peer never
waits for strangers. Beyond it the one that waits longest is closed: who sends a whole request
always gets through, also from an address that holds a thousand halves.
"""

from collections import OrderedDict
from typing import Protocol

from shared.web.limieten import Limieten


class Verbinding(Protocol):
    """What can be closed."""

    def verbreek(self) -> None:
        """Let go of the client at once."""


Wachtrij = OrderedDict[Verbinding, None]


class Verbindingen:
    """The waiting connections of one process, by who holds them. Used from the event loop only.

    `houder` is an address, or the fingerprint of a client certificate (`met_certificaat`).
    """

    def __init__(self, limieten: Limieten) -> None:
        self._limieten = limieten
        self._per_houder: dict[str, Wachtrij] = {}
        self._vreemd: Wachtrij = OrderedDict()

    def wacht(self, houder: str, verbinding: Verbinding, *, met_certificaat: bool) -> None:
        """It waits (again), as the youngest; the oldest makes way when there are too many."""
        rij = self._per_houder.setdefault(houder, OrderedDict())
        _achteraan(rij, verbinding)
        if met_certificaat:
            _maak_plaats(rij, self._limieten.max_verbindingen_per_certificaat)
            return
        _achteraan(self._vreemd, verbinding)
        _maak_plaats(rij, self._limieten.max_verbindingen_per_adres)
        _maak_plaats(self._vreemd, self._limieten.max_verbindingen)

    def werkt(self, houder: str, verbinding: Verbinding) -> None:
        """It has a whole request, or is gone: it does not wait any more."""
        self._vreemd.pop(verbinding, None)
        rij = self._per_houder.get(houder)
        if rij is None:
            return
        rij.pop(verbinding, None)
        if not rij:
            del self._per_houder[houder]


def _achteraan(rij: Wachtrij, verbinding: Verbinding) -> None:
    rij[verbinding] = None
    rij.move_to_end(verbinding)


def _maak_plaats(rij: Wachtrij, hoogstens: int) -> None:
    while len(rij) > hoogstens:
        oudste, _ = rij.popitem(last=False)
        oudste.verbreek()
