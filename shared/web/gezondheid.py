"""Whether a process lives, and whether it can take work.

`GET /v1/gezondheid` answers as long as the process does. `GET /v1/gezondheid/gereed` runs the
checks the app was given; the answer tells an outsider yes or no, and the log which check failed.

Both are always answered, however busy the process is: they need no room, and the checks run in a
thread of their own. Who asks while they run shares the outcome, so asking often costs nothing.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Literal

import structlog
from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from shared.web.logregels import beschrijf
from shared.web.problemen import ProbleemFout
from shared.web.routes import antwoordt_altijd, maak_router, operatie

Controle = Callable[[], object]
"""A readiness check: returns when all is well, raises when not. Runs in a worker thread."""


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
        if not await gereedheid.vraag():
            raise ProbleemFout(503)
        return Gezondheid(status="gereed")

    return router


class _Gereedheid:
    """Runs the checks, once at a time."""

    def __init__(self, controles: Mapping[str, Controle]) -> None:
        self._controles = controles
        self._loopt: asyncio.Task[bool] | None = None

    async def vraag(self) -> bool:
        """Whether all is well now. Who stops waiting does not stop the others' run."""
        if self._loopt is None or self._loopt.done():
            self._loopt = asyncio.create_task(self._controleer())
        return await asyncio.shield(self._loopt)

    async def _controleer(self) -> bool:
        goed, eigen_draad = True, CapacityLimiter(1)
        for naam, controle in self._controles.items():
            try:
                await to_thread.run_sync(controle, limiter=eigen_draad)
            except Exception as fout:  # noqa: BLE001 — elke fout betekent: niet gereed
                goed = False
                structlog.get_logger().warning(
                    "niet gereed", controle=naam, **beschrijf(type(fout), fout.__traceback__)
                )
        return goed
