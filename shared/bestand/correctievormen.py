"""Shapes of the history of one object."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from shared.bestand.correcties import Correctie
from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Uitvoermodel


class CorrectieUit(Uitvoermodel):
    """One correction: who, when, why, and what it replaced."""

    versie: int
    tijdstip: datetime
    door: str | None
    reden: str
    oudeWaarden: dict[str, Any]  # noqa: N815 - the names inside are shown as they are


class CorrectiesUit(Uitvoermodel):
    """The history of one object, oldest first."""

    correcties: list[CorrectieUit]


def correctie_uit(correctie: Correctie) -> CorrectieUit:
    """A correction as the API shows it."""
    return CorrectieUit(
        versie=correctie.versie,
        tijdstip=correctie.tijdstip,
        door=correctie.door,
        reden=correctie.reden,
        oudeWaarden=dict(correctie.oud),
    )


VOORBEELD_CORRECTIES: dict[str, Any] = {
    "correcties": [
        {
            "versie": 2,
            "tijdstip": VOORBEELD_TIJD,
            "door": VOORBEELD_MEDEWERKER,
            "reden": "Verhuisd.",
            "oudeWaarden": {"adres": "Verzonnenstraat 1"},
        }
    ]
}
