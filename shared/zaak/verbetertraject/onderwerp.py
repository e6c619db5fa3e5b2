"""The way of a correction between the parties."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.zaak.verbetertraject.router import verbeteringen_router
from shared.zaak.verbetertraject.werk import VERBETERINGEN

ONDERWERP = Onderwerp(
    naam="zaak/verbetertraject",
    routers=(verbeteringen_router,),
    werk=(VERBETERINGEN,),
)
