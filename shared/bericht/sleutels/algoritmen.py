"""The parameters of PS256 and ES256: the same for who signs and who verifies."""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding

ES256_DEEL = 32
"""Bytes of r and of s."""

PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=hashes.SHA256.digest_size)
"""RFC 7518 3.5: the salt is as long as the hash, and no other length verifies."""

ECDSA = ec.ECDSA(hashes.SHA256())
