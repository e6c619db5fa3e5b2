"""A received message on its way into the own file, and what its rows hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.bericht.bericht import OntvangenBericht
from shared.bericht.gatewaybesluit import GatewayBesluit
from shared.bericht.inhoud import Inhoud
from shared.partij.journaal import IN, Bewijsstuk, regelwaarden
from shared.web.operaties import Operatie

Waarden = dict[str, Any]


@dataclass(frozen=True)
class Ingenomen:
    """The receipt as it goes back: its exact text and its signature."""

    bericht_id: str
    digest: str
    status: str
    tekst: str
    handtekening: str


@dataclass(frozen=True)
class Voorbereid:
    """A checked message with its signed receipt; not stored yet.

    ``inhoud``: what came out of the encryption, if there was any. ``reden``: why it is refused;
    then there is no content here. ``operatie``: on whose account it is stored; several may be
    stored together.
    """

    bericht: OntvangenBericht
    besluit: GatewayBesluit
    inhoud: Inhoud | None = field(repr=False)
    reden: str | None
    ingenomen: Ingenomen
    nu: datetime
    operatie: Operatie | None = None

    @property
    def kop(self) -> Mapping[str, Any]:
        """The kop as JSON."""
        return self.bericht.kop_json


def inbakwaarden(een: Voorbereid) -> Waarden:
    """The values of its inbox row, before anything is sealed."""
    kop = een.kop
    return {
        "bericht_id": kop["id"],
        "digest": een.bericht.digest,
        "afzender": kop["afzender"],
        "soort": kop["soort"],
        "groep": kop["groep"],
        "in_reactie_op": kop.get("inReactieOp"),
        "kop": dict(kop),
        "payload_signature": een.bericht.payload_signature,
        "gateway_besluit": een.bericht.gateway_besluit or "",
        "bladnummer": een.besluit.bladnummer,
        "status": een.ingenomen.status,
        "ontvangst": een.ingenomen.tekst,
        "handtekening": een.ingenomen.handtekening,
        "sleutels": [],
        "geheim": None,
        "ontvangen_op": een.nu,
    }


def journaalwaarden(een: Voorbereid) -> Waarden:
    """The values of its journal line."""
    return regelwaarden(
        een.kop,
        richting=IN,
        handeling="ontvangen" if een.reden is None else "geweigerd",
        nu=een.nu,
        digest=een.bericht.digest,
        besluit=een.besluit.besluit,
        bewijs=Bewijsstuk(
            een.besluit.bladnummer, None, een.ingenomen.tekst, een.ingenomen.handtekening
        ),
    )
