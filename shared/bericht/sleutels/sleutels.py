"""Ports to private keys, and their implementation over key files.

A port never hands out the key: it signs bytes, or opens one wrapped content key. That is all an
HSM or a KMS offers, so one of those can stand behind the port without a change elsewhere.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Protocol, Self, TypeAlias

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)

from shared.bericht.fouten import SleutelOngeldig
from shared.bericht.sleutels.algoritmen import ECDSA, ES256_DEEL, PSS
from shared.bericht.sleutels.certificaten import Certificaat, Gebruik

Pem: TypeAlias = str | bytes

OAEP = {
    "RSA-OAEP": padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None),  # noqa: S303 (RFC 7518 4.3)
    "RSA-OAEP-256": padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None),
}
"""The key management algorithms the profile accepts on receipt (RFC 7518, 4.3)."""


class Ondertekenaar(Protocol):
    """Signs as one party. `alg` is `PS256` for an RSA key and `ES256` for a P-256 key."""

    @property
    def certificaat(self) -> Certificaat:
        """The signing certificate that goes with the key."""

    @property
    def alg(self) -> str:
        """The JWS algorithm name."""

    def onderteken(self, data: bytes) -> bytes:
        """The signature in JWS form (RFC 7518: PSS with a salt of 32 bytes, or r ‖ s)."""


class Ontsleutelaar(Protocol):
    """Opens content keys wrapped for one party; may hold more than one key during a rotation."""

    @property
    def certificaten(self) -> tuple[Certificaat, ...]:
        """The encryption certificates whose keys are at hand, the current one first."""

    def ontsluit(self, x5t_s256: str, alg: str, versleutelde_sleutel: bytes) -> bytes:
        """The content key; `ValueError` when the wrapping does not open.

        `x5t_s256` is of one of `certificaten`; `alg` is `RSA-OAEP` or `RSA-OAEP-256`.
        """


class BestandsOndertekenaar:
    """An `Ondertekenaar` over a key in PEM (PKCS #8). The key is read once and never shown."""

    def __init__(self, sleutel: object, certificaat: Certificaat) -> None:
        certificaat.controleer_gebruik(Gebruik.ONDERTEKENEN)
        _controleer_paar(sleutel, certificaat)
        self._sleutel = sleutel
        self._certificaat = certificaat

    @classmethod
    def uit_pem(cls, sleutel: Pem, certificaat: Pem | Certificaat) -> Self:
        """`SleutelOngeldig` when the key does not load or belongs to another certificate."""
        return cls(lees_sleutel(sleutel), _als_certificaat(certificaat))

    @property
    def certificaat(self) -> Certificaat:
        return self._certificaat

    @property
    def alg(self) -> str:
        return self._certificaat.alg

    def onderteken(self, data: bytes) -> bytes:
        if isinstance(self._sleutel, rsa.RSAPrivateKey):
            return self._sleutel.sign(data, PSS, hashes.SHA256())
        if isinstance(self._sleutel, ec.EllipticCurvePrivateKey):
            r, s = utils.decode_dss_signature(self._sleutel.sign(data, ECDSA))
            return r.to_bytes(ES256_DEEL, "big") + s.to_bytes(ES256_DEEL, "big")
        raise SleutelOngeldig("De sleutel kan niet ondertekenen.")


class BestandsOntsleutelaar:
    """An `Ontsleutelaar` over keys in PEM (PKCS #8)."""

    def __init__(self, *paren: tuple[object, Certificaat]) -> None:
        if not paren:
            raise SleutelOngeldig("Een ontsleutelaar heeft ten minste één sleutel nodig.")
        self._sleutels: dict[str, rsa.RSAPrivateKey] = {}
        for sleutel, certificaat in paren:
            certificaat.controleer_gebruik(Gebruik.VERSLEUTELEN)
            _controleer_paar(sleutel, certificaat)
            if not isinstance(sleutel, rsa.RSAPrivateKey):
                raise SleutelOngeldig("Ontsleutelen vraagt een RSA-sleutel.")
            self._sleutels[certificaat.x5t_s256] = sleutel
        self._certificaten = tuple(certificaat for _, certificaat in paren)

    @classmethod
    def uit_pem(
        cls, sleutel: Pem, certificaat: Pem | Certificaat, *oude: tuple[Pem, Pem | Certificaat]
    ) -> Self:
        """The current key with its certificate; `oude`: earlier pairs that still open messages."""
        return cls(
            *(
                (lees_sleutel(een_sleutel), _als_certificaat(een_certificaat))
                for een_sleutel, een_certificaat in ((sleutel, certificaat), *oude)
            )
        )

    @property
    def certificaten(self) -> tuple[Certificaat, ...]:
        return self._certificaten

    def ontsluit(self, x5t_s256: str, alg: str, versleutelde_sleutel: bytes) -> bytes:
        sleutel = self._sleutels.get(x5t_s256)
        vulling = OAEP.get(alg)
        if sleutel is None or vulling is None:
            raise ValueError("Onbekende sleutel of onbekend algoritme.")
        return sleutel.decrypt(versleutelde_sleutel, vulling)


def _als_certificaat(certificaat: Pem | Certificaat) -> Certificaat:
    if isinstance(certificaat, Certificaat):
        return certificaat
    return Certificaat.uit_pem(certificaat)


_gelezen: dict[bytes, PrivateKeyTypes] = {}


def lees_sleutel(pem: Pem) -> PrivateKeyTypes:
    """The private key in this PEM (PKCS #8, no password). Raises `SleutelOngeldig`.

    The same key is read once in a process: proving an RSA key sound takes a tenth of a second, and
    a start asks it more than once.
    """
    inhoud = pem.encode() if isinstance(pem, str) else pem
    kenmerk = sha256(inhoud).digest()
    if kenmerk not in _gelezen:
        try:
            _gelezen[kenmerk] = load_pem_private_key(inhoud, password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise SleutelOngeldig(
                "De sleutel is geen leesbare PEM zonder wachtwoord (PKCS #8)."
            ) from None
    return _gelezen[kenmerk]


def _controleer_paar(sleutel: object, certificaat: Certificaat) -> None:
    if not isinstance(sleutel, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise SleutelOngeldig("De sleutel is geen RSA-sleutel en geen P-256.")
    vorm = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if sleutel.public_key().public_bytes(*vorm) != certificaat.publieke_sleutel.public_bytes(*vorm):
        raise SleutelOngeldig(
            f"De sleutel hoort niet bij het certificaat van {certificaat.organisatie}."
        )
