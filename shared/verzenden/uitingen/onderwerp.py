"""Saying that somebody is known, and to whom."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.verzenden.uitingen.router import uitingen_router

ONDERWERP = Onderwerp(
    naam="verzenden/uitingen",
    routers=(uitingen_router,),
)
