"""A certificate authority to practise with: it signs what `driehoek inrichten --proef` asks.

    python -m deploy.oefenca MAP AANVRAAG...

MAP holds its root (`vertrouwen.pem`), its key and an empty revocation list (`intrekkingen.pem`),
made when they are not there. Each request `naam.csr.pem` gets a certificate beside it: `naam.pem`.
In production an organisation's own CA does this (PKIoverheid). Whatever this one signs carries the
mark of a test, and no production start takes it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import NameOID

from deploy.uitgifte import (
    Doel,
    Houder,
    Termijn,
    Uitgegeven,
    lege_intrekkingslijst,
    maak_certificaat,
    maak_wortel,
)

WORTEL, SLEUTEL, INTREKKINGEN = "vertrouwen.pem", "ca.sleutel.pem", "intrekkingen.pem"
_ACHTERVOEGSEL = ".csr.pem"


class Onbruikbaar(Exception):
    """A request that cannot be answered; the text says why."""


def open_ca(map_: Path, nu: datetime) -> Uitgegeven:
    """The authority in this folder; made, with its revocation list, when it is not there yet."""
    wortel, sleutel = map_ / WORTEL, map_ / SLEUTEL
    if wortel.exists() and sleutel.exists():
        gelezen = load_pem_private_key(sleutel.read_bytes(), password=None)
        if not isinstance(gelezen, ec.EllipticCurvePrivateKey):
            raise Onbruikbaar(f"{sleutel} is niet van deze oefen-CA.")
        return Uitgegeven(x509.load_pem_x509_certificate(wortel.read_bytes()), gelezen)
    map_.mkdir(parents=True, exist_ok=True, mode=0o700)
    termijn = Termijn.vanaf(nu)
    ca = maak_wortel(termijn)
    sleutel.touch(mode=0o600)
    sleutel.write_bytes(ca.sleutel_pem)
    wortel.write_bytes(ca.pem)
    (map_ / INTREKKINGEN).write_bytes(lege_intrekkingslijst(ca, termijn))
    return ca


def beantwoord(ca: Uitgegeven, aanvraag: Path, nu: datetime) -> Path:
    """Sign one request; returns where the certificate is. Raises `Onbruikbaar`."""
    if not aanvraag.name.endswith(_ACHTERVOEGSEL):
        raise Onbruikbaar(f"{aanvraag} heet niet naam{_ACHTERVOEGSEL}.")
    try:
        verzoek = x509.load_pem_x509_csr(aanvraag.read_bytes())
    except (OSError, ValueError) as fout:
        raise Onbruikbaar(f"{aanvraag} is geen leesbare aanvraag.") from fout
    publiek = verzoek.public_key()
    if not verzoek.is_signature_valid or not isinstance(
        publiek, rsa.RSAPublicKey | ec.EllipticCurvePublicKey
    ):
        raise Onbruikbaar(f"{aanvraag} is niet getekend met een RSA- of P-256-sleutel.")
    houder = Houder(
        _deel(verzoek, NameOID.COMMON_NAME).rpartition(" ")[0],
        _deel(verzoek, NameOID.ORGANIZATION_NAME),
        _deel(verzoek, NameOID.SERIAL_NUMBER),
    )
    doel, namen = _doel(verzoek), _namen(verzoek)
    certificaat = maak_certificaat(ca, houder, doel, publiek, Termijn.vanaf(nu), namen)
    pad = aanvraag.with_name(f"{aanvraag.name.removesuffix(_ACHTERVOEGSEL)}.pem")
    pad.write_bytes(certificaat.public_bytes(Encoding.PEM))
    return pad


def _deel(verzoek: x509.CertificateSigningRequest, soort: x509.ObjectIdentifier) -> str:
    delen = verzoek.subject.get_attributes_for_oid(soort)
    return str(delen[0].value) if delen else ""


def _doel(verzoek: x509.CertificateSigningRequest) -> Doel:
    """What the certificate is for, as the request says it."""
    gebruik = verzoek.extensions.get_extension_for_class(x509.KeyUsage).value
    if gebruik.key_encipherment:
        return Doel.VERSLEUTELING
    return Doel.TRANSPORT if _namen(verzoek) else Doel.ONDERTEKENING


def _namen(verzoek: x509.CertificateSigningRequest) -> list[str]:
    try:
        namen = verzoek.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    return [str(naam.value) for naam in namen]


def main(argumenten: Sequence[str] | None = None) -> int:
    """The command line; 1 when a request could not be answered."""
    lezer = argparse.ArgumentParser(prog="python -m deploy.oefenca", description=__doc__)
    lezer.add_argument("map", type=Path, help="de map van de oefen-CA")
    lezer.add_argument("aanvraag", type=Path, nargs="*", help="een aanvraag (naam.csr.pem)")
    keuzes = lezer.parse_args(argumenten)
    nu = datetime.now(UTC)
    try:
        ca = open_ca(keuzes.map, nu)
        for aanvraag in keuzes.aanvraag:
            print(f"Uitgegeven: {beantwoord(ca, aanvraag, nu)}")
    except Onbruikbaar as fout:
        print(fout, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
