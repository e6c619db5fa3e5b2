"""Het profiel, nog eens gebouwd: alleen `cryptography` en de standaardbibliotheek.

Deelt met opzet geen regel met `shared`. Wat de een maakt moet de ander aanvaarden; wat hier met
afwijkingen gemaakt kan worden, moet de ander weigeren. Kort, zonder controles die een bericht in
productie nodig heeft: dit is een tegenpartij, geen voorbeeld.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MECHANISME = "http://uri.etsi.org/19182/HttpHeaders"


def u(data: bytes) -> str:
    """Base64url zonder opvulling."""
    return base64.urlsafe_b64encode(data).decode().replace("=", "")


def ont_u(tekst: str) -> bytes:
    return base64.urlsafe_b64decode(tekst + "==="[: -len(tekst) % 4])


def canoniek(obj: Any) -> bytes:
    """RFC 8785 voor wat het profiel gebruikt: geen breuken, namen binnen de BMP."""
    return json.dumps(obj, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hash_u(data: bytes) -> str:
    return u(hashlib.sha256(data).digest())


def x5t(certificaat: x509.Certificate) -> str:
    return hash_u(certificaat.public_bytes(serialization.Encoding.DER))


def digest(body: bytes) -> str:
    return "SHA-256=" + base64.b64encode(hashlib.sha256(body).digest()).decode()


def commitment(zout: bytes, **leden: Any) -> str:
    """`inhoudCommitment`; een lid dat er niet is blijft weg."""
    return hash_u(zout + canoniek({naam: w for naam, w in leden.items() if w is not None}))


def motivering(zout: bytes, tekst: str) -> str:
    """`afweging.motivering`."""
    return hash_u(zout + b"motivering" + canoniek(tekst))


def zaak(zout: bytes, plaats: int, nummer: str) -> str:
    """`kenmerken.zaak` van het onderdeel op deze plaats."""
    return hash_u(zout + b"zaak" + str(plaats).encode() + canoniek(nummer))


def platte_tekst(kop: dict[str, Any], zout: bytes, **leden: Any) -> bytes:
    """Wat er versleuteld wordt: canoniek, met spaties aangevuld tot een veelvoud van 1024."""
    document = {naam: w for naam, w in leden.items() if w is not None}
    document |= {"kopDigest": hash_u(canoniek(kop)), "zout": u(zout), "opvulling": ""}
    document["opvulling"] = " " * (-len(canoniek(document)) % 1024)
    return canoniek(document)


def _pss(zoutlengte: int = 32) -> padding.PSS:
    return padding.PSS(padding.MGF1(hashes.SHA256()), zoutlengte)


def waarde(alg: str, sleutel: Any, invoer: bytes) -> bytes:
    """Een handtekeningwaarde, ook met algoritmen die het profiel niet kent."""
    if alg == "PS256":
        return bytes(sleutel.sign(invoer, _pss(), hashes.SHA256()))
    if alg == "PS256-kort-zout":
        return bytes(sleutel.sign(invoer, _pss(20), hashes.SHA256()))
    if alg == "RS256":
        return bytes(sleutel.sign(invoer, padding.PKCS1v15(), hashes.SHA256()))
    if alg in ("ES256", "ES256-der"):
        der = sleutel.sign(invoer, ec.ECDSA(hashes.SHA256()))
        r, s = decode_dss_signature(der)
        return der if alg == "ES256-der" else r.to_bytes(32, "big") + s.to_bytes(32, "big")
    if alg == "HS256":
        return hmac.new(sleutel, invoer, "sha256").digest()
    return b""


def jades_kop(alg: str, x5t_: str, sigt: str) -> dict[str, Any]:
    return {
        "sigD": {"pars": ["digest"], "mId": MECHANISME},
        "sigT": sigt,
        "x5t#S256": x5t_,
        "crit": ["sigT", "b64", "sigD"],
        "b64": False,
        "alg": alg,
    }


def jades(alg: str, sleutel: Any, kop: Any, digest_waarde: str, *, echt_alg: str = "") -> str:
    """Een losgemaakte JAdES. `echt_alg`: reken met een ander algoritme dan de kop zegt."""
    segment = u(kop if isinstance(kop, bytes) else json.dumps(kop, indent=1).encode())
    invoer = f"{segment}.digest: {digest_waarde}".encode()
    return f"{segment}..{u(waarde(echt_alg or alg, sleutel, invoer))}"


def controleer_jades(tekst: str, digest_waarde: str, certificaat: x509.Certificate) -> str:
    """Controleer een losgemaakte JAdES en geef sigT."""
    segment, lading, handtekening = tekst.split(".")
    kop = json.loads(ont_u(segment))
    assert lading == ""
    assert set(kop) == {"alg", "b64", "crit", "x5t#S256", "sigT", "sigD"}
    assert kop["b64"] is False
    assert sorted(kop["crit"]) == ["b64", "sigD", "sigT"]
    assert kop["sigD"] == {"mId": MECHANISME, "pars": ["digest"]}
    assert kop["x5t#S256"] == x5t(certificaat)
    controleer_waarde(
        kop["alg"], certificaat, f"{segment}.digest: {digest_waarde}".encode(), ont_u(handtekening)
    )
    return str(kop["sigT"])


def controleer_waarde(
    alg: str, certificaat: x509.Certificate, invoer: bytes, handtekening: bytes
) -> None:
    sleutel = certificaat.public_key()
    if isinstance(sleutel, rsa.RSAPublicKey):
        assert alg == "PS256"
        sleutel.verify(handtekening, invoer, _pss(), hashes.SHA256())
        return
    assert isinstance(sleutel, ec.EllipticCurvePublicKey)
    assert alg == "ES256"
    assert len(handtekening) == 64
    r, s = int.from_bytes(handtekening[:32], "big"), int.from_bytes(handtekening[32:], "big")
    sleutel.verify(encode_dss_signature(r, s), invoer, ec.ECDSA(hashes.SHA256()))


def jws(alg: str, sleutel: Any, kop: Any, lading: Any, *, echt_alg: str = "") -> str:
    """Een gewone compacte JWS, zoals het gatewaybesluit."""
    invoer = ".".join(
        u(deel if isinstance(deel, bytes) else json.dumps(deel).encode()) for deel in (kop, lading)
    )
    return f"{invoer}.{u(waarde(echt_alg or alg, sleutel, invoer.encode()))}"


def controleer_jws(tekst: str, certificaat: x509.Certificate) -> dict[str, Any]:
    kop, lading, handtekening = tekst.split(".")
    invoer = f"{kop}.{lading}".encode()
    controleer_waarde(json.loads(ont_u(kop))["alg"], certificaat, invoer, ont_u(handtekening))
    uitkomst: dict[str, Any] = json.loads(ont_u(lading))
    return uitkomst


_VULLING: dict[str, padding.AsymmetricPadding] = {
    "RSA-OAEP": padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None),  # noqa: S303
    "RSA-OAEP-256": padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None),
    "RSA1_5": padding.PKCS1v15(),
}


def jwe(
    plat: bytes,
    certificaat: x509.Certificate,
    alg: str = "RSA-OAEP",
    *,
    kop: Any = None,
    sleutel_bytes: int = 32,
    iv_bytes: int = 12,
    **anders: Any,
) -> str:
    """Een compacte JWE; `kop` en `anders` wijken af van wat het profiel wil."""
    publiek = certificaat.public_key()
    assert isinstance(publiek, rsa.RSAPublicKey)
    if kop is None:
        kop = {"x5t#S256": x5t(certificaat), "typ": "JWE", "enc": "A256GCM", "alg": alg, **anders}
    segment = u(kop if isinstance(kop, bytes) else json.dumps(kop).encode())
    inhoudssleutel, iv = os.urandom(sleutel_bytes), os.urandom(iv_bytes)
    ingepakt = publiek.encrypt(inhoudssleutel, _VULLING[alg])
    geheim = AESGCM(inhoudssleutel).encrypt(iv, plat, segment.encode())
    return ".".join([segment, u(ingepakt), u(iv), u(geheim[:-16]), u(geheim[-16:])])


def ont_jwe(tekst: str, sleutel: Any) -> bytes:
    segment, ingepakt, iv, geheim, tag = tekst.split(".")
    kop = json.loads(ont_u(segment))
    assert kop["enc"] == "A256GCM"
    assert kop["typ"] == "JWE"
    inhoudssleutel = sleutel.decrypt(ont_u(ingepakt), _VULLING[kop["alg"]])
    return AESGCM(inhoudssleutel).decrypt(ont_u(iv), ont_u(geheim) + ont_u(tag), segment.encode())
