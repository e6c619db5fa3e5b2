"""The floor: the raw cryptographic operations one exchange cannot do without, called directly.

Per exchange: two payload signatures (the sender's and the one under the receipt), each verified
twice on its way (gateway and receiver; gateway and sender), one gateway decision signed and
verified (ES256), one RSA-OAEP key wrap and unwrap with AES-256-GCM over the content, and the
SHA-256 of the body. No JSON, no HTTP, no database.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_RSA_BITS = 3072
_EXPONENT = 65537
_BERICHT = b"digest: SHA-256=" + b"A" * 44
_RONDEN = 60

Ondertekening = tuple[Callable[[bytes], bytes], Callable[[bytes, bytes], None]]


def vloer_cpu_seconden(ondertekening: str, inhoud_bytes: int) -> float:
    """CPU seconds one exchange costs in cryptography alone; ``ondertekening``: 'rsa' or 'p256'."""
    bericht = _rsa_pss() if ondertekening == "rsa" else _ecdsa()
    besluit = _ecdsa()
    ontvanger = rsa.generate_private_key(_EXPONENT, _RSA_BITS)
    inhoud = os.urandom(inhoud_bytes)
    begin = time.process_time()
    for _ in range(_RONDEN):
        _een_uitwisseling(bericht, besluit, ontvanger, inhoud)
    return (time.process_time() - begin) / _RONDEN


def _een_uitwisseling(
    bericht: Ondertekening, besluit: Ondertekening, ontvanger: rsa.RSAPrivateKey, inhoud: bytes
) -> None:
    for _handtekening in range(2):
        onderteken, controleer = bericht
        waarde = onderteken(_BERICHT)
        controleer(waarde, _BERICHT)
        controleer(waarde, _BERICHT)
    onderteken, controleer = besluit
    controleer(onderteken(_BERICHT), _BERICHT)
    _versleutel_en_ontsleutel(ontvanger, inhoud)
    for _hop in range(4):
        hashlib.sha256(inhoud).digest()


def _versleutel_en_ontsleutel(ontvanger: rsa.RSAPrivateKey, inhoud: bytes) -> None:
    # Het profiel schrijft RSA-OAEP met SHA-1 voor (RFC 7518, 4.3); dat is geen handtekening.
    oaep = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)  # noqa: S303
    sleutel, nonce = os.urandom(32), os.urandom(12)
    gewikkeld = ontvanger.public_key().encrypt(sleutel, oaep)
    dicht = AESGCM(sleutel).encrypt(nonce, inhoud, b"")
    AESGCM(ontvanger.decrypt(gewikkeld, oaep)).decrypt(nonce, dicht, b"")


def _rsa_pss() -> Ondertekening:
    sleutel = rsa.generate_private_key(_EXPONENT, _RSA_BITS)
    publiek = sleutel.public_key()
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256().digest_size)
    return (
        lambda data: sleutel.sign(data, pss, hashes.SHA256()),
        lambda waarde, data: publiek.verify(waarde, data, pss, hashes.SHA256()),
    )


def _ecdsa() -> Ondertekening:
    sleutel = ec.generate_private_key(ec.SECP256R1())
    publiek = sleutel.public_key()
    es256 = ec.ECDSA(hashes.SHA256())
    return (
        lambda data: sleutel.sign(data, es256),
        lambda waarde, data: publiek.verify(waarde, data, es256),
    )
