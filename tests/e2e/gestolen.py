"""Wat een aanvaller heeft die alles van de gateway stal: haar verbinding en haar sleutels."""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx

from deploy.pki import Pki
from shared.bericht.gatewaybesluit import GatewayBesluit, onderteken_gateway_besluit
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from tests.e2e.wereld import Wereld


def met_gatewaycertificaat(wereld: Wereld) -> httpx.Client:
    """Een verbinding als de gateway."""
    pki = wereld.omgeving.pki
    paar = pki.deelnemers["gateway"].transport
    tls = ssl.create_default_context(cafile=str(pki.vertrouwen))
    tls.load_cert_chain(paar.certificaat, paar.sleutel)
    return httpx.Client(verify=tls)


def smokkel(wereld: Wereld, kop: Mapping[str, Any], bladnummer: int) -> httpx.Response:
    """Levert een bericht zonder inhoud af alsof de gateway het besliste.

    De sleutel van de afzender is ook gestolen: daar stopt een ontvanger het anders al op.
    """
    pki, naar, nu = wereld.omgeving.pki, str(kop["ontvanger"]), datetime.now(UTC)
    body = json.dumps({"kop": dict(kop), "inhoud": None}).encode()
    digest = digest_header(body)
    besluit = GatewayBesluit(str(kop["id"]), digest, naar, "toegestaan", bladnummer, nu)
    afzender, gateway = (_ondertekenaar(pki, wie) for wie in (str(kop["afzender"]), "gateway"))
    koppen = {
        "Content-Type": "application/json",
        "Digest": digest,
        "Payload-Signature": onderteken_digest(afzender, digest, nu),
        "Gateway-Besluit": onderteken_gateway_besluit(gateway, besluit),
    }
    adres = f"{wereld.omgeving.lokaal.onderdeel(naar).url}/v1/ontvangsten"
    with met_gatewaycertificaat(wereld) as client:
        return client.post(adres, content=body, headers=koppen)


def _ondertekenaar(pki: Pki, wie: str) -> BestandsOndertekenaar:
    paar = pki.deelnemers[wie].ondertekening
    return BestandsOndertekenaar.uit_pem(paar.sleutel.read_bytes(), paar.certificaat.read_bytes())
