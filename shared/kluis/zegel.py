"""Sealing of bytes: AES-256-GCM (NIST SP 800-38D) bound to the place they belong.

A sealed value is `0x01 ‖ nonce (12 bytes) ‖ ciphertext and tag`. The nonce is random; one key
seals far fewer than the 2^32 values for which that is safe (SP 800-38D, 8.3), because every
person has a key of their own and every epoch a fresh one.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.kluis.fouten import ZegelGebroken

SLEUTEL_BYTES = 32
_VERSIE = b"\x01"
_NONCE_BYTES = 12
_TAG_BYTES = 16

Zegelwens = tuple[Sequence[str], bytes, bytes]
"""What to seal: under which keys, the first innermost; the value; its place (`zegelcontext`)."""


@dataclass(frozen=True)
class Zegelstuk:
    """One sealed value with the key and the place (`zegelcontext`) it belongs to."""

    sleutel_id: str
    verzegeld: bytes
    context: bytes


def nieuwe_sleutel() -> bytes:
    """256 random bits."""
    return AESGCM.generate_key(bit_length=SLEUTEL_BYTES * 8)


def zegelcontext(tabel: str, kolom: str, rij: str) -> bytes:
    """The place of a sealed value. What is sealed for one place does not open in another."""
    return samen(tabel.encode(), kolom.encode(), rij.encode())


def samen(*delen: bytes) -> bytes:
    """Join parts so that no two different rows of parts give the same bytes."""
    return b"".join(len(deel).to_bytes(8, "big") + deel for deel in delen)


def verzegel(sleutel: bytes, plat: bytes, context: bytes) -> bytes:
    """Seal `plat` under `sleutel` (32 bytes), bound to `context`."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSIE + nonce + AESGCM(sleutel).encrypt(nonce, plat, context)


def ontzegel(sleutel: bytes, verzegeld: bytes, context: bytes) -> bytes:
    """Open what `verzegel` made. Faults: `ZegelGebroken`, for whatever reason it does not open."""
    kop = len(_VERSIE) + _NONCE_BYTES
    if len(verzegeld) < kop + _TAG_BYTES or not verzegeld.startswith(_VERSIE):
        raise ZegelGebroken
    try:
        return AESGCM(sleutel).decrypt(verzegeld[len(_VERSIE) : kop], verzegeld[kop:], context)
    except InvalidTag as fout:
        raise ZegelGebroken from fout
