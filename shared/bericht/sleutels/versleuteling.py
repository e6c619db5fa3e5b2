"""The content of a message, for the receiver's eyes only: JWE compact (RFC 7516).

Sending: RSA-OAEP with A256GCM through joserfc, the algorithms listed. Receiving: RSA-OAEP and
RSA-OAEP-256 with A256GCM. Opening is done here and not by joserfc, because joserfc wants the
private key itself and ours may sit in an HSM behind `Ontsleutelaar`, which only unwraps the
content key; what remains is one AES-GCM call. The header is held to the profile's four parameters
before anything is opened, so neither compression (`zip`) nor an extension (`crit`) is ever met.
"""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwe
from joserfc.jwk import RSAKey

from shared.bericht.fouten import OngeldigeJson, VersleutelingOngeldig
from shared.bericht.jsonvorm import is_b64url, lees_json, ontb64url
from shared.bericht.limieten import BERICHTLIMIETEN, Berichtlimieten
from shared.bericht.sleutels.certificaten import Certificaat, Gebruik
from shared.bericht.sleutels.sleutels import OAEP, Ontsleutelaar

_ALG = "RSA-OAEP"
_ENC = "A256GCM"
_KOPNAMEN = frozenset({"alg", "enc", "typ", "x5t#S256"})
_SEGMENTEN = 5
_SLEUTEL_BYTES = 32
_IV_BYTES = 12
_TAG_BYTES = 16


def versleutel(plat: bytes, certificaat: Certificaat) -> str:
    """Encrypt for the holder of an encryption certificate."""
    certificaat.controleer_gebruik(Gebruik.VERSLEUTELEN)
    kop = {"alg": _ALG, "enc": _ENC, "typ": "JWE", "x5t#S256": certificaat.x5t_s256}
    return jwe.encrypt_compact(kop, plat, _jose_sleutel(certificaat), algorithms=[_ALG, _ENC])


def is_jwe_vorm(tekst: str) -> bool:
    """Whether a text could be a compact JWE: five non-empty segments of strict base64url.

    All the gateway can check of content it cannot open.
    """
    segmenten = tekst.split(".")
    return len(segmenten) == _SEGMENTEN and all(
        segment and is_b64url(segment) for segment in segmenten
    )


def ontsleutel(
    jwe_tekst: str,
    ontsleutelaar: Ontsleutelaar,
    limieten: Berichtlimieten = BERICHTLIMIETEN,
) -> bytes:
    """Open a compact JWE; every failure is the same `VersleutelingOngeldig`.

    A content key that does not unwrap is replaced by a random one, so that a bad wrapping takes
    the same road as a bad tag and the sender cannot use us as an oracle (RFC 7516, 11.5).
    """
    if len(jwe_tekst) > limieten.max_body_bytes:
        raise VersleutelingOngeldig
    try:
        delen = _splits(jwe_tekst)
        alg, x5t = _lees_kop(delen.kop, ontsleutelaar)
        sleutel = _ontsluit(ontsleutelaar, x5t, alg, delen.versleutelde_sleutel)
        return AESGCM(sleutel).decrypt(delen.iv, delen.geheim + delen.tag, delen.aad)
    except (ValueError, InvalidTag, OngeldigeJson):
        raise VersleutelingOngeldig from None


def is_voor(jwe_tekst: str) -> str | None:
    """The `x5t#S256` of the certificate a JWE says it was sealed with; None where it says none."""
    try:
        kop = lees_json(ontb64url(jwe_tekst.partition(".")[0]), max_diepte=1)
    except (ValueError, OngeldigeJson):
        return None
    naam = kop.get("x5t#S256") if isinstance(kop, dict) else None
    return naam if isinstance(naam, str) else None


class _Delen(NamedTuple):
    aad: bytes
    kop: bytes
    versleutelde_sleutel: bytes
    iv: bytes
    geheim: bytes
    tag: bytes


def _splits(tekst: str) -> _Delen:
    segmenten = tekst.split(".")
    if len(segmenten) != _SEGMENTEN or not all(segmenten):
        raise ValueError("geen vijf delen")
    kop, versleutelde_sleutel, iv, geheim, tag = (ontb64url(segment) for segment in segmenten)
    if len(iv) != _IV_BYTES or len(tag) != _TAG_BYTES:
        raise ValueError("iv of tag heeft een andere lengte")
    return _Delen(segmenten[0].encode("ascii"), kop, versleutelde_sleutel, iv, geheim, tag)


def _lees_kop(data: bytes, ontsleutelaar: Ontsleutelaar) -> tuple[str, str]:
    kop = lees_json(data, max_diepte=1)
    if not isinstance(kop, dict) or kop.keys() != _KOPNAMEN:
        raise ValueError("andere kop dan het profiel")
    alg, x5t = kop["alg"], kop["x5t#S256"]
    if kop["enc"] != _ENC or kop["typ"] != "JWE" or not isinstance(alg, str) or alg not in OAEP:
        raise ValueError("ander algoritme dan het profiel")
    for certificaat in ontsleutelaar.certificaten:
        if certificaat.x5t_s256 == x5t:
            return alg, certificaat.x5t_s256
    raise ValueError("voor een andere ontvanger")


def _ontsluit(ontsleutelaar: Ontsleutelaar, x5t: str, alg: str, versleuteld: bytes) -> bytes:
    try:
        sleutel = ontsleutelaar.ontsluit(x5t, alg, versleuteld)
    except ValueError:
        return secrets.token_bytes(_SLEUTEL_BYTES)
    return sleutel if len(sleutel) == _SLEUTEL_BYTES else secrets.token_bytes(_SLEUTEL_BYTES)


@lru_cache(maxsize=256)
def _jose_sleutel(certificaat: Certificaat) -> RSAKey:
    pem = certificaat.publieke_sleutel.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return RSAKey.import_key(pem)
