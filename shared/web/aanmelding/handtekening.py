"""Signatures of access tokens: the one module that uses python-jose.

That library takes whatever key and algorithm it is given, and would take a public key for an HMAC
secret. So here a key is built for exactly one algorithm, out of an RSA or P-256 public JWK only,
and verifying names that algorithm. A symmetric key cannot come into being.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from jose import jwk, jws
from jose.backends.base import Key
from jose.backends.cryptography_backend import CryptographyRSAKey
from jose.exceptions import JOSEError

Sleutel: TypeAlias = Key
"""A public key for one algorithm, made by `publieke_sleutel`."""

_SOORT = {"RS256": "RSA", "PS256": "RSA", "ES256": "EC"}
_MIN_RSA_BITS = 2048


class HandtekeningKloptNiet(Exception):
    """The token was not signed with this key and algorithm."""


class PssSleutel(CryptographyRSAKey):
    """PS256 for python-jose, which has no RSASSA-PSS of its own; verifying only."""

    def __init__(self, key: Mapping[str, Any], algorithm: str) -> None:
        super().__init__(key, "RS256")
        self._algorithm = algorithm

    def verify(self, msg: bytes, sig: bytes) -> bool:
        """RFC 7518, 3.5: MGF1 with SHA-256, salt as long as the hash."""
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), salt_length=hashes.SHA256.digest_size)
        try:
            self.prepared_key.verify(sig, msg, pss, hashes.SHA256())
        except InvalidSignature:
            return False
        return True


jwk.register_key("PS256", PssSleutel)


def controleer_handtekening(token: str, sleutels: Iterable[Sleutel], alg: str) -> None:
    """Accept a compact JWS signed with one of these keys; raises `HandtekeningKloptNiet`."""
    for sleutel in sleutels:
        try:
            jws.verify(token, sleutel, algorithms=[alg])
        except JOSEError:
            continue
        return
    raise HandtekeningKloptNiet


def publieke_sleutel(rij: dict[str, Any], alg: str) -> Sleutel | None:
    """A key object for one algorithm, or None when this JWK is not meant or fit for it."""
    if rij.get("kty") != _SOORT.get(alg) or rij.get("alg", alg) != alg:
        return None
    if rij.get("use", "sig") != "sig" or "d" in rij or not _om_te_verifieren(rij):
        return None
    if alg == "ES256" and rij.get("crv") != "P-256":
        return None
    try:
        sleutel = jwk.construct(rij, alg)
    except (JOSEError, ValueError, TypeError, AttributeError, KeyError):
        return None
    publiek = getattr(sleutel, "prepared_key", None)
    if isinstance(publiek, rsa.RSAPublicKey):
        return sleutel if publiek.key_size >= _MIN_RSA_BITS else None
    return sleutel if isinstance(publiek, ec.EllipticCurvePublicKey) else None


def _om_te_verifieren(rij: Mapping[str, Any]) -> bool:
    """Whether the key says nothing else about its use (RFC 7517, 4.3)."""
    doelen = rij.get("key_ops", ["verify"])
    return isinstance(doelen, list) and "verify" in doelen
