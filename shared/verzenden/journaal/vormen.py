"""Shapes and examples of the answers about the own journal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Uitvoermodel
from shared.verzenden.journaal.tabellen import JournaalRij

VOORBEELD_REGEL: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-0000000000d1",
    "tijdstip": voorbeelden.VOORBEELD_ONTVANGEN,
    "richting": "uit",
    "handeling": "afgeleverd",
    "bericht": voorbeelden.VOORBEELD_BERICHT,
    "digest": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ=",
    "tegenpartij": voorbeelden.ONTVANGER,
    "soort": "verstrekking",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "medewerker": "0193aaaa-0000-7000-8000-000000000011",
    "besluit": "toegestaan",
    "bladnummer": 41,
    "checkpoint": "driehoek.example/rotterdam\n42\nSNwzCjsAPDvgXc/mcVcKfHVU2b8Tf4g45cV4mlYuq7Y=\n",
    "ontvangst": '{"status": "aanvaard"}',
    "handtekening": "eyJhbGciOiJQUzI1NiJ9..c2ln",
}


class JournaalregelUit(Uitvoermodel):
    """One line of the journal."""

    id: str
    tijdstip: datetime
    richting: str
    handeling: str
    bericht: str
    digest: str | None
    tegenpartij: str
    soort: str
    groep: str | None
    medewerker: str | None
    besluit: str | None
    bladnummer: int | None
    checkpoint: str | None
    ontvangst: str | None
    handtekening: str | None


class JournaalUit(Uitvoermodel):
    """A page of the journal."""

    journaal: list[JournaalregelUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


def regel_uit(rij: JournaalRij) -> JournaalregelUit:
    """From row to answer."""
    return JournaalregelUit(
        id=rij.id,
        tijdstip=rij.tijdstip,
        richting=rij.richting,
        handeling=rij.handeling,
        bericht=rij.bericht_id,
        digest=rij.digest,
        tegenpartij=rij.tegenpartij,
        soort=rij.soort,
        groep=rij.groep,
        medewerker=rij.medewerker,
        besluit=rij.besluit,
        bladnummer=rij.bladnummer,
        checkpoint=rij.checkpoint,
        ontvangst=rij.ontvangst,
        handtekening=rij.handtekening,
    )
