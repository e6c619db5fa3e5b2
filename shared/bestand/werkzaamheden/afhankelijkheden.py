"""What a router gets to let long work outlive its answer: the one place where that happens."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any, ParamSpec

from fastapi import Depends, Response
from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.werkzaamheden import opslag
from shared.opslag.draad import in_draad
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.voortgang.bron import Voortgangbron
from shared.web.langwerk.liever import Liever, wachttijd
from shared.web.langwerk.onderweg import onderweg_koppen
from shared.web.proces.uitloop import Uitloop
from shared.web.verzoek.onderdelen import van

_P = ParamSpec("_P")


@dataclass(frozen=True)
class Langwerk:
    """Of one request. ``wacht``: for how long who asks wants to wait; ``None``: to the end."""

    dienst: Dienst
    uitloop: Uitloop
    uit: Response
    wacht: float | None

    async def doe(
        self, kenmerk: str, werk: Callable[_P, object], *args: _P.args, **kwargs: _P.kwargs
    ) -> None:
        """Does it, for as long as somebody waits; what goes on after that is known by ``kenmerk``.

        It must be able to be done again: who is killed here leaves it to the next round.
        """
        if not await self.uitloop.hoogstens(self.wacht, werk, *args, **kwargs):
            self._zeg_onderweg(kenmerk)

    async def laat_lopen(self, kenmerk: str | None, werk: Coroutine[Any, Any, object]) -> None:
        """The same for what waits by itself; ``kenmerk``: what ``begin`` gave."""
        if not await self.uitloop.loop(self.wacht, werk) and kenmerk is not None:
            self._zeg_onderweg(kenmerk)

    def begin(
        self, sessie: Session, bron: Voortgangbron, onderwerp: str, wie: Medewerker
    ) -> str | None:
        """That it begins, in the transaction that makes it begin; what it is known by.

        Again: what it is known by already. ``None`` where nothing of it is left to follow, where a
        colleague follows it, and for who waits to the end: that is not kept.
        """
        if self.wacht is None:
            return None
        door = wie.autorisatie_id
        eerder = opslag.eerder(sessie, bron.soort, onderwerp)
        if eerder is not None:
            return eerder.id if eerder.autorisatie_id == door else None
        gezien = bron.kijk(sessie, onderwerp)
        if gezien is None or gezien.klaar_op is not None:
            return None
        totaal = 1 if bron.tel is None else bron.tel(sessie, onderwerp)
        nu = self.dienst.klok()
        return opslag.leg_vast(sessie, bron.soort, onderwerp, totaal, door=door, nu=nu)

    async def volg(self, bron: Voortgangbron, onderwerp: str, wie: Medewerker) -> None:
        """What goes on by itself, and can be asked for again: ``begin`` after it began."""

        def leg_vast() -> str | None:
            with self.dienst.transactie() as sessie:
                return self.begin(sessie, bron, onderwerp, wie)

        kenmerk = await in_draad(leg_vast)
        if kenmerk is not None:
            self._zeg_onderweg(kenmerk)

    def _zeg_onderweg(self, kenmerk: str) -> None:
        self.uit.status_code = 202
        adres = self.dienst.instellingen.server.publieke_url
        self.uit.headers.update(onderweg_koppen(adres, kenmerk))


def _langwerk(
    dienst: DienstAfh,
    uitloop: Annotated[Uitloop, Depends(van(Uitloop))],
    uit: Response,
    liever: Liever = None,
) -> Langwerk:
    hoogstens = dienst.instellingen.verzending.wacht_seconden
    return Langwerk(dienst, uitloop, uit, wachttijd(liever, hoogstens))


LangwerkAfh = Annotated[Langwerk, Depends(_langwerk)]
"""Parameter type for routers."""
