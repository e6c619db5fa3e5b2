"""What waits to be stored, and how it is divided into portions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from shared.innemen.bericht import Gelezen, Ingenomen
from shared.opslag.draad import in_draad

MAX_SAMEN = 64
"""So that one transaction stays short."""

WACHT_SECONDEN = 0.002
"""How long a portion waits for what is expected; storing one takes longer than that."""

_DRUK_SECONDEN = 0.05
"""How long after a portion the next is expected to be as large."""

Opener = Callable[[Gelezen], Gelezen]
Bewaarder = Callable[[Sequence[Gelezen]], list[Ingenomen | Exception]]


class Verwachting:
    """How many come together: as many as just before. Used from one event loop."""

    def __init__(self, wacht_seconden: float) -> None:
        self._wacht_seconden = wacht_seconden
        self._aantal = 1
        self._tot = 0.0
        self._genoeg: asyncio.Future[None] | None = None

    def er_zijn(self, aantal: int) -> None:
        """So many wait now."""
        if aantal >= self._aantal and self._genoeg is not None and not self._genoeg.done():
            self._genoeg.set_result(None)

    def waren_samen(self, aantal: int) -> None:
        """A portion of so many was stored."""
        self._aantal = aantal
        self._tot = asyncio.get_running_loop().time() + _DRUK_SECONDEN

    async def wacht_even(self, aantal: int) -> None:
        """Until as many are there as just before, for a moment at most; mostly not at all."""
        lus = asyncio.get_running_loop()
        if aantal >= self._aantal or lus.time() > self._tot:
            return
        self._genoeg = lus.create_future()
        await asyncio.wait((self._genoeg,), timeout=self._wacht_seconden)
        self._genoeg = None


class Innamerij:
    """Brings messages that come in at the same time to the store together.

    While one transaction runs, what arrives waits; the next takes all of it. Under load that is one
    commit for many messages. Right after a portion of many, the next waits a moment for as many:
    what the gateway decided on together comes here together. Without load nobody waits for anybody.
    One per process and event loop; ``bewaar`` may be called by many at once.
    """

    def __init__(
        self,
        open_bericht: Opener,
        bewaar_samen: Bewaarder,
        wacht_seconden: float = WACHT_SECONDEN,
    ) -> None:
        """``open_bericht`` opens what is sealed in one, ``bewaar_samen`` stores them."""
        self._open_bericht = open_bericht
        self._bewaar_samen = bewaar_samen
        self._verwachting = Verwachting(wacht_seconden)
        self._wachtend: list[tuple[Gelezen, asyncio.Future[Ingenomen]]] = []
        self._werk: asyncio.Task[None] | None = None

    async def bewaar(self, een: Gelezen) -> Ingenomen:
        """The receipt, once the message is durably stored; raises what storing it raised."""
        klaar: asyncio.Future[Ingenomen] = asyncio.get_running_loop().create_future()
        self._wachtend.append((een, klaar))
        self._verwachting.er_zijn(len(self._wachtend))
        if self._werk is None or self._werk.done():
            self._werk = asyncio.create_task(self._werk_weg())
        return await klaar

    async def _werk_weg(self) -> None:
        while self._wachtend:
            await self._verwachting.wacht_even(len(self._wachtend))
            portie, self._wachtend = self._wachtend[:MAX_SAMEN], self._wachtend[MAX_SAMEN:]
            try:
                uitkomsten = await in_draad(self._open_en_bewaar, [een for een, _ in portie])
            except Exception as fout:  # noqa: BLE001 - everybody who waits must hear of it
                uitkomsten = [fout for _ in portie]
            self._verwachting.waren_samen(len(portie))
            for (_, klaar), uitkomst in zip(portie, uitkomsten, strict=True):
                _meld(klaar, uitkomst)

    def _open_en_bewaar(self, berichten: Sequence[Gelezen]) -> list[Ingenomen | Exception]:
        """In the thread of the store, so that the loop meanwhile takes in the next."""
        geopend = [self._open(een) for een in berichten]
        goed = [een for een in geopend if not isinstance(een, Exception)]
        bewaard = iter(self._bewaar_samen(goed) if goed else ())
        return [een if isinstance(een, Exception) else next(bewaard) for een in geopend]

    def _open(self, een: Gelezen) -> Gelezen | Exception:
        try:
            return self._open_bericht(een)
        except Exception as fout:  # noqa: BLE001 - one message's fault must not touch the others
            return fout


def _meld(klaar: asyncio.Future[Ingenomen], uitkomst: Ingenomen | Exception) -> None:
    if klaar.done():
        # Whoever waited is gone; the message is stored and will be asked for again.
        return
    if isinstance(uitkomst, Exception):
        klaar.set_exception(uitkomst)
    else:
        klaar.set_result(uitkomst)
