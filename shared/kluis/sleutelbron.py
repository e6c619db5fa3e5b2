"""The port behind which the master key lives: a file for a start, a KMS in production.

Why it has epochs: a copy of the kluis made yesterday must not open next to the source of today.
So the source holds a secret per epoch that exists nowhere else, and can really lose it. With a
KMS each epoch is one key (or key version) in it, and destroying is its destruction; a KMS that
waits some days before it destroys makes the destruction final only then.
"""

from __future__ import annotations

from typing import Protocol


class Sleutelbron(Protocol):
    """Wraps the key of an epoch. One source belongs to one kluis. Safe to use from threads.

    Every method may raise `KluisNietBeschikbaar` when the source is away.
    """

    def tijdperken(self) -> frozenset[str]:
        """The epochs it holds a secret for."""
        ...

    def maak_tijdperk(self, tijdperk: str, /) -> None:
        """Make a secret for this epoch, durable before returning. Exists already: do nothing."""
        ...

    def vernietig_tijdperk(self, tijdperk: str, /) -> None:
        """Lose the secret of this epoch for good, durable before returning. Unknown: nothing."""
        ...

    def wikkel(self, tijdperk: str, sleutel: bytes, /) -> bytes:
        """Wrap an epoch key (32 bytes). Faults: `TijdperkOnbekend`."""
        ...

    def ontwikkel(self, tijdperk: str, gewikkeld: bytes) -> bytes:
        """Undo `wikkel`. Faults: `TijdperkOnbekend`, `ZegelGebroken`."""
        ...
