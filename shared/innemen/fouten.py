"""Domain errors of taking in. They know no HTTP; the edge maps them to a status.

PartijFout
├── OntvangstGeweigerd  what came in may not be accepted from this caller
└── BerichtAnders       a known message id came in with another digest
"""

from __future__ import annotations

from shared.partij.fouten import PartijFout


class OntvangstGeweigerd(PartijFout):
    """The delivery does not come from the gateway, or carries no decision for this message."""


class BerichtAnders(PartijFout):
    """The same message id with another digest."""
