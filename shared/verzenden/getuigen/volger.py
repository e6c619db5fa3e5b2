"""Following the log: a log that nobody is asked to cosign any more can still be caught.

A gateway that rewrote or shortened its log may simply stop asking the witness. So each party looks
at the published checkpoint by itself and holds it against its own memory; what does not agree is
kept as evidence by the memory (`geheugen.py`).
"""

from __future__ import annotations

from typing import Protocol

from shared.kluis.fouten import KluisFout
from shared.logboek.controlepunt import open_checkpoint
from shared.logboek.fouten import LogboekFout
from shared.logboek.notitie import Verificatiesleutel
from shared.opslag.fouten import DatabankFout
from shared.partij.fouten import PartijFout
from shared.partij.gatewayfouten import GatewayFout
from shared.verzenden.getuigen.geheugen import Getuige
from shared.web.proces.achtergrond import steeds


class Checkpointbron(Protocol):
    """Where the published checkpoint comes from; the gateway client fits."""

    async def checkpoint(self) -> str:
        """The newest checkpoint, unverified."""
        ...


class Volger:
    """Looks at the log every so often. ``rust``: seconds between two looks."""

    def __init__(
        self, bron: Checkpointbron, getuige: Getuige, logsleutel: Verificatiesleutel, rust: float
    ) -> None:
        self._bron = bron
        self._getuige = getuige
        self._logsleutel = logsleutel
        self._rust = rust

    async def draai(self) -> None:
        """Looks again and again, until cancelled."""
        # What could not be had now comes with the next look; evidence was kept already.
        verwacht = (GatewayFout, PartijFout, LogboekFout, DatabankFout, KluisFout)
        await steeds("het log volgen", self.kijk, self._rust, eerst_rust=True, verwacht=verwacht)

    async def kijk(self) -> None:
        """One look. Raises ``BewijsOnvoldoende`` when the log shows another history."""
        notitie = await self._bron.checkpoint()
        checkpoint, _ = open_checkpoint(notitie, self._logsleutel)
        await self._getuige.controleer(checkpoint, notitie)
