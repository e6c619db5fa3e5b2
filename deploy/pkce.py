"""Proof Key for Code Exchange, method S256 (RFC 7636, 4.2)."""

from __future__ import annotations

import base64
import hashlib


def daag_uit(bewijs: str) -> str:
    """The code challenge that goes with a code verifier."""
    hash_ = hashlib.sha256(bewijs.encode("utf-8")).digest()
    return base64.urlsafe_b64encode(hash_).rstrip(b"=").decode("ascii")
