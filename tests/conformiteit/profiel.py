"""The exchange profile once more, written from its text alone.

Shares no line with the product: standard library, ``cryptography`` and ``rfc8785``. What is made
here the gateway must accept; what the gateway and the receiver make must hold here.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import rfc8785
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

Sleutel = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
MECHANISME = "http://uri.etsi.org/19182/HttpHeaders"


class KloptNiet(Exception):
    """A signature, proof or note that does not hold; the text says which."""


def b64u(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def ont_b64u(tekst: str) -> bytes:
    return base64.urlsafe_b64decode(tekst + "=" * (-len(tekst) % 4))


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def jcs(obj: Any) -> bytes:
    return rfc8785.dumps(obj)


def nu_tekst(moment: datetime | None = None) -> str:
    return (moment or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")


def uuid7() -> str:
    milli = int(time.time() * 1000)
    getal = (milli << 80) | (7 << 76) | (secrets.randbits(12) << 64)
    getal |= (0b10 << 62) | secrets.randbits(62)
    tekst = f"{getal:032x}"
    return "-".join((tekst[:8], tekst[8:12], tekst[12:16], tekst[16:20], tekst[20:]))


def uuid4() -> str:
    """A pseudonym: drawn, for one group."""
    return str(uuid.uuid4())


def x5t(certificaat: x509.Certificate) -> str:
    return b64u(sha256(certificaat.public_bytes(serialization.Encoding.DER)))


def digest(body: bytes) -> str:
    return "SHA-256=" + base64.b64encode(sha256(body)).decode()


# --- handtekeningen -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Paar:
    """A certificate with its private key."""

    certificaat: x509.Certificate
    sleutel: Sleutel

    @classmethod
    def lees(cls, certificaat: bytes, sleutel: bytes) -> Paar:
        geladen = serialization.load_pem_private_key(sleutel, password=None)
        assert isinstance(geladen, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
        return cls(x509.load_pem_x509_certificate(certificaat), geladen)


def jades(paar: Paar, digest_waarde: str, *, moment: datetime | None = None, **anders: Any) -> str:
    """``Payload-Signature`` over a Digest; ``anders`` replaces header members, to be refused."""
    kop: dict[str, Any] = {
        "alg": "PS256" if isinstance(paar.sleutel, rsa.RSAPrivateKey) else "ES256",
        "b64": False,
        "crit": ["b64", "sigD", "sigT"],
        "x5t#S256": x5t(paar.certificaat),
        "sigT": nu_tekst(moment),
        "sigD": {"mId": MECHANISME, "pars": ["digest"]},
        **anders,
    }
    segment = b64u(json.dumps(kop).encode())
    return f"{segment}..{b64u(_onderteken(paar.sleutel, f'{segment}.digest: {digest_waarde}'))}"


def _onderteken(sleutel: Sleutel, tekst: str) -> bytes:
    if isinstance(sleutel, rsa.RSAPrivateKey):
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
        return sleutel.sign(tekst.encode(), pss, hashes.SHA256())
    r, s = decode_dss_signature(sleutel.sign(tekst.encode(), ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def controleer_jades(handtekening: str, digest_waarde: str, certificaat: x509.Certificate) -> None:
    segment, midden, waarde = handtekening.split(".")
    kop = json.loads(ont_b64u(segment))
    verwacht = {"b64": False, "x5t#S256": x5t(certificaat)}
    if midden or {naam: kop.get(naam) for naam in verwacht} != verwacht:
        raise KloptNiet("kop van de handtekening")
    if kop["sigD"] != {"mId": MECHANISME, "pars": ["digest"]}:
        raise KloptNiet("sigD")
    _verifieer(certificaat, kop["alg"], f"{segment}.digest: {digest_waarde}", ont_b64u(waarde))


def _verifieer(certificaat: x509.Certificate, alg: str, tekst: str, waarde: bytes) -> None:
    sleutel = certificaat.public_key()
    try:
        if isinstance(sleutel, rsa.RSAPublicKey) and alg == "PS256":
            pss = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
            sleutel.verify(waarde, tekst.encode(), pss, hashes.SHA256())
        elif isinstance(sleutel, ec.EllipticCurvePublicKey) and alg == "ES256":
            r, s = int.from_bytes(waarde[:32], "big"), int.from_bytes(waarde[32:], "big")
            sleutel.verify(encode_dss_signature(r, s), tekst.encode(), ec.ECDSA(hashes.SHA256()))
        else:
            raise KloptNiet(f"algoritme {alg}")
    except InvalidSignature as fout:
        raise KloptNiet("handtekening") from fout


# --- inhoud ---------------------------------------------------------------------------------------

BLOK = 1024
"""A plaintext is a multiple of this, so that its length says nothing."""


def commitment(*delen: bytes) -> str:
    """What binds to something and says nothing about it."""
    return b64u(sha256(b"".join(delen)))


@dataclass(frozen=True)
class Verzegeld:
    """A kop bound to its content, and the content: in the clear and for the receiver only."""

    kop: dict[str, Any]
    plat: bytes
    jwe: str


def bind(kop: dict[str, Any], inhoud: dict[str, Any], zout: bytes) -> dict[str, Any]:
    """The kop with its commitments: on the content, the motivering, and a case number."""
    gebonden = {**kop, "onderdelen": [dict(deel) for deel in kop["onderdelen"]]}
    for plaats, (deel, geleverd) in enumerate(
        zip(gebonden["onderdelen"], inhoud["onderdelen"], strict=False)
    ):
        if "zaak" in (deel.get("kenmerken") or {}):
            nummer = jcs(geleverd["gegevens"].get("zaak"))
            zaak = commitment(zout, b"zaak", str(plaats).encode(), nummer)
            deel["kenmerken"] = {**deel["kenmerken"], "zaak": zaak}
    if gebonden.get("afweging") is not None and inhoud.get("motivering") is not None:
        tekst = commitment(zout, b"motivering", jcs(inhoud["motivering"]))
        gebonden["afweging"] = {**gebonden["afweging"], "motivering": tekst}
    return {**gebonden, "inhoudCommitment": commitment(zout, jcs(inhoud))}


def platte_tekst(kop: dict[str, Any], inhoud: dict[str, Any], zout: bytes) -> bytes:
    """What is encrypted: the content, which kop it belongs to, and spaces up to a whole block."""
    document = {**inhoud, "kopDigest": commitment(jcs(kop)), "zout": b64u(zout), "opvulling": ""}
    document["opvulling"] = " " * (-len(_json(document)) % BLOK)
    return _json(document)


def verzegel(
    kop: dict[str, Any],
    inhoud: dict[str, Any],
    ontvanger: x509.Certificate,
    *,
    alg: str = "RSA-OAEP",
) -> Verzegeld:
    """Fill in the kop's commitments and encrypt the content for the receiver."""
    zout = secrets.token_bytes(32)
    gebonden = bind(kop, inhoud, zout)
    plat = platte_tekst(gebonden, inhoud, zout)
    return Verzegeld(gebonden, plat, jwe(plat, ontvanger, alg=alg))


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def jwe(
    plat: bytes,
    ontvanger: x509.Certificate,
    *,
    alg: str = "RSA-OAEP",
    kop: dict[str, Any] | None = None,
) -> str:
    """Compact JWE with RSA-OAEP and A256GCM for the certificate's key.

    ``kop`` replaces members of the protected header, to be refused; the bytes stay the same.
    """
    heel = {"alg": alg, "enc": "A256GCM", "typ": "JWE", "x5t#S256": x5t(ontvanger), **(kop or {})}
    segment = b64u(json.dumps(heel).encode())
    cek, iv = secrets.token_bytes(32), secrets.token_bytes(12)
    hash_ = hashes.SHA256() if alg == "RSA-OAEP-256" else hashes.SHA1()  # noqa: S303 RFC 7518 4.3
    sleutel = ontvanger.public_key()
    assert isinstance(sleutel, rsa.RSAPublicKey)
    gesloten = sleutel.encrypt(cek, padding.OAEP(padding.MGF1(hash_), hash_, None))
    met_tag = AESGCM(cek).encrypt(iv, plat, segment.encode())
    delen = (gesloten, iv, met_tag[:-16], met_tag[-16:])
    return ".".join([segment, *(b64u(deel) for deel in delen)])


