"""The few lines of JWS that detached JAdES and the gateway's decision share.

Not joserfc, for two reasons. Its signing wants the private key itself, and ours may sit in an HSM
behind `Ondertekenaar`. And its reader takes a header with a name twice, while here one text has
one reading. What is left of JWS without those two is this page over `cryptography`; the tests
check it against joserfc and against a second implementation in both directions.

The key never comes from the header: the caller names the certificate, the header must agree.
Sources: RFC 7515, RFC 7518 sections 3.4 and 3.5.
"""

from __future__ import annotations

from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa, utils

from shared.bericht.fouten import HandtekeningOngeldig, OngeldigeJson
from shared.bericht.jsonvorm import lees_json, ontb64url
from shared.bericht.sleutels.algoritmen import ECDSA, ES256_DEEL, PSS
from shared.bericht.sleutels.certificaten import Certificaat

_MAX_KOPDIEPTE = 3


def drie_segmenten(jws: str, max_tekens: int) -> tuple[str, str, str]:
    """Protected header, payload and signature segment of a compact JWS, still encoded."""
    if len(jws) > max_tekens:
        raise HandtekeningOngeldig(f"De handtekening is langer dan {max_tekens} tekens.")
    delen = jws.split(".")
    if len(delen) != 3:
        raise HandtekeningOngeldig("De handtekening bestaat niet uit drie delen.")
    return delen[0], delen[1], delen[2]


def lees_kop(segment: str) -> dict[str, Any]:
    """The protected header as a JSON object."""
    try:
        kop = lees_json(ontcijfer(segment), max_diepte=_MAX_KOPDIEPTE)
    except OngeldigeJson:
        raise HandtekeningOngeldig("De kop van de handtekening is geen geldige JSON.") from None
    if not isinstance(kop, dict):
        raise HandtekeningOngeldig("De kop van de handtekening is geen JSON-object.")
    return kop


def controleer_sleutelkeuze(kop: dict[str, Any], certificaat: Certificaat) -> None:
    """The header names the algorithm that goes with the certificate's key, and that certificate."""
    if kop.get("alg") != certificaat.alg:
        raise HandtekeningOngeldig(
            f"Het algoritme van de handtekening is niet {certificaat.alg}, het enige dat bij dit "
            f"certificaat hoort."
        )
    if kop.get("x5t#S256") != certificaat.x5t_s256:
        raise HandtekeningOngeldig("De handtekening noemt een ander certificaat (x5t#S256).")


def controleer_waarde(invoer: bytes, segment: str, certificaat: Certificaat) -> None:
    """The signature segment holds over `invoer` under the certificate's key."""
    waarde = ontcijfer(segment)
    sleutel = certificaat.publieke_sleutel
    try:
        if isinstance(sleutel, rsa.RSAPublicKey):
            sleutel.verify(waarde, invoer, PSS, hashes.SHA256())
        else:
            sleutel.verify(_als_der(waarde), invoer, ECDSA)
    except InvalidSignature:
        raise HandtekeningOngeldig(
            "De handtekening klopt niet: de inhoud is gewijzigd of de sleutel is een andere."
        ) from None


def _als_der(waarde: bytes) -> bytes:
    if len(waarde) != 2 * ES256_DEEL:
        raise InvalidSignature
    r = int.from_bytes(waarde[:ES256_DEEL], "big")
    s = int.from_bytes(waarde[ES256_DEEL:], "big")
    return utils.encode_dss_signature(r, s)


def ontcijfer(segment: str) -> bytes:
    """The bytes of one segment; strict base64url."""
    try:
        return ontb64url(segment)
    except ValueError:
        raise HandtekeningOngeldig("Een deel van de handtekening is geen base64url.") from None
