"""A folder as production has it: real certificates (no mark of a test) and rights for one owner."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

TOML = """
omgeving = "{omgeving}"
onderdeel = "politie"
[server]
poort = 8442
publieke_url = "https://politie.driehoek.example/v1"
[tls]
certificaat = "sleutels/transport.pem"
sleutel = "sleutels/transport.sleutel.pem"
vertrouwen = "sleutels/wortel.pem"
intrekkingen = "sleutels/intrekkingen.pem"
[ondertekening]
certificaat = "sleutels/ondertekening.pem"
sleutel = "sleutels/ondertekening.sleutel.pem"
[database]
url = "postgresql+psycopg://driehoek:geheim-wachtwoord@db.example/politie"
"""
OIDC = """
[oidc]
uitgever = "{uitgever}"
publiek = "driehoek"
jwks_url = "{uitgever}/jwks"
"""
OIN = "00000001003214345000"
ANDER_OIN = "00000001003214346000"
NU = datetime.now(UTC)
Sleutel = ec.EllipticCurvePrivateKey
Publiek = ec.EllipticCurvePublicKey | rsa.RSAPublicKey


def schrijf(map_: Path, tekst: str) -> Path:
    """The configuration file."""
    pad = map_ / "politie.toml"
    pad.write_text(tekst, encoding="utf-8")
    return pad


def maak_echte_omgeving(map_: Path) -> Path:
    """Keys and certificates under `map_`/sleutels; gives `map_`."""
    sleutels = map_ / "sleutels"
    sleutels.mkdir(mode=0o700)
    ca = maak_ca(sleutels)
    for naam, oin in (("transport", OIN), ("ondertekening", OIN), ("ander", ANDER_OIN)):
        geef_uit(sleutels, naam, oin, ca, clientauth=naam == "transport")
    return map_


def maak_ca(map_: Path) -> Sleutel:
    """The key of a CA, with its root and an empty revocation list in this folder."""
    ca = ec.generate_private_key(ec.SECP256R1())
    wortel = (
        _bouwer(_naam("Uitgever"), ca.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(ca, hashes.SHA256())
    )
    _bewaar(map_ / "wortel.pem", wortel)
    lijst = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(wortel.subject)
        .last_update(NU - timedelta(days=1))
        .next_update(NU + timedelta(days=1))
        .sign(ca, hashes.SHA256())
    )
    pad = map_ / "intrekkingen.pem"
    pad.write_bytes(lijst.public_bytes(serialization.Encoding.PEM))
    pad.chmod(0o644)
    return ca


def beantwoord(aanvraag: Path, ca: Sleutel) -> None:
    """The certificate that a request asks for, beside it: what the CA of an organisation does."""
    verzoek = x509.load_pem_x509_csr(aanvraag.read_bytes())
    publiek = verzoek.public_key()
    assert isinstance(publiek, ec.EllipticCurvePublicKey | rsa.RSAPublicKey)
    bouwer = _bouwer(verzoek.subject, publiek)
    for extensie in verzoek.extensions:
        bouwer = bouwer.add_extension(extensie.value, extensie.critical)
    _bewaar(
        aanvraag.with_name(aanvraag.name.replace(".csr.pem", ".pem")),
        bouwer.sign(ca, hashes.SHA256()),
    )


def geef_uit(map_: Path, naam: str, oin: str, ca: Sleutel, *, clientauth: bool) -> None:
    """A certificate with its key, as files with the rights they ought to have."""
    sleutel = ec.generate_private_key(ec.SECP256R1())
    bouwer = _bouwer(_naam("Eenheid", oin), sleutel.public_key())
    if clientauth:
        doelen = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
        bouwer = bouwer.add_extension(doelen, critical=False)
    _bewaar(map_ / f"{naam}.pem", bouwer.sign(ca, hashes.SHA256()))
    pad = map_ / f"{naam}.sleutel.pem"
    pad.touch(mode=0o600)
    pad.write_bytes(
        sleutel.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _bewaar(pad: Path, certificaat: x509.Certificate) -> None:
    pad.write_bytes(certificaat.public_bytes(serialization.Encoding.PEM))
    pad.chmod(0o644)


def _naam(tekst: str, oin: str = OIN) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, tekst),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, oin),
        ]
    )


def _bouwer(onderwerp: x509.Name, publiek: Publiek) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(onderwerp)
        .issuer_name(_naam("Uitgever"))
        .public_key(publiek)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NU - timedelta(days=1))
        .not_valid_after(NU + timedelta(days=1))
    )
