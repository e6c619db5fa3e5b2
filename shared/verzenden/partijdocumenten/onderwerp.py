"""What parties say about themselves."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.verzenden.partijdocumenten.geheimhoudingrouter import geheimhouding_router
from shared.verzenden.partijdocumenten.router import partijdocumenten_router

ONDERWERP = Onderwerp(
    naam="verzenden/partijdocumenten",
    routers=(partijdocumenten_router, geheimhouding_router),
    migraties=Path(__file__).parent / "migraties",
)
