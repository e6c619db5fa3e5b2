"""`Digest` and `Payload-Signature`: who sent exactly these bytes, provable end to end.

A JAdES detached JWS over the message's `Digest` header (ETSI TS 119 182-1, sigD with mechanism
HttpHeaders; RFC 3230 for Digest; RFC 7797 for the unencoded payload). Exactly the profile's form
is accepted: one algorithm per key type, one set of header parameters, one list of signed headers.
Anything else is refused, because what a verifier skips is what an attacker fills.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from shared.bericht.fouten import BerichtFout, HandtekeningOngeldig, TekentijdOngeldig
from shared.bericht.jsonvorm import b64url
from shared.bericht.limieten import BERICHTLIMIETEN, Berichtlimieten
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.jws import (
    controleer_sleutelkeuze,
    controleer_waarde,
    drie_segmenten,
    lees_kop,
)
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.bericht.tijd import lees_utc, utc_tekst

_MECHANISME = "http://uri.etsi.org/19182/HttpHeaders"
_SIGD = {"mId": _MECHANISME, "pars": ["digest"]}
_CRIT = ("b64", "sigD", "sigT")
_KOPNAMEN = frozenset({"alg", "b64", "crit", "x5t#S256", "sigT", "sigD"})
_DIGEST_BEGIN = "SHA-256="
TIJDVENSTER = timedelta(minutes=5)
"""How far two clocks may lie apart (profile, 2, Replay)."""


def digest_header(body: bytes) -> str:
    """The `Digest` header's value over the body's exact bytes: `SHA-256=<base64>`."""
    return _DIGEST_BEGIN + base64.b64encode(hashlib.sha256(body).digest()).decode("ascii")


def is_digest(waarde: str) -> bool:
    """Whether a text is a `Digest` value in the profile's one spelling."""
    if not waarde.startswith(_DIGEST_BEGIN):
        return False
    try:
        hash_ = base64.b64decode(waarde[len(_DIGEST_BEGIN) :].encode("ascii"), validate=True)
    except ValueError:
        return False
    return waarde == _DIGEST_BEGIN + base64.b64encode(hash_).decode("ascii") and len(hash_) == 32


def controleer_digest(body: bytes, header: str) -> None:
    """`HandtekeningOngeldig` unless the header is the digest of exactly these bytes."""
    if header != digest_header(body):
        raise HandtekeningOngeldig("De Digest-kop hoort niet bij de bytes van de body.")


def genoemd_certificaat(
    handtekening: str, limieten: Berichtlimieten = BERICHTLIMIETEN
) -> str | None:
    """The x5t#S256 that a signature names, unverified; None when it cannot be read."""
    try:
        kop = lees_kop(drie_segmenten(handtekening, limieten.max_handtekening_tekens)[0])
    except BerichtFout:
        return None
    naam = kop.get("x5t#S256")
    return naam if isinstance(naam, str) else None


def onderteken_digest(ondertekenaar: Ondertekenaar, digest: str, nu: datetime) -> str:
    """The `Payload-Signature` over a `Digest` value, with `nu` as time of signing (sigT)."""
    kop = {
        "alg": ondertekenaar.alg,
        "b64": False,
        "crit": list(_CRIT),
        "x5t#S256": ondertekenaar.certificaat.x5t_s256,
        "sigT": utc_tekst(nu),
        "sigD": _SIGD,
    }
    segment = b64url(json.dumps(kop, separators=(",", ":")).encode())
    return f"{segment}..{b64url(ondertekenaar.onderteken(_invoer(segment, digest)))}"


def verifieer_digest_handtekening(
    handtekening: str,
    digest: str,
    certificaat: Certificaat,
    limieten: Berichtlimieten = BERICHTLIMIETEN,
) -> datetime:
    """Verify a `Payload-Signature` over a `Digest` value and return its time of signing.

    1. Three segments, the payload empty (detached), strict base64url.
    2. A header of exactly the profile's parameters; the algorithm that belongs to the key of
       `certificaat`, and that certificate's x5t#S256. No key is ever taken from the header.
    3. The signature, over the header segment as received (its JSON need not be compact).
    4. sigT lies within the certificate's term.

    Left to the caller: whether the certificate is trusted, whose it is, whether the digest is that
    of the body, and whether sigT is a time at which this can have been signed (`eis_tekentijd`).
    """
    kopsegment, lading, waarde = drie_segmenten(handtekening, limieten.max_handtekening_tekens)
    if lading:
        raise HandtekeningOngeldig(
            "De handtekening is niet losgemaakt: het middelste deel is gevuld."
        )
    kop = lees_kop(kopsegment)
    _controleer_vorm(kop)
    controleer_sleutelkeuze(kop, certificaat)
    controleer_waarde(_invoer(kopsegment, digest), waarde, certificaat)
    return _moment(kop["sigT"], certificaat)


def eis_tekentijd(
    getekend_op: datetime,
    nu: datetime,
    *,
    niet_voor: datetime | None = None,
    venster: timedelta = TIJDVENSTER,
) -> None:
    """`TekentijdOngeldig` for a signature from the future, or older than what it signs.

    The one rule about sigT, for who takes something in (gateway, receiver, who gets a receipt) and
    for who looks back. `nu`: the own clock, or the time at which it was logged. `niet_voor`: the
    time the document itself states, where it states one; nobody signs a document before it is made
    up. `venster`: how far two clocks may lie apart.
    """
    if getekend_op > nu + venster:
        raise TekentijdOngeldig("sigT ligt in de toekomst.")
    if niet_voor is not None and getekend_op < niet_voor - venster:
        raise TekentijdOngeldig("sigT ligt voor het tijdstip van wat is ondertekend.")


def _invoer(kopsegment: str, digest: str) -> bytes:
    if not is_digest(digest):
        raise HandtekeningOngeldig("De Digest heeft niet de vorm SHA-256=<base64>.")
    return f"{kopsegment}.digest: {digest}".encode("ascii")


def _controleer_vorm(kop: dict[str, Any]) -> None:
    onbekend = kop.keys() - _KOPNAMEN
    ontbreekt = _KOPNAMEN - kop.keys()
    if onbekend or ontbreekt:
        raise HandtekeningOngeldig(
            "De kop van de handtekening heeft precies alg, b64, crit, x5t#S256, sigT en sigD."
        )
    if kop["b64"] is not False:
        raise HandtekeningOngeldig("De handtekening moet b64 op false zetten.")
    crit = kop["crit"]
    if not isinstance(crit, list) or len(crit) != len(_CRIT) or not all(c in crit for c in _CRIT):
        raise HandtekeningOngeldig("crit moet precies b64, sigD en sigT noemen.")
    if kop["sigD"] != _SIGD:
        raise HandtekeningOngeldig('sigD moet HttpHeaders zijn met pars ["digest"].')


def _moment(sigt: object, certificaat: Certificaat) -> datetime:
    try:
        moment = lees_utc(sigt)
    except ValueError:
        raise HandtekeningOngeldig("sigT is geen UTC-tijdstip met een Z.") from None
    if not certificaat.geldig_op(moment):
        raise HandtekeningOngeldig("sigT ligt buiten de geldigheid van het certificaat.")
    return moment
