"""Domain errors of sending. They know no HTTP; the edge maps them to a status.

PartijFout
├── BewijsOnvoldoende   an answer that does not prove what it says
├── NietBezorgd         given up at once
├── BesluitWijktAf      gateway and party decide differently on one toestand: alarm
├── InnameWacht         it cannot be opened or judged here now: the sender tries again
└── Conflict
    └── Tegengehouden   an own record may not leave now
"""

from __future__ import annotations

from shared.partij.fouten import Conflict, PartijFout


class BewijsOnvoldoende(PartijFout):
    """Receipt, proof, checkpoint or consistency does not hold: not delivered, tried again."""


class NietBezorgd(PartijFout):
    """A message was given up at once: the gateway will never take it as it is."""

    def __init__(self, melding: str, bericht_id: str) -> None:
        super().__init__(melding)
        self.bericht_id = bericht_id


class BesluitWijktAf(PartijFout):
    """Two decisions on one toestand differ. Nothing may leave until somebody knows why."""


class InnameWacht(PartijFout):
    """Our own keys or settings stand in the way. Nothing is signed: the message is not at fault."""


class Tegengehouden(Conflict):
    """Something keeps an own record in this message from leaving; it says what ends that."""
