"""Tokens for programs at the development provider: client credentials (RFC 6749, 4.4).

A program proves who it is with a JWT under its own key (RFC 7523, ``private_key_jwt``), as OAuth-NL
asks of a client without a person: there is no secret that travels. The provider knows the public
keys out of a file: ``[{"client": "...", "sleutel": <JWK>}]``.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from shared.bericht.jsonvorm import ontb64url

CLIENT_CREDENTIALS = "client_credentials"
BEWIJSSOORT = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ALGORITMEN = ["PS256", "RS256"]
_HOOGSTENS_SECONDEN = 300


class ProgrammaGeweigerd(Exception):
    """No token; ``code`` is OAuth's own word for why (RFC 6749, 5.2)."""

    def __init__(self, code: str, zin: str) -> None:
        super().__init__(zin)
        self.code = code


@dataclass
class Programmas:
    """The programs the provider knows, by client id; ``adressen`` are what a proof may be for."""

    sleutels: Mapping[str, RSAKey]
    adressen: Sequence[str]
    nu: Callable[[], float]
    _gezien: dict[tuple[str, str], float] = field(default_factory=dict)

    def keur(self, formulier: Mapping[str, str]) -> str:
        """The client id, if the proof in the form holds; else ``ProgrammaGeweigerd``."""
        if formulier.get("client_assertion_type") != BEWIJSSOORT:
            raise ProgrammaGeweigerd(
                "invalid_client", "Bewijs met een client_assertion wie u bent (private_key_jwt)."
            )
        bewijs = formulier.get("client_assertion", "")
        client = _wie_zegt_het(bewijs)
        sleutel = self.sleutels.get(client)
        if sleutel is None:
            raise ProgrammaGeweigerd("invalid_client", "Dit programma bestaat niet.")
        try:
            claims = jwt.decode(bewijs, sleutel, algorithms=ALGORITMEN).claims
        except (JoseError, ValueError):
            raise ProgrammaGeweigerd("invalid_client", "De handtekening klopt niet.") from None
        self._keur_claims(client, claims)
        return client

    def _keur_claims(self, client: str, claims: Mapping[str, Any]) -> None:
        nu, exp, jti = self.nu(), claims.get("exp"), claims.get("jti")
        publiek = claims.get("aud")
        klopt = (
            claims.get("iss") == claims.get("sub") == client
            and (publiek in self.adressen if isinstance(publiek, str) else False)
            and isinstance(jti, str)
            and isinstance(exp, int | float)
            and nu < exp <= nu + _HOOGSTENS_SECONDEN
        )
        if not klopt:
            raise ProgrammaGeweigerd(
                "invalid_client",
                "Het bewijs noemt het programma als iss en sub, deze inlog als aud, een jti en een "
                f"exp binnen {_HOOGSTENS_SECONDEN} seconden.",
            )
        self._eis_nieuw(client, str(jti), nu)

    def _eis_nieuw(self, client: str, jti: str, nu: float) -> None:
        """A proof serves once: who reads it along the way has nothing."""
        for oud in [een for een, tot in self._gezien.items() if tot < nu]:
            del self._gezien[oud]
        if (client, jti) in self._gezien:
            raise ProgrammaGeweigerd("invalid_client", "Dit bewijs is al gebruikt.")
        self._gezien[client, jti] = nu + _HOOGSTENS_SECONDEN


def maak_bewijs(client: str, sleutel: RSAKey, aan: str, nu: float) -> str:
    """The proof a program sends along: who it is, for whom, for a minute, once."""
    claims = {
        "iss": client, "sub": client, "aud": aan,
        "jti": secrets.token_hex(16), "iat": int(nu), "exp": int(nu) + 60,
    }  # fmt: skip
    return jwt.encode({"alg": "PS256", "typ": "JWT"}, claims, sleutel, algorithms=ALGORITMEN)


def sleutel_van(pad: Path) -> RSAKey:
    """The key of a program, made at the first asking; only its owner reads the file."""
    if not pad.exists():
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.touch(mode=0o600)
        pad.write_bytes(RSAKey.generate_key(2048).as_pem(private=True))
    return RSAKey.import_key(pad.read_bytes())


def schrijf_programmas(sleutels: Mapping[str, RSAKey]) -> str:
    """What the provider reads: the public keys."""
    rijen = [
        {"client": client, "sleutel": sleutel.as_dict(private=False)}
        for client, sleutel in sleutels.items()
    ]
    return json.dumps(rijen, indent=2) + "\n"


def lees_programmas(pad: Path) -> dict[str, RSAKey]:
    """The public keys by client id."""
    rijen = json.loads(pad.read_text(encoding="utf-8"))
    return {str(rij["client"]): RSAKey.import_key(rij["sleutel"]) for rij in rijen}


def _wie_zegt_het(bewijs: str) -> str:
    """Whose key to try; nothing of it is believed yet."""
    try:
        _, inhoud, _ = bewijs.split(".")
        ruw = json.loads(ontb64url(inhoud))
    except ValueError:
        raise ProgrammaGeweigerd("invalid_client", "Het bewijs is geen JWT.") from None
    return str(ruw.get("sub", "")) if isinstance(ruw, dict) else ""
