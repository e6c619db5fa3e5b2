"""`Gateway-Besluit`: the gateway's word to a receiver that it may have this message.

A compact JWS (ES256, the gateway's P-256 certificate) over the message's id and digest, the
receiver, the decision and the leaf it stands in. A receiver accepts nothing without it.
Source: profile, section 2.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.bericht.fouten import HandtekeningOngeldig, OngeldigeJson, SleutelOngeldig
from shared.bericht.jsonvorm import b64url, lees_json
from shared.bericht.limieten import BERICHTLIMIETEN, Berichtlimieten
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import is_digest
from shared.bericht.sleutels.jws import (
    controleer_sleutelkeuze,
    controleer_waarde,
    drie_segmenten,
    lees_kop,
    ontcijfer,
)
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.bericht.tijd import lees_utc, utc_tekst
from shared.tijd.kenmerk import is_uuid7

_ALG = "ES256"
_TYP = "JWT"
_KOPNAMEN = frozenset({"alg", "typ", "x5t#S256"})
_VELDEN = frozenset({"id", "digest", "ontvanger", "besluit", "bladnummer", "tijdstip"})
_UITKOMSTEN = ("toegestaan", "geweigerd")


@dataclass(frozen=True, slots=True)
class GatewayBesluit:
    """What the gateway decided on one message.

    id, digest: of the message. ontvanger: party code. besluit: `toegestaan` or `geweigerd`.
    bladnummer: the leaf's index, from 0. tijdstip: of the decision, UTC.
    """

    id: str
    digest: str
    ontvanger: str
    besluit: str
    bladnummer: int
    tijdstip: datetime

    @property
    def toegestaan(self) -> bool:
        """Whether the message may be received."""
        return self.besluit == "toegestaan"


def onderteken_gateway_besluit(ondertekenaar: Ondertekenaar, besluit: GatewayBesluit) -> str:
    """The header's value. The gateway signs with P-256 only (`SleutelOngeldig`)."""
    if ondertekenaar.alg != _ALG:
        raise SleutelOngeldig("De gateway ondertekent zijn besluiten met een P-256-sleutel.")
    kop = {"alg": _ALG, "typ": _TYP, "x5t#S256": ondertekenaar.certificaat.x5t_s256}
    lading = {
        "id": besluit.id,
        "digest": besluit.digest,
        "ontvanger": besluit.ontvanger,
        "besluit": besluit.besluit,
        "bladnummer": besluit.bladnummer,
        "tijdstip": utc_tekst(besluit.tijdstip),
    }
    invoer = f"{_segment(kop)}.{_segment(lading)}"
    return f"{invoer}.{b64url(ondertekenaar.onderteken(invoer.encode('ascii')))}"


def verifieer_gateway_besluit(
    jws: str, certificaat: Certificaat, limieten: Berichtlimieten = BERICHTLIMIETEN
) -> GatewayBesluit:
    """Verify a `Gateway-Besluit` under the gateway's certificate (`HandtekeningOngeldig`).

    Left to the caller: that the certificate is trusted, and that id, digest and receiver are
    those of the message at hand and the decision is `toegestaan`.
    """
    kopsegment, ladingsegment, waarde = drie_segmenten(jws, limieten.max_handtekening_tekens)
    kop = lees_kop(kopsegment)
    if not {"alg", "x5t#S256"} <= kop.keys() <= _KOPNAMEN or kop.get("typ", _TYP) != _TYP:
        raise HandtekeningOngeldig("De kop van het gatewaybesluit heeft een andere vorm.")
    if kop["alg"] != _ALG:
        raise HandtekeningOngeldig("Een gatewaybesluit is met ES256 ondertekend.")
    controleer_sleutelkeuze(kop, certificaat)
    lading = ontcijfer(ladingsegment)
    controleer_waarde(f"{kopsegment}.{ladingsegment}".encode("ascii"), waarde, certificaat)
    return _lees_lading(lading)


def _segment(obj: dict[str, Any]) -> str:
    return b64url(json.dumps(obj, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def _lees_lading(data: bytes) -> GatewayBesluit:
    try:
        lading: Any = lees_json(data, max_diepte=1)
        if not isinstance(lading, dict) or lading.keys() != _VELDEN or not _klopt(lading):
            raise ValueError("andere vorm")
        return GatewayBesluit(**{**lading, "tijdstip": lees_utc(lading["tijdstip"])})
    except (OngeldigeJson, ValueError):
        raise HandtekeningOngeldig(
            "Het gatewaybesluit heeft niet de vorm van het profiel."
        ) from None


def _klopt(lading: dict[str, Any]) -> bool:
    nummer = lading["bladnummer"]
    return (
        isinstance(lading["id"], str)
        and is_uuid7(lading["id"])
        and isinstance(lading["digest"], str)
        and is_digest(lading["digest"])
        and isinstance(lading["ontvanger"], str)
        and lading["besluit"] in _UITKOMSTEN
        and isinstance(nummer, int)
        and not isinstance(nummer, bool)
        and nummer >= 0
    )
