"""The ID token: who logged in, at whom, for us, in answer to our question (OIDC Core 3.1.3.7)."""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shared.web.aanmelding.handtekening import HandtekeningKloptNiet, controleer_handtekening
from shared.web.aanmelding.sleutelset import Sleutelset
from shared.web.instellingen.tabellen import Oidc

_SPELING_SECONDEN = 60
_MAX_TEKENS = 16_384


class IdTokenOngeldig(Exception):
    """Not an answer to our question; the text is for the log, not for a person."""


async def lees_idtoken(
    token: str, oidc: Oidc, client: str, nonce: str, sleutels: Sleutelset, nu: datetime
) -> Mapping[str, Any]:
    """The claims of an ID token that holds. Faults: `IdTokenOngeldig`."""
    kop, claims = _delen(token)
    alg, kid = kop.get("alg"), kop.get("kid")
    if alg not in oidc.algoritmen or "crit" in kop or not isinstance(kid, str):
        raise IdTokenOngeldig("kop")
    try:
        controleer_handtekening(token, await sleutels.zoek(kid, str(alg)), str(alg))
    except HandtekeningKloptNiet:
        raise IdTokenOngeldig("handtekening") from None
    _keur(claims, oidc, client, nonce, nu.timestamp())
    return claims


def _keur(claims: Mapping[str, Any], oidc: Oidc, client: str, nonce: str, nu: float) -> None:
    if claims.get("iss") != oidc.uitgever:
        raise IdTokenOngeldig("uitgever")
    publiek = claims.get("aud")
    if publiek not in (client, [client]):
        raise IdTokenOngeldig("publiek")
    if claims.get("azp", client) != client:
        raise IdTokenOngeldig("azp")
    if not secrets.compare_digest(str(claims.get("nonce", "")), nonce):
        raise IdTokenOngeldig("nonce")
    exp, iat = claims.get("exp"), claims.get("iat")
    if not isinstance(exp, int | float) or not isinstance(iat, int | float):
        raise IdTokenOngeldig("tijden")
    if nu >= exp + _SPELING_SECONDEN or iat > nu + _SPELING_SECONDEN:
        raise IdTokenOngeldig("verlopen")
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise IdTokenOngeldig("sub")


def _delen(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    delen = token.split(".")
    if len(token) > _MAX_TEKENS or len(delen) != 3:
        raise IdTokenOngeldig("vorm")
    try:
        kop, claims = (json.loads(urlsafe_b64decode(f"{een}==")) for een in delen[:2])
    except ValueError:
        raise IdTokenOngeldig("vorm") from None
    if not isinstance(kop, dict) or not isinstance(claims, dict):
        raise IdTokenOngeldig("vorm")
    return kop, claims
