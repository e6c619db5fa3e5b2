"""Shapes and examples of the answers about receiving."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Invoermodel, Uitvoermodel
from shared.verzenden.versturen.vormen import VOORBEELD_KOP

VOORBEELD_BERICHT: dict[str, Any] = {"kop": VOORBEELD_KOP, "inhoud": None}
VOORBEELD_ONTVANGST: dict[str, Any] = {
    "id": voorbeelden.VOORBEELD_BERICHT,
    "digest": "SHA-256=agYORlPMWTJ9N5N/Q50ZlD5/cFCU4XSeEyDm4FNcEXQ=",
    "status": "aanvaard",
    "reden": None,
    "ontvangen": voorbeelden.VOORBEELD_ONTVANGEN,
}
VOORBEELD_LEVERING: dict[str, Any] = {
    "id": voorbeelden.VOORBEELD_BERICHT,
    "inhoud": "eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d",
}


class Bericht(Invoermodel):
    """A message on the wire (profile, 2); read from the exact bytes, this is its description."""

    kop: dict[str, Any] = Field(description="De kop volgens het uitwisselprofiel.")
    inhoud: str | None = Field(description="JWE in compacte vorm voor deze partij, of null.")


class Inhoudlevering(Invoermodel):
    """The content of what was said, on the wire (profile, 2); read from the exact bytes."""

    id: str = Field(description="Het bericht zoals het is aangekondigd.")
    inhoud: str = Field(description="JWE in compacte vorm voor deze partij.")


class OntvangstbewijsUit(Uitvoermodel):
    """The receipt; its exact bytes are signed."""

    id: str
    digest: str
    status: str = Field(description="aanvaard of geweigerd.")
    reden: str | None = Field(description="Een code uit het convenant, bij een weigering.")
    ontvangen: datetime
