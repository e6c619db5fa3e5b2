"""Certificates of parties and of the gateway, and the roots they must chain to.

A `Certificaat` has been read and has an acceptable key; it is not trusted yet. Trust is what
`Vertrouwenslijst.controleer` says, for one moment and one use. Sources: RFC 5280, Digikoppeling
(OIN in subject.serialNumber), RFC 7515 section 4.1.8 (x5t#S256).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import lru_cache
from typing import Self, TypeAlias

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from cryptography.x509.verification import (
    Criticality,
    ExtensionPolicy,
    PolicyBuilder,
    Store,
    VerificationError,
)

from shared.bericht.fouten import CertificaatOngeldig
from shared.bericht.jsonvorm import b64url
from shared.bericht.sleutels.intrekkingen import Intrekkingsbron

__all__ = [
    "SLEUTELMERK",
    "TESTMERK",
    "Certificaat",
    "CertificaatOngeldig",
    "Gebruik",
    "Vertrouwenslijst",
    "is_test_oin",
]

PubliekeSleutel: TypeAlias = rsa.RSAPublicKey | ec.EllipticCurvePublicKey

TESTMERK = "Driehoek TEST"
"""organizationalUnitName that marks a certificate, or its issuer, as made for testing."""

SLEUTELMERK = f"# {TESTMERK}: alleen voor ontwikkelen en testen.\n".encode()
"""Text above a private key in PEM; readers skip it, a production start recognises it."""

_TEST_OIN = "00000099"
_OIN = re.compile(r"[0-9]{20}")
_RSA_BITS = range(2048, 8193)
_MAX_KETEN = 4
_MAX_ONTHOUDEN = 1024


def is_test_oin(oin: str) -> bool:
    """Whether the OIN is of the range for tests."""
    return oin.startswith(_TEST_OIN)


class Gebruik(Enum):
    """What a certificate is about to be used for."""

    ONDERTEKENEN = "ondertekenen"
    VERSLEUTELEN = "versleutelen"
    VERBINDEN = "verbinden"


@dataclass(frozen=True, slots=True)
class Certificaat:
    """One end-entity certificate, read and held to the profile's keys; not yet trusted.

    oin: 20 digits (subject.serialNumber). organisatie: subject.organization. x5t_s256: base64url
    of the SHA-256 of the DER. geldig_van, geldig_tot: UTC, both ends included. publieke_sleutel:
    RSA of 2048 to 8192 bits, or P-256. Equality and hash go by x5t_s256.
    """

    x5t_s256: str
    pem: str = field(compare=False, repr=False)
    oin: str = field(compare=False)
    organisatie: str = field(compare=False)
    geldig_van: datetime = field(compare=False)
    geldig_tot: datetime = field(compare=False)
    publieke_sleutel: PubliekeSleutel = field(compare=False, repr=False)
    x509: x509.Certificate = field(compare=False, repr=False)

    @classmethod
    def uit_pem(cls, pem: str | bytes) -> Certificaat:
        """Read the first certificate of a PEM text; `CertificaatOngeldig` when it is no good."""
        return _lees_pem(pem.encode() if isinstance(pem, str) else bytes(pem))

    @classmethod
    def uit_der(cls, der: bytes) -> Certificaat:
        """Read a DER certificate, as the TLS layer hands it over."""
        return _lees_der(bytes(der))

    @property
    def alg(self) -> str:
        """The one JWS algorithm that goes with this key."""
        return "PS256" if isinstance(self.publieke_sleutel, rsa.RSAPublicKey) else "ES256"

    @property
    def is_test(self) -> bool:
        """Made for testing: a test OIN, or the mark in subject or issuer. Production refuses it."""
        namen = (self.x509.subject, self.x509.issuer)
        return is_test_oin(self.oin) or any(
            deel.value == TESTMERK
            for naam in namen
            for deel in naam.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
        )

    def zelfde_sleutel(self, ander: Certificaat) -> bool:
        """Whether both are of one private key."""
        return self.publieke_sleutel == ander.publieke_sleutel

    def geldig_op(self, op: datetime) -> bool:
        """Whether `op` lies within the certificate's own term."""
        return self.geldig_van <= op <= self.geldig_tot

    def controleer_gebruik(self, gebruik: Gebruik) -> None:
        """Refuse a key that may not be used for this: key type, CA flag, key usage if present.

        To connect, the certificate itself has to say so (extended key usage `clientAuth`): what
        was made for signing or for receiving is no way in.
        """
        if _is_ca(self.x509):
            raise CertificaatOngeldig("Een CA-certificaat ondertekent of ontvangt geen berichten.")
        rsa_sleutel = isinstance(self.publieke_sleutel, rsa.RSAPublicKey)
        if gebruik is Gebruik.VERSLEUTELEN and not rsa_sleutel:
            raise CertificaatOngeldig("Versleutelen vraagt een certificaat met een RSA-sleutel.")
        verbindt = gebruik is not Gebruik.VERBINDEN or _is_voor_clients(self.x509)
        if not verbindt or not _staat_toe(_sleutelgebruik(self.x509), gebruik):
            raise CertificaatOngeldig(
                f"Het certificaat van {self.organisatie} mag niet gebruikt worden om te "
                f"{gebruik.value}."
            )