# --- log ------------------------------------------------------------------------------------------


def bladhash(blad: bytes) -> bytes:
    return sha256(b"\x00" + blad)


def wortel_uit_bewijs(blad: bytes, nummer: int, grootte: int, bewijs: list[bytes]) -> bytes:
    """The root that follows from an inclusion proof (RFC 9162, 2.1.3.2)."""
    if not 0 <= nummer < grootte:
        raise KloptNiet("bladnummer")
    fn, sn, hash_ = nummer, grootte - 1, bladhash(blad)
    for deel in bewijs:
        if sn == 0:
            raise KloptNiet("bewijs te lang")
        if fn & 1 or fn == sn:
            hash_ = sha256(b"\x01" + deel + hash_)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            hash_ = sha256(b"\x01" + hash_ + deel)
        fn, sn = fn >> 1, sn >> 1
    if sn:
        raise KloptNiet("bewijs te kort")
    return hash_


def controleer_consistentie(
    oud: int, nieuw: int, bewijs: list[bytes], oude_wortel: bytes, nieuwe_wortel: bytes
) -> None:
    """RFC 9162, 2.1.4.2; ``KloptNiet`` when the new log is no continuation of the old one."""
    if oud == nieuw:
        gelijk = not bewijs and oude_wortel == nieuwe_wortel
    else:
        # Is de oude boom vol, dan is zijn wortel zelf het begin van het pad.
        vol = oud & (oud - 1) == 0
        pad = [oude_wortel, *bewijs] if vol else list(bewijs)
        gelijk = bool(pad) and _wortels(oud, nieuw, pad) == (oude_wortel, nieuwe_wortel)
    if not gelijk:
        raise KloptNiet("consistentie")


