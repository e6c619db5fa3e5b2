"""What the OM writes about its own work points at nobody."""

from __future__ import annotations

from services.om.maatwerk.vormen import Maatwerkinvoer
from shared.bestand.zonderpersonen.bevestiging import (
    eis_zonder_personen,
)
from shared.web.meldingen import Invoerfout


def keur(invoer: Maatwerkinvoer) -> None:
    """Raises ``OngeldigeInvoer`` for what the covenant does not allow, and for people in a text."""
    fouten = []
    if not invoer.recidivebeperkend:
        zin = "is niet waar; maatwerk is alleen voor wat recidive beperkt"
        fouten.append(Invoerfout("/recidivebeperkend", zin))
    teksten = [("/intern", invoer.intern), ("/terugkoppeling", invoer.terugkoppeling)]
    eis_zonder_personen(teksten, bevestigd=invoer.bevestigd_zonder_personen, fouten=fouten)
