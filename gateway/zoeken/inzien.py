"""Opening one exchange: recorded first, then given."""

from __future__ import annotations

from anyio import to_thread

from gateway.logboek.leesreeksen import Geopend, Leesreeksen
from gateway.logboek.verantwoording import Herhaaldbesluit, Verantwoording
from gateway.toegang.zicht import Raadpleger
from gateway.zoeken.betrokkenen import van_regels
from gateway.zoeken.verhaal import Herhaling, Verhaal, Verhalen


class Inzien:
    """Opening one exchange; recorded as opened, not as found."""

    def __init__(
        self, verhalen: Verhalen, leesreeksen: Leesreeksen, verantwoording: Verantwoording
    ) -> None:
        self._verantwoording = verantwoording
        self._verhalen = verhalen
        self._leesreeksen = leesreeksen

    async def open(self, bericht: str, wie: Raadpleger) -> Verhaal:
        """The whole story. Raises `NietGevonden`; then nothing is recorded."""
        await self._noteer(bericht, wie)
        return await to_thread.run_sync(self._vertel, bericht, wie)

    async def herhaal(self, bericht: str, wie: Raadpleger) -> Herhaling:
        """The last decision taken again. Raises `NietGevonden` or `BladOpgeschoond`."""
        await self._noteer(bericht, wie)
        return await to_thread.run_sync(self._herhaal, bericht, wie)

    def _vertel(self, bericht: str, wie: Raadpleger) -> Verhaal:
        verhaal = self._verhalen.vertel(bericht, wie)
        regels = [*verhaal.besluiten, *verhaal.eerder, *verhaal.later, *verhaal.samen]
        self._verantwoording.gelezen(van_regels(regels))
        return verhaal

    def _herhaal(self, bericht: str, wie: Raadpleger) -> Herhaling:
        herhaling = self._verhalen.herhaal(bericht, wie)
        opnieuw = herhaling.opnieuw.toegestaan
        self._verantwoording.herhaald(
            [Herhaaldbesluit(herhaling.kop, opnieuw, herhaling.bladnummer, herhaling.regels)]
        )
        return herhaling

    async def _noteer(self, bericht: str, wie: Raadpleger) -> None:
        await to_thread.run_sync(self._verhalen.controleer, bericht, wie)
        await self._leesreeksen.noteer(wie, Geopend(bericht))