def _wortels(oud: int, nieuw: int, pad: list[bytes]) -> tuple[bytes, bytes] | None:
    """Both roots that follow from a consistency proof; None when its length is wrong."""
    fn, sn = oud - 1, nieuw - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = pad[0]
    for deel in pad[1:]:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            fr, sr = sha256(b"\x01" + deel + fr), sha256(b"\x01" + deel + sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = sha256(b"\x01" + sr + deel)
        fn, sn = fn >> 1, sn >> 1
    return None if sn else (fr, sr)


@dataclass(frozen=True)
class Stand:
    """What a checkpoint says."""

    herkomst: str
    grootte: int
    wortel: bytes


def open_checkpoint(notitie: str, vkey: str) -> Stand:
    """Verify the log's own signature on a checkpoint (C2SP signed note)."""
    naam, kenmerk, sleutel64 = vkey.split("+", 2)
    sleutel = base64.b64decode(sleutel64)
    if sleutel[0] != 1 or sha256(naam.encode() + b"\n" + sleutel)[:4].hex() != kenmerk:
        raise KloptNiet("vkey")
    tekst, handtekeningen = notitie.rsplit("\n\n", 1)
    tekst += "\n"
    regel = next(r for r in handtekeningen.splitlines() if r.startswith(f"— {naam} "))
    ruw = base64.b64decode(regel.rsplit(" ", 1)[1], validate=True)
    if ruw[:4].hex() != kenmerk:
        raise KloptNiet("kenmerk van de sleutel")
    try:
        Ed25519PublicKey.from_public_bytes(sleutel[1:]).verify(ruw[4:], tekst.encode())
    except InvalidSignature as fout:
        raise KloptNiet("checkpoint") from fout
    herkomst, grootte, wortel, *rest = tekst.splitlines()
    if rest or herkomst != naam:
        raise KloptNiet("vorm van het checkpoint")
    return Stand(herkomst, int(grootte), base64.b64decode(wortel, validate=True))
