"""Issuing test certificates: one root, and end-entity certificates under it, in memory.

Everything issued here carries the mark ``Driehoek TEST``. The files are `deploy.pki`'s.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import TypeAlias

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shared.bericht.sleutels.certificaten import SLEUTELMERK, TESTMERK

GELDIG = timedelta(days=3650)
TERUG = timedelta(days=1)
"""How long before its making a certificate counts, so that a lagging clock accepts it."""

Sleutel: TypeAlias = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
Publiek: TypeAlias = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


class Doel(Enum):
    """What a certificate is for; the value is part of its common name and file name."""

    TRANSPORT = "transport"
    ONDERTEKENING = "ondertekening"
    VERSLEUTELING = "versleuteling"


@dataclass(frozen=True)
class Houder:
    """Subject of a certificate."""

    code: str
    naam: str
    oin: str


@dataclass(frozen=True)
class Uitgegeven:
    """A certificate with its private key."""

    certificaat: x509.Certificate
    sleutel: Sleutel

    @property
    def pem(self) -> bytes:
        """The certificate."""
        return self.certificaat.public_bytes(Encoding.PEM)

    @property
    def sleutel_pem(self) -> bytes:
        """The key, PKCS #8 without a password, under the test mark."""
        return SLEUTELMERK + self.sleutel.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )


@dataclass(frozen=True)
class Termijn:
    """First and last moment of a certificate."""

    van: datetime
    tot: datetime

    @classmethod
    def vanaf(cls, moment: datetime) -> Termijn:
        """Ten years from a day before `moment`."""
        return cls(moment - TERUG, moment - TERUG + GELDIG)


def maak_wortel(termijn: Termijn) -> Uitgegeven:
    """A root with a P-256 key that may issue end-entity certificates only."""
    sleutel = ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Driehoek"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, TESTMERK),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{TESTMERK} wortel"),
        ]
    )
    certificaat = (
        _bouwer(naam, naam, sleutel.public_key(), sleutel, termijn)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_gebruik("key_cert_sign", "crl_sign"), critical=True)
        .sign(sleutel, hashes.SHA256())
    )
    return Uitgegeven(certificaat, sleutel)


def lege_intrekkingslijst(wortel: Uitgegeven, termijn: Termijn) -> bytes:
    """A revocation list (PEM) of `wortel` that takes nothing back, good for the whole term."""
    lijst = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(wortel.certificaat.subject)
        .last_update(termijn.van)
        .next_update(termijn.tot)
        .sign(wortel.sleutel, hashes.SHA256())
    )
    return lijst.public_bytes(Encoding.PEM)


def geef_uit(
    wortel: Uitgegeven,
    houder: Houder,
    doel: Doel,
    sleutel: Sleutel,
    termijn: Termijn,
    namen: Iterable[str] = (),
) -> Uitgegeven:
    """One certificate under `wortel` with its key. `namen`: as for `maak_certificaat`."""
    return Uitgegeven(
        maak_certificaat(wortel, houder, doel, sleutel.public_key(), termijn, namen), sleutel
    )


def maak_certificaat(
    wortel: Uitgegeven,
    houder: Houder,
    doel: Doel,
    publiek: Publiek,
    termijn: Termijn,
    namen: Iterable[str] = (),
) -> x509.Certificate:
    """A certificate under `wortel` for somebody else's key.

    `namen`: DNS names and IP addresses, for transport.
    """
    onderwerp = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, houder.naam),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, TESTMERK),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, houder.oin),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{houder.code} {doel.value}"),
        ]
    )
    gebruik = "key_encipherment" if doel is Doel.VERSLEUTELING else "digital_signature"
    bouwer = (
        _bouwer(onderwerp, wortel.certificaat.subject, publiek, wortel.sleutel, termijn)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_gebruik(gebruik), critical=True)
    )
    if doel is Doel.TRANSPORT:
        rollen = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
        bouwer = bouwer.add_extension(_alternatieve_namen(namen), critical=False)
        bouwer = bouwer.add_extension(x509.ExtendedKeyUsage(rollen), critical=False)
    return bouwer.sign(wortel.sleutel, hashes.SHA256())


def _bouwer(
    onderwerp: x509.Name,
    uitgever: x509.Name,
    publiek: Publiek,
    uitgeversleutel: Sleutel,
    termijn: Termijn,
) -> x509.CertificateBuilder:
    uitgever_publiek = uitgeversleutel.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(onderwerp)
        .issuer_name(uitgever)
        .public_key(publiek)
        .serial_number(x509.random_serial_number())
        .not_valid_before(termijn.van)
        .not_valid_after(termijn.tot)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(publiek), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(uitgever_publiek), critical=False
        )
    )


def _gebruik(*waarvoor: str) -> x509.KeyUsage:
    alle = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{naam: naam in waarvoor for naam in alle})


def _alternatieve_namen(namen: Iterable[str]) -> x509.SubjectAlternativeName:
    def als_naam(naam: str) -> x509.GeneralName:
        try:
            return x509.IPAddress(ipaddress.ip_address(naam))
        except ValueError:
            return x509.DNSName(naam)

    return x509.SubjectAlternativeName([als_naam(naam) for naam in dict.fromkeys(namen)])
