"""Whether a process lives, and whether it can take work.

`GET /v1/gezondheid` answers as long as the process does. `GET /v1/gezondheid/gereed` runs the
checks the app was given; the answer tells an outsider yes or no, and the log which check failed.
Only a check that raises `NietGereed` tells the outsider why: that holds nothing to hide.

Both are always answered, however busy the process is: they need no room, and the checks run in a
thread of their own. Who asks while they run shares the outcome, so asking often costs nothing.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import structlog
from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from shared.web.beschrijving.routes import antwoordt_altijd, maak_router, operatie
from shared.web.logregels import beschrijf
from shared.web.meldingen import Invoerfout
from shared.web.problemen import ProbleemFout

Controle = Callable[[], object]
"""A readiness check: returns when all is well, raises when not. Runs in a worker thread."""


class NietGereed(Exception):
    """A check that says what is wrong, in Dutch, for whoever asks; `fouten` name the settings."""

    def __init__(self, melding: str, fouten: tuple[Invoerfout, ...]) -> None:
        super().__init__(melding)
        self.melding = melding
        self.fouten = fouten


class Gezondheid(BaseModel):
    """The answer of both endpoints."""

    model_config = ConfigDict(frozen=True)

    status: Literal["gezond", "gereed"]


def maak_gezondheid(controles: Mapping[str, Controle]) -> APIRouter:
    """The router; `controles` maps a check's name (for the log) to the check."""
    router = maak_router("gezondheid")
    gereedheid = _Gereedheid(controles)

    @router.get(
        "/gezondheid",
        **operatie("leesGezondheid", "Leeft het proces?", antwoord={"status": "gezond"}),
    )
    @antwoordt_altijd
    async def leef() -> Gezondheid:
        return Gezondheid(status="gezond")

    @router.get(
        "/gezondheid/gereed",
        **operatie("leesGereedheid", "Kan het proces werk aan?", antwoord={"status": "gereed"}),
    )
    @antwoordt_altijd
    async def gereed() -> Gezondheid:
        stand = await gereedheid.vraag()
        if not stand.goed:
            raise ProbleemFout(503, " ".join(stand.redenen), fouten=stand.fouten)
        return Gezondheid(status="gereed")

    return router


@dataclass(slots=True)
class _Stand:
    """What one run of the checks came to."""

    goed: bool = True
    redenen: list[str] = field(default_factory=list)
    fouten: list[Invoerfout] = field(default_factory=list)


class _Gereedheid:
    """Runs the checks, once at a time."""

    def __init__(self, controles: Mapping[str, Controle]) -> None:
        self._controles = controles
        self._loopt: asyncio.Task[_Stand] | None = None

    async def vraag(self) -> _Stand:
        """Whether all is well now. Who stops waiting does not stop the others' run."""
        if self._loopt is None or self._loopt.done():
            self._loopt = asyncio.create_task(self._controleer())
        return await asyncio.shield(self._loopt)

    async def _controleer(self) -> _Stand:
        stand, eigen_draad = _Stand(), CapacityLimiter(1)
        for naam, controle in self._controles.items():
            try:
                await to_thread.run_sync(controle, limiter=eigen_draad)
            except Exception as fout:  # noqa: BLE001 — elke fout betekent: niet gereed
                stand.goed = False
                if isinstance(fout, NietGereed):
                    stand.redenen.append(fout.melding)
                    stand.fouten += fout.fouten
                structlog.get_logger().warning(
                    "niet gereed", controle=naam, **beschrijf(type(fout), fout.__traceback__)
                )
        return stand
