"""The port through which a notification leaves, and what can go wrong there."""

from __future__ import annotations

from typing import Protocol

from shared.meldingen.gebeurtenis import CloudEvent


class BezorgingMislukt(Exception):
    """It did not arrive, or nobody knows. `melding`: a Dutch sentence without content.

    `wacht`: what the receiver asked for, in seconds. `definitief`: it will never be taken.
    `blijf`: try for ever, however often it failed.
    """

    def __init__(
        self,
        melding: str,
        *,
        wacht: float | None = None,
        definitief: bool = False,
        blijf: bool = False,
    ) -> None:
        super().__init__(melding)
        self.melding = melding
        self.wacht = wacht
        self.definitief = definitief
        self.blijf = blijf


class Kanaal(Protocol):
    """A way to one destination."""

    async def bezorg(self, gebeurtenis: CloudEvent) -> None:
        """Returns when the other side has it; raises `BezorgingMislukt` otherwise."""
        ...