class Vertrouwenslijst:
    """The roots this deployable trusts, and the CAs under them.

    A self-signed CA in the list is a root. Another CA in the list only helps to build a path: it
    must itself chain to a root. Path building and signatures are `cryptography`'s; this class adds
    that a root has the CA flag and may sign certificates, and asks `intrekkingen` whether the
    certificate was taken back at that moment. (For connections `shared.web` asks by itself.)
    """

    def __init__(
        self,
        wortels: list[x509.Certificate] | tuple[x509.Certificate, ...],
        intrekkingen: Intrekkingsbron | None = None,
    ) -> None:
        for ca in wortels:
            if not _mag_certificaten_ondertekenen(ca):
                raise CertificaatOngeldig(
                    f"'{ca.subject.rfc4514_string()}' in de vertrouwenslijst is geen CA."
                )
        zelfondertekend = [ca for ca in wortels if _is_zelfondertekend(ca)]
        if not zelfondertekend:
            raise CertificaatOngeldig("De vertrouwenslijst bevat geen wortelcertificaat.")
        self._tussen = [ca for ca in wortels if ca not in zelfondertekend]
        self._winkel = Store(zelfondertekend)
        self._intrekkingen = intrekkingen
        self._gecontroleerd: dict[str, tuple[datetime, datetime]] = {}

    @classmethod
    def uit_pem(cls, bundel: str | bytes, intrekkingen: Intrekkingsbron | None = None) -> Self:
        """Read a PEM bundle of CA certificates."""
        data = bundel.encode() if isinstance(bundel, str) else bundel
        try:
            return cls(x509.load_pem_x509_certificates(data), intrekkingen)
        except ValueError:
            raise CertificaatOngeldig("De vertrouwenslijst is geen leesbare PEM-bundel.") from None

    @property
    def kent_intrekkingen(self) -> bool:
        """Whether it can tell that a certificate was taken back."""
        return self._intrekkingen is not None

    def controleer(
        self, certificaat: Certificaat, op: datetime, gebruik: Gebruik = Gebruik.ONDERTEKENEN
    ) -> None:
        """Refuse unless the certificate chains to a root, is in term at `op`, and fits `gebruik`.

        Nor may its issuer have taken it back at `op`: the moment at which it is used, now for who
        takes something in, the time of signing for who looks back. `op` carries a time zone. A path
        once built is remembered for the term in which all its certificates are valid, so a known
        party costs a few comparisons.
        """
        if not certificaat.geldig_op(op):
            raise CertificaatOngeldig(
                f"Het certificaat van {certificaat.organisatie} is niet geldig op "
                f"{op:%d-%m-%Y %H:%M:%S %Z}."
            )
        certificaat.controleer_gebruik(gebruik)
        van, tot = self._gecontroleerd.get(certificaat.x5t_s256) or self._bouw_keten(
            certificaat, op
        )
        if not van <= op <= tot:
            self._bouw_keten(certificaat, op)
        if self._intrekkingen is not None:
            self._intrekkingen.controleer_op(certificaat.x509, certificaat.organisatie, op)

    def _bouw_keten(self, certificaat: Certificaat, op: datetime) -> tuple[datetime, datetime]:
        try:
            keten = (
                PolicyBuilder()
                .store(self._winkel)
                .time(op)
                .max_chain_depth(_MAX_KETEN)
                .extension_policies(ca_policy=_CA_EISEN, ee_policy=ExtensionPolicy.permit_all())
                .build_client_verifier()
                .verify(certificaat.x509, self._tussen)
                .chain
            )
        except (VerificationError, ValueError):
            raise CertificaatOngeldig(
                f"Het certificaat van {certificaat.organisatie} is niet terug te voeren op een "
                f"vertrouwde wortel."
            ) from None
        term = (
            max(schakel.not_valid_before_utc for schakel in keten),
            min(schakel.not_valid_after_utc for schakel in keten),
        )
        if len(self._gecontroleerd) >= _MAX_ONTHOUDEN:
            self._gecontroleerd.clear()
        self._gecontroleerd[certificaat.x5t_s256] = term
        return term


