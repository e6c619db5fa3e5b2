"""Tokens van een uitgever in het geheugen, goed en fout, en de controle ervan."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from joserfc import jwt
from joserfc.jwk import RSAKey

from shared.web.aanmelding.sleutelset import Sleutelset
from shared.web.aanmelding.tokens import Aanmelding, Tokencontrole
from shared.web.instellingen.tabellen import Oidc
from shared.web.limieten import Limieten
from tests.unit.web.aanmelding.uitgever import EC, NU, OIDC, RSA, UITGEVER, Klok, Uitgever

VREEMD = RSAKey.generate_key(2048, parameters={"kid": "rsa"})
ZWAK = {"kty": "RSA", "kid": "zwak", "e": "AQAB", "n": "v" + "A" * 169 + "E"}
"""1024 bits."""
VERSLEUTEL = RSAKey.generate_key(2048, parameters={"kid": "enc", "use": "enc"})


def maak_controle(uitgever: Uitgever | None = None, oidc: Oidc = OIDC) -> Tokencontrole:
    limieten = Limieten()
    controle = Tokencontrole(oidc, limieten)
    if uitgever is None:
        uitgever = Uitgever(RSA, EC, VERSLEUTEL)
        uitgever.sleutels.append(ZWAK)
    controle.sleutels = Sleutelset(oidc, limieten, klok=Klok(), haal=uitgever)
    return controle


def maak_claims(**anders: object) -> dict[str, object]:
    moment = int(NU.timestamp())
    claims: dict[str, object] = {
        "iss": UITGEVER,
        "aud": "driehoek-proef",
        "sub": "regisseur@gemeente.example",
        "iat": moment - 60,
        "exp": moment + 600,
        "jti": "0193aaaa-0000-7000-8000-000000000001",
        "client_id": "scherm",
    }
    return {naam: waarde for naam, waarde in (claims | anders).items() if waarde is not ...}


def maak_token(
    sleutel: Any = RSA, alg: str = "RS256", kop: dict[str, Any] | None = None, **anders: object
) -> str:
    return jwt.encode(
        {"alg": alg, "typ": "at+jwt", "kid": sleutel.kid} | (kop or {}),
        maak_claims(**anders),
        sleutel,
        [alg],
    )


def controleer(token: str, controle: Tokencontrole | None = None) -> Aanmelding:
    return asyncio.run((controle or maak_controle()).controleer(token, NU))


def b64(deel: bytes) -> str:
    return base64.urlsafe_b64encode(deel).rstrip(b"=").decode()


def met_de_hand(kop: dict[str, Any], claims: dict[str, object], handtekening: bytes = b"") -> str:
    kop = {"typ": "at+jwt"} | kop
    delen = (json.dumps(kop).encode(), json.dumps(claims).encode(), handtekening)
    return ".".join(b64(deel) for deel in delen)


def ondertekend(kop: bytes, inhoud: bytes) -> str:
    """Met een geldige handtekening over precies deze bytes."""
    zonder = f"{b64(kop)}.{b64(inhoud)}"
    privaat = RSA.get_op_key("sign")
    handtekening = privaat.sign(zonder.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{zonder}.{b64(handtekening)}"


KOP = b'{"alg":"RS256","typ":"at+jwt","kid":"rsa"}'
