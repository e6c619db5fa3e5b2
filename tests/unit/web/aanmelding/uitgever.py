"""An identity provider in memory: keys, and a key set that counts how often it is asked for."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import httpx
from joserfc.jwk import ECKey, RSAKey

from shared.web.instellingen.tabellen import Oidc

NU = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
UITGEVER = "https://inlog.gemeente.example"
OIDC = Oidc(
    uitgever=UITGEVER,
    publiek="driehoek-proef",
    jwks_url=f"{UITGEVER}/jwks",
    algoritmen=("RS256", "PS256", "ES256"),
)
RSA = RSAKey.generate_key(2048, parameters={"kid": "rsa"})
EC = ECKey.generate_key("P-256", parameters={"kid": "ec"})


class Klok:
    """Monotonic seconds that only move when told."""

    def __init__(self) -> None:
        self.stand = 1000.0

    def __call__(self) -> float:
        return self.stand


class Uitgever:
    """An identity provider's key set, and how often it was asked for."""

    def __init__(self, *sleutels: RSAKey | ECKey) -> None:
        self.sleutels: list[Any] = [sleutel.as_dict(private=False) for sleutel in sleutels]
        self.gevraagd = 0
        self.weg = False

    async def __call__(self) -> bytes:
        self.gevraagd += 1
        if self.weg:
            raise httpx.ConnectError("weg")
        return json.dumps({"keys": self.sleutels}).encode()
