"""Nog een certificaat onder de wortel van de proef: voor wie van certificaat wisselt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from deploy.pki import Pki
from deploy.uitgifte import Doel, Houder, Termijn, Uitgegeven, geef_uit
from shared.bericht.sleutels.certificaten import Certificaat


def wortel_van(pki: Pki) -> Uitgegeven:
    """De wortel, met haar sleutel."""
    sleutel = load_pem_private_key(pki.wortel.sleutel.read_bytes(), password=None)
    assert isinstance(sleutel, ec.EllipticCurvePrivateKey)
    return Uitgegeven(x509.load_pem_x509_certificate(pki.vertrouwen.read_bytes()), sleutel)


def nog_een_certificaat(pki: Pki, code: str, doel: Doel = Doel.TRANSPORT) -> Uitgegeven:
    """Van dezelfde organisatie, met een nieuwe sleutel."""
    wie, nu = pki.deelnemers[code].deelnemer, datetime.now(UTC)
    houder = Houder(wie.code, wie.naam, wie.oin)
    sleutel: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    if doel is Doel.VERSLEUTELING:
        sleutel = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    else:
        sleutel = ec.generate_private_key(ec.SECP256R1())
    termijn = Termijn(nu - timedelta(days=999), nu + timedelta(days=999))
    return geef_uit(wortel_van(pki), houder, doel, sleutel, termijn, ("localhost",))


def schrijf_paar(uitgegeven: Uitgegeven, map_: Path) -> dict[str, str]:
    """In deze map, als een sleutelpaar van de instellingen."""
    paar = {"certificaat": map_ / "nieuw.pem", "sleutel": map_ / "nieuw.sleutel.pem"}
    paar["certificaat"].write_bytes(uitgegeven.pem)
    paar["sleutel"].write_bytes(uitgegeven.sleutel_pem)
    return {naam: str(pad) for naam, pad in paar.items()}


def intrekkingslijst(
    pki: Pki,
    *ingetrokken: str,
    uitgever: Uitgegeven | None = None,
    dagen: int = 7,
    extensie: x509.ExtensionType | None = None,
    nu: datetime | None = None,
    vermoed: datetime | None = None,
) -> bytes:
    """Een CRL van negen dagen oud die nog `dagen` geldt, van de wortel of van wie men noemt.

    Ingetrokken op `nu`; `vermoed`: sinds wanneer de sleutel niet meer te vertrouwen is.
    """
    nu = nu or datetime.now(UTC)
    van = uitgever or wortel_van(pki)
    bouwer = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(van.certificaat.subject)
        .last_update(nu - timedelta(days=9))
        .next_update(nu + timedelta(days=dagen))
    )
    for pem in ingetrokken:
        nummer = Certificaat.uit_pem(pem).x509.serial_number
        rij = x509.RevokedCertificateBuilder().serial_number(nummer).revocation_date(nu)
        if vermoed is not None:
            rij = rij.add_extension(x509.InvalidityDate(vermoed), critical=False)
        bouwer = bouwer.add_revoked_certificate(rij.build())
    if extensie is not None:
        bouwer = bouwer.add_extension(extensie, critical=True)
    return bouwer.sign(van.sleutel, hashes.SHA256()).public_bytes(Encoding.PEM)
