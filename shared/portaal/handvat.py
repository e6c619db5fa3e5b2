"""Opaque addresses: what stands in the browser's history says nothing, and dies with the session.

A handle is the identifier under AES-GCM, with a key that only this session has. The same
identifier always gives the same handle within one session, so that a link stays a link.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class HandvatOnbekend(Exception):
    """Not an address of this session."""


def sleutel_voor(geheim: bytes, doel: str) -> bytes:
    """A key for one purpose, out of the secret that only the browser holds."""
    return hmac.new(geheim, f"driehoek-portaal/{doel}".encode(), hashlib.sha256).digest()


def verzegel(sleutel: bytes, inhoud: bytes) -> bytes:
    """Sealed under this key. The nonce comes from the content: equal content, equal seal."""
    nonce = hmac.new(sleutel, b"nonce" + inhoud, hashlib.sha256).digest()[:_NONCE]
    return nonce + AESGCM(sleutel).encrypt(nonce, inhoud, None)


def open_zegel(sleutel: bytes, zegel: bytes) -> bytes:
    """What was sealed. Faults: `HandvatOnbekend`."""
    try:
        return AESGCM(sleutel).decrypt(zegel[:_NONCE], zegel[_NONCE:], None)
    except (InvalidTag, ValueError):
        raise HandvatOnbekend from None


def maak_handvat(sleutel: bytes, kenmerk: str) -> str:
    """The address of what has this identifier."""
    return base64.urlsafe_b64encode(verzegel(sleutel, kenmerk.encode())).rstrip(b"=").decode()


def lees_handvat(sleutel: bytes, handvat: str) -> str:
    """The identifier behind an address. Faults: `HandvatOnbekend`."""
    try:
        ruw = base64.urlsafe_b64decode(handvat + "=" * (-len(handvat) % 4))
    except ValueError:
        raise HandvatOnbekend from None
    return open_zegel(sleutel, ruw).decode()
