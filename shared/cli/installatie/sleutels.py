"""The keys an installation is made with, as files of their owner alone.

Made once, on the machine that will use them. A certificate is the CA's to give: beside each key it
is for, there is a request (PKCS #10) that says for whom and what for.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from shared.bericht.sleutels.certificaten import SLEUTELMERK, TESTMERK
from shared.dataverwerkingen.sleutel import maak_sleutel
from shared.kluis.bestand import BestandsSleutelbron
from shared.logboek.notitie import Notitiesleutel, Soort

RSA_BITS = 3072
_ALLEEN_EIGENAAR, _IEDEREEN_LEEST = 0o600, 0o644

Privesleutel = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Houder:
    """Who the certificates are for. `hosten`: names and addresses under which he is reached.

    `proef`: keys carry the mark that keeps them out of production.
    """

    naam: str
    oin: str
    hosten: Sequence[str] = ()
    proef: bool = False


@dataclass(frozen=True, slots=True)
class Maaksel:
    """One file to make: where, what it is for whoever reads the list, and how."""

    pad: Path
    wat: str
    maak: Callable[[], None]


class AlAanwezig(Exception):
    """Files that are there already; nothing was made. `paden` names them all."""

    def __init__(self, paden: Sequence[Path]) -> None:
        self.paden = tuple(paden)
        super().__init__(", ".join(str(pad) for pad in paden))


def maak_alles(maaksels: Sequence[Maaksel]) -> None:
    """Make every file, or none: raises `AlAanwezig` when one would be overwritten."""
    bezet = [een.pad for een in maaksels if een.pad.exists()]
    if bezet:
        raise AlAanwezig(bezet)
    for een in maaksels:
        een.pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        een.maak()


def transport(pad: Path, houder: Houder) -> list[Maaksel]:
    """To connect with: P-256, for server and client."""
    rollen = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
    namen = x509.SubjectAlternativeName([_naam(host) for host in houder.hosten])
    extra = [namen, x509.ExtendedKeyUsage(rollen), _gebruik("digital_signature")]
    return _paar(pad, houder, "transport", _p256, extra)


def ondertekening(pad: Path, houder: Houder, *, ecdsa: bool) -> list[Maaksel]:
    """To sign with: P-256 when `ecdsa`, else RSA of 3072 bits."""
    maak = _p256 if ecdsa else _rsa
    return _paar(pad, houder, "ondertekening", maak, [_gebruik("digital_signature")])


def versleuteling(pad: Path, houder: Houder) -> list[Maaksel]:
    """To receive content with: RSA of 3072 bits."""
    return _paar(pad, houder, "versleuteling", _rsa, [_gebruik("key_encipherment")])


def logsleutel(pad: Path, naam: str, *, proef: bool) -> list[Maaksel]:
    """The key of the exchange log, and its public half (vkey)."""
    return _notitiesleutel(pad, naam, Soort.ED25519, "het log", proef=proef)


def getuigesleutel(pad: Path, naam: str, *, proef: bool) -> list[Maaksel]:
    """The key of a party's witness, and its public half (vkey)."""
    return _notitiesleutel(pad, naam, Soort.COSIGNATURE, "de getuige", proef=proef)


def hoofdsleutel(pad: Path, *, proef: bool) -> Maaksel:
    """The master key of the kluis."""

    def maak() -> None:
        BestandsSleutelbron.maak(pad, test=proef)

    return Maaksel(pad, "hoofdsleutel van de kluis", maak)


def pseudoniemsleutel(pad: Path, *, proef: bool) -> Maaksel:
    """The key of the pseudonyms in the record of processing."""
    return Maaksel(pad, "sleutel van de pseudoniemen", lambda: maak_sleutel(pad, test=proef))


def aanvraagpad(pad: Path) -> Path:
    """Where the request stands for the certificate at `pad`."""
    return pad.with_name(f"{pad.stem}.csr.pem")


def _paar(
    pad: Path,
    houder: Houder,
    doel: str,
    maak: Callable[[], Privesleutel],
    extra: Sequence[x509.ExtensionType],
) -> list[Maaksel]:
    """Key and request; `pad` is where the certificate will stand."""
    sleutelpad, aanvraag = pad.with_name(f"{pad.stem}.sleutel.pem"), aanvraagpad(pad)

    def maak_beide() -> None:
        sleutel = maak()
        bouwer = x509.CertificateSigningRequestBuilder(_onderwerp(houder, doel))
        for extensie in extra:
            bouwer = bouwer.add_extension(extensie, critical=False)
        verzoek = bouwer.sign(sleutel, hashes.SHA256())
        _schrijf(sleutelpad, _pem(sleutel, proef=houder.proef), _ALLEEN_EIGENAAR)
        _schrijf(aanvraag, verzoek.public_bytes(Encoding.PEM), _IEDEREEN_LEEST)

    return [
        Maaksel(sleutelpad, f"sleutel voor {doel}", maak_beide),
        Maaksel(aanvraag, f"aanvraag voor het certificaat voor {doel}", lambda: None),
    ]


def _notitiesleutel(pad: Path, naam: str, soort: Soort, van: str, *, proef: bool) -> list[Maaksel]:
    vkeypad = pad.with_name(f"{pad.name.partition('.')[0]}.vkey")

    def maak() -> None:
        sleutel = ed25519.Ed25519PrivateKey.generate()
        vkey = Notitiesleutel(naam, sleutel, soort).vkey
        _schrijf(pad, _pem(sleutel, proef=proef), _ALLEEN_EIGENAAR)
        _schrijf(vkeypad, f"{vkey}\n".encode(), _IEDEREEN_LEEST)

    return [
        Maaksel(pad, f"sleutel van {van}", maak),
        Maaksel(vkeypad, f"publieke sleutel (vkey) van {van}", lambda: None),
    ]


def _onderwerp(houder: Houder, doel: str) -> x509.Name:
    delen = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, houder.naam)]
    if houder.proef:
        delen.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, TESTMERK))
    delen.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, houder.oin))
    host = next(iter(houder.hosten), houder.naam)
    return x509.Name([*delen, x509.NameAttribute(NameOID.COMMON_NAME, f"{host} {doel}"[:64])])


def _naam(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _gebruik(waarvoor: str) -> x509.KeyUsage:
    alle = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{naam: naam == waarvoor for naam in alle})


def _p256() -> Privesleutel:
    return ec.generate_private_key(ec.SECP256R1())


def _rsa() -> Privesleutel:
    return rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)


def _pem(sleutel: Privesleutel | ed25519.Ed25519PrivateKey, *, proef: bool) -> bytes:
    pem = sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return SLEUTELMERK + pem if proef else pem


def _schrijf(pad: Path, inhoud: bytes, rechten: int) -> None:
    """A new file with its rights from the first byte on, on the disk when this returns."""
    with os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, rechten), "wb") as uit:
        uit.write(inhoud)
        uit.flush()
        os.fsync(uit.fileno())
