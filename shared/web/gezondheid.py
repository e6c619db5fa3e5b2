"""Whether a process lives, and whether it can take work.

`GET /v1/gezondheid` answers as long as the process does. `GET /v1/gezondheid/gereed` runs the
checks the app was given; the answer tells an outsider yes or no, and the log which check failed.
"""

from collections.abc import Callable, Mapping
from typing import Literal

import structlog
from anyio import to_thread
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from shared.web.logregels import beschrijf
from shared.web.problemen import ProbleemFout
from shared.web.routes import maak_router, operatie

Controle = Callable[[], object]
"""A readiness check: returns when all is well, raises when not. Runs in a worker thread."""


class Gezondheid(BaseModel):
    """The answer of both endpoints."""

    model_config = ConfigDict(frozen=True)

    status: Literal["gezond", "gereed"]


def maak_gezondheid(controles: Mapping[str, Controle]) -> APIRouter:
    """The router; `controles` maps a check's name (for the log) to the check."""
    router = maak_router("gezondheid")
    logger = structlog.get_logger()

    @router.get(
        "/gezondheid",
        **operatie("leesGezondheid", "Leeft het proces?", antwoord={"status": "gezond"}),
    )
    async def leef() -> Gezondheid:
        return Gezondheid(status="gezond")

    @router.get(
        "/gezondheid/gereed",
        **operatie("leesGereedheid", "Kan het proces werk aan?", antwoord={"status": "gereed"}),
    )
    async def gereed() -> Gezondheid:
        kapot = False
        for naam, controle in controles.items():
            try:
                await to_thread.run_sync(controle)
            except Exception as fout:  # noqa: BLE001 — elke fout betekent: niet gereed
                kapot = True
                logger.warning(
                    "niet gereed", controle=naam, **beschrijf(type(fout), fout.__traceback__)
                )
        if kapot:
            raise ProbleemFout(503)
        return Gezondheid(status="gereed")

    return router