def _eis_ca(
    _beleid: object, certificaat: x509.Certificate, _extensie: x509.BasicConstraints
) -> None:
    if not _mag_certificaten_ondertekenen(certificaat):
        raise ValueError("geen CA")


_CA_EISEN = ExtensionPolicy.permit_all().require_present(
    x509.BasicConstraints, Criticality.AGNOSTIC, _eis_ca
)


def _is_ca(certificaat: x509.Certificate) -> bool:
    try:
        return certificaat.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _is_voor_clients(certificaat: x509.Certificate) -> bool:
    try:
        doelen = certificaat.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return ExtendedKeyUsageOID.CLIENT_AUTH in doelen


def _sleutelgebruik(certificaat: x509.Certificate) -> x509.KeyUsage | None:
    try:
        return certificaat.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return None


def _staat_toe(sleutelgebruik: x509.KeyUsage | None, gebruik: Gebruik) -> bool:
    if sleutelgebruik is None:
        return True
    if gebruik is Gebruik.VERSLEUTELEN:
        return sleutelgebruik.key_encipherment
    if gebruik is Gebruik.ONDERTEKENEN:
        return sleutelgebruik.digital_signature or sleutelgebruik.content_commitment
    return sleutelgebruik.digital_signature


def _mag_certificaten_ondertekenen(certificaat: x509.Certificate) -> bool:
    gebruik = _sleutelgebruik(certificaat)
    return _is_ca(certificaat) and (gebruik is None or gebruik.key_cert_sign)


def _is_zelfondertekend(ca: x509.Certificate) -> bool:
    """Whether it signed itself: to bear its own name as issuer is not enough."""
    try:
        ca.verify_directly_issued_by(ca)
    except (InvalidSignature, UnsupportedAlgorithm, TypeError, ValueError):
        return False
    return True


@lru_cache(maxsize=_MAX_ONTHOUDEN)
def _lees_pem(pem: bytes) -> Certificaat:
    try:
        gelezen = x509.load_pem_x509_certificate(pem)
    except ValueError:
        raise CertificaatOngeldig("Het certificaat is geen leesbare PEM.") from None
    return _lees(gelezen)


@lru_cache(maxsize=_MAX_ONTHOUDEN)
def _lees_der(der: bytes) -> Certificaat:
    try:
        gelezen = x509.load_der_x509_certificate(der)
    except ValueError:
        raise CertificaatOngeldig("Het certificaat is geen leesbare DER.") from None
    return _lees(gelezen)


def _lees(gelezen: x509.Certificate) -> Certificaat:
    try:
        oin = _enige(gelezen.subject, NameOID.SERIAL_NUMBER, "OIN (serialNumber)")
        organisatie = _enige(gelezen.subject, NameOID.ORGANIZATION_NAME, "organisatienaam")
        sleutel = _toegestane_sleutel(gelezen.public_key())
        _ = gelezen.extensions
    except (ValueError, UnsupportedAlgorithm, x509.DuplicateExtension):
        raise CertificaatOngeldig("Het certificaat bevat onleesbare onderdelen.") from None
    if not _OIN.fullmatch(oin):
        raise CertificaatOngeldig("De OIN in het certificaat bestaat niet uit 20 cijfers.")
    return Certificaat(
        x5t_s256=b64url(gelezen.fingerprint(hashes.SHA256())),
        pem=gelezen.public_bytes(Encoding.PEM).decode("ascii"),
        oin=oin,
        organisatie=organisatie,
        geldig_van=gelezen.not_valid_before_utc,
        geldig_tot=gelezen.not_valid_after_utc,
        publieke_sleutel=sleutel,
        x509=gelezen,
    )


def _enige(naam: x509.Name, oid: x509.ObjectIdentifier, wat: str) -> str:
    delen = naam.get_attributes_for_oid(oid)
    if len(delen) != 1:
        aantal = "meer dan één" if delen else "geen"
        raise CertificaatOngeldig(f"Het certificaat bevat {aantal} {wat}.")
    waarde = delen[0].value
    return waarde if isinstance(waarde, str) else waarde.decode("utf-8")


def _toegestane_sleutel(sleutel: object) -> PubliekeSleutel:
    if isinstance(sleutel, rsa.RSAPublicKey) and sleutel.key_size in _RSA_BITS:
        return sleutel
    if isinstance(sleutel, ec.EllipticCurvePublicKey) and isinstance(sleutel.curve, ec.SECP256R1):
        return sleutel
    raise CertificaatOngeldig(
        "De sleutel in het certificaat is geen RSA-sleutel van 2048 tot 8192 bits en geen P-256."
    )
