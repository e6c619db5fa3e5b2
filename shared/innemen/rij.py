"""Brings messages that come in at the same time to the store together.

While one transaction runs, what arrives waits; the next takes all of it. Under load that is one
commit for many messages, and without load nobody waits for anybody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from shared.innemen.bericht import Gelezen, Ingenomen
from shared.opslag.draad import in_draad

MAX_SAMEN = 64
"""So that one transaction stays short."""

Bewaarder = Callable[[Sequence[Gelezen]], list[Ingenomen | Exception]]


class Innamerij:
    """One per process and event loop; ``bewaar`` may be called by many at once."""

    def __init__(self, bewaar_samen: Bewaarder) -> None:
        self._bewaar_samen = bewaar_samen
        self._wachtend: list[tuple[Gelezen, asyncio.Future[Ingenomen]]] = []
        self._werk: asyncio.Task[None] | None = None

    async def bewaar(self, een: Gelezen) -> Ingenomen:
        """The receipt, once the message is durably stored; raises what storing it raised."""
        klaar: asyncio.Future[Ingenomen] = asyncio.get_running_loop().create_future()
        self._wachtend.append((een, klaar))
        if self._werk is None or self._werk.done():
            self._werk = asyncio.create_task(self._werk_weg())
        return await klaar

    async def _werk_weg(self) -> None:
        while self._wachtend:
            portie, self._wachtend = self._wachtend[:MAX_SAMEN], self._wachtend[MAX_SAMEN:]
            try:
                uitkomsten = await in_draad(self._bewaar_samen, [een for een, _ in portie])
            except Exception as fout:  # noqa: BLE001 - everybody who waits must hear of it
                uitkomsten = [fout for _ in portie]
            for (_, klaar), uitkomst in zip(portie, uitkomsten, strict=True):
                _meld(klaar, uitkomst)


def _meld(klaar: asyncio.Future[Ingenomen], uitkomst: Ingenomen | Exception) -> None:
    if klaar.done():
        # Whoever waited is gone; the message is stored and will be asked for again.
        return
    if isinstance(uitkomst, Exception):
        klaar.set_exception(uitkomst)
    else:
        klaar.set_result(uitkomst)
