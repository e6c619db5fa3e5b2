"""A test PKI: one root, and for each participant the certificates and keys of the profile.

    python -m deploy.pki MAP [--ondertekening rsa|p256] [--naam HOST] [--opnieuw]

Made for a laptop and for tests, and marked as such in three places: organizationalUnit
``Driehoek TEST`` in every subject and issuer, OINs from the test range, and a line of text above
each private key. A production start refuses all three (``Certificaat.is_test``,
``shared.web.instellingen.productie``).

Layout under MAP::

    wortel/certificaat.pem  wortel/certificaat.sleutel.pem      the root, also the trust bundle
    wortel/intrekkingen.pem                         its revocation list, empty
    log/log.sleutel.pem                             Ed25519, signs the log's checkpoints
    <code>/transport.pem    <code>/transport.sleutel.pem        P-256, SAN, server and client
    <code>/ondertekening.pem  ...                   gateway P-256; parties RSA 3072 or P-256
    <code>/versleuteling.pem  ...                   parties only, RSA 3072
    <code>/getuige.sleutel.pem                      parties only, Ed25519, cosigns checkpoints

Keys are PKCS #8 PEM with mode 0600. What exists and is still valid under the root is left alone,
so running it again, or with one more party, adds only what is missing.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from deploy.lokaal import lees_lokaal
from deploy.uitgifte import (
    Doel,
    Houder,
    Termijn,
    Uitgegeven,
    geef_uit,
    lege_intrekkingslijst,
    maak_wortel,
)
from shared.bericht.sleutels.certificaten import SLEUTELMERK

LOKALE_NAMEN = ("localhost", "127.0.0.1", "::1")
RSA_BITS = 3072


@dataclass(frozen=True)
class Deelnemer(Houder):
    """Who gets certificates. A party signs, receives content and witnesses; the gateway signs."""

    is_partij: bool = True


@dataclass(frozen=True)
class Sleutelpaar:
    """Paths of a certificate and its private key, both PEM."""

    certificaat: Path
    sleutel: Path


@dataclass(frozen=True)
class Deelnemerpaden:
    """One participant's files; `versleuteling` and `getuige` are None for the gateway."""

    deelnemer: Deelnemer
    transport: Sleutelpaar
    ondertekening: Sleutelpaar
    versleuteling: Sleutelpaar | None
    getuige: Path | None


@dataclass(frozen=True)
class Pki:
    """Paths of everything: the root, the log's key, and each participant by code."""

    map: Path
    wortel: Sleutelpaar
    logsleutel: Path
    deelnemers: Mapping[str, Deelnemerpaden]

    @property
    def vertrouwen(self) -> Path:
        """The PEM bundle every participant trusts."""
        return self.wortel.certificaat

    @property
    def intrekkingen(self) -> Path:
        """The root's revocation list (PEM), for whoever checks evidence: it takes nothing back."""
        return self.wortel.certificaat.with_name("intrekkingen.pem")


@dataclass(frozen=True)
class _Opdracht:
    """One certificate to make; `rsa_bits` None means P-256."""

    paar: Sleutelpaar
    deelnemer: Deelnemer
    doel: Doel
    rsa_bits: int | None


def standaard_deelnemers() -> tuple[Deelnemer, ...]:
    """The gateway and the parties of the local environment."""
    return tuple(
        Deelnemer(deel.code, deel.naam, deel.oin, deel.is_partij)
        for deel in lees_lokaal().onderdelen
    )


def maak_pki(
    map_: Path,
    deelnemers: Sequence[Deelnemer] | None = None,
    *,
    ondertekening: str = "rsa",
    rsa_bits: int = RSA_BITS,
    namen: Iterable[str] = LOKALE_NAMEN,
    nu: datetime | None = None,
    opnieuw: bool = False,
) -> Pki:
    """Make what is missing and return all paths.

    `ondertekening`: `rsa` or `p256`, for the parties' signing keys that are made now. `namen`:
    DNS names and IP addresses for the transport certificates; a participant's code is added.
    `nu`: certificates count from a day before. `opnieuw`: replace every file of the layout; other
    files in the folder stay.
    """
    if ondertekening not in ("rsa", "p256"):
        raise ValueError("ondertekening is rsa of p256")
    moment = nu or datetime.now(UTC)
    pki = _paden(map_, standaard_deelnemers() if deelnemers is None else deelnemers)
    bestaand = None if opnieuw else _bestaande_wortel(pki.wortel, moment)
    opnieuw_uitgeven = bestaand is None
    wortel = bestaand or _nieuwe_wortel(pki, moment)
    if not pki.intrekkingen.exists():
        _schrijf_intrekkingen(pki, wortel, moment)
    opdrachten = [
        opdracht
        for paden in pki.deelnemers.values()
        for opdracht in _opdrachten(paden, ondertekening, rsa_bits)
        if opnieuw_uitgeven or not _bruikbaar(opdracht.paar, wortel, moment)
    ]
    _voer_uit(opdrachten, wortel, Termijn.vanaf(moment), tuple(namen))
    for pad in (pki.logsleutel, *(p.getuige for p in pki.deelnemers.values() if p.getuige)):
        if opnieuw or not pad.exists():
            _schrijf_ed25519(pad)
    return pki


def _paden(map_: Path, deelnemers: Sequence[Deelnemer]) -> Pki:
    def paar(map_naam: str, naam: str) -> Sleutelpaar:
        return Sleutelpaar(map_ / map_naam / f"{naam}.pem", map_ / map_naam / f"{naam}.sleutel.pem")

    def paden(deelnemer: Deelnemer) -> Deelnemerpaden:
        code, partij = deelnemer.code, deelnemer.is_partij
        return Deelnemerpaden(
            deelnemer=deelnemer,
            transport=paar(code, Doel.TRANSPORT.value),
            ondertekening=paar(code, Doel.ONDERTEKENING.value),
            versleuteling=paar(code, Doel.VERSLEUTELING.value) if partij else None,
            getuige=map_ / code / "getuige.sleutel.pem" if partij else None,
        )

    return Pki(
        map=map_,
        wortel=paar("wortel", "certificaat"),
        logsleutel=map_ / "log" / "log.sleutel.pem",
        deelnemers={deelnemer.code: paden(deelnemer) for deelnemer in deelnemers},
    )


def _opdrachten(paden: Deelnemerpaden, ondertekening: str, rsa_bits: int) -> Iterable[_Opdracht]:
    deelnemer = paden.deelnemer
    tekenbits = rsa_bits if deelnemer.is_partij and ondertekening == "rsa" else None
    yield _Opdracht(paden.transport, deelnemer, Doel.TRANSPORT, None)
    yield _Opdracht(paden.ondertekening, deelnemer, Doel.ONDERTEKENING, tekenbits)
    if paden.versleuteling is not None:
        yield _Opdracht(paden.versleuteling, deelnemer, Doel.VERSLEUTELING, rsa_bits)


def _voer_uit(
    opdrachten: Sequence[_Opdracht], wortel: Uitgegeven, termijn: Termijn, namen: tuple[str, ...]
) -> None:
    """Side by side: making an RSA key is most of the work and leaves the interpreter free."""

    def maak(opdracht: _Opdracht) -> None:
        sleutel = (
            ec.generate_private_key(ec.SECP256R1())
            if opdracht.rsa_bits is None
            else rsa.generate_private_key(public_exponent=65537, key_size=opdracht.rsa_bits)
        )
        houder = opdracht.deelnemer
        alle_namen = (*namen, houder.code)
        uitgegeven = geef_uit(wortel, houder, opdracht.doel, sleutel, termijn, alle_namen)
        _schrijf_paar(opdracht.paar, uitgegeven)

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as werkers:
        list(werkers.map(maak, opdrachten))


def _nieuwe_wortel(pki: Pki, moment: datetime) -> Uitgegeven:
    """A root, and its revocation list instead of that of the one before."""
    wortel = maak_wortel(Termijn.vanaf(moment))
    _schrijf_paar(pki.wortel, wortel)
    _schrijf_intrekkingen(pki, wortel, moment)
    return wortel


def _schrijf_intrekkingen(pki: Pki, wortel: Uitgegeven, moment: datetime) -> None:
    lijst = lege_intrekkingslijst(wortel, Termijn.vanaf(moment))
    _schrijf(pki.intrekkingen, lijst, 0o644)


def _bestaande_wortel(paar: Sleutelpaar, moment: datetime) -> Uitgegeven | None:
    if not (paar.certificaat.exists() and paar.sleutel.exists()):
        return None
    sleutel = load_pem_private_key(paar.sleutel.read_bytes(), password=None)
    certificaat = x509.load_pem_x509_certificate(paar.certificaat.read_bytes())
    if isinstance(sleutel, ec.EllipticCurvePrivateKey) and _geldig(certificaat, moment):
        return Uitgegeven(certificaat, sleutel)
    return None


def _bruikbaar(paar: Sleutelpaar, wortel: Uitgegeven, moment: datetime) -> bool:
    if not (paar.certificaat.exists() and paar.sleutel.exists()):
        return False
    certificaat = x509.load_pem_x509_certificate(paar.certificaat.read_bytes())
    return certificaat.issuer == wortel.certificaat.subject and _geldig(certificaat, moment)


def _geldig(certificaat: x509.Certificate, moment: datetime) -> bool:
    return certificaat.not_valid_before_utc <= moment <= certificaat.not_valid_after_utc


def _schrijf_paar(paar: Sleutelpaar, uitgegeven: Uitgegeven) -> None:
    _schrijf(paar.sleutel, uitgegeven.sleutel_pem, 0o600)
    _schrijf(paar.certificaat, uitgegeven.pem, 0o644)


def _schrijf_ed25519(pad: Path) -> None:
    sleutel = ed25519.Ed25519PrivateKey.generate()
    pem = sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _schrijf(pad, SLEUTELMERK + pem, 0o600)


def _schrijf(pad: Path, data: bytes, rechten: int) -> None:
    """Write in one step, with its rights from the first byte on."""
    pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    tijdelijk = pad.with_name(f"{pad.name}.nieuw")
    tijdelijk.unlink(missing_ok=True)
    vlaggen = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(tijdelijk, vlaggen, rechten), "wb") as uit:
        uit.write(data)
    tijdelijk.replace(pad)


def main(argumenten: Sequence[str] | None = None) -> int:
    """The command line; prints where everything stands."""
    lezer = argparse.ArgumentParser(
        prog="python -m deploy.pki", description="Maakt testcertificaten en testsleutels."
    )
    lezer.add_argument("map", type=Path, help="waar de bestanden komen")
    lezer.add_argument("--ondertekening", choices=("rsa", "p256"), default="rsa")
    lezer.add_argument("--naam", action="append", default=[], help="extra DNS-naam of IP-adres")
    lezer.add_argument("--opnieuw", action="store_true", help="vervangt alles wat er al is")
    keuzes = lezer.parse_args(argumenten)
    pki = maak_pki(
        keuzes.map,
        ondertekening=keuzes.ondertekening,
        namen=(*LOKALE_NAMEN, *keuzes.naam),
        opnieuw=keuzes.opnieuw,
    )
    print(f"Testcertificaten in {pki.map}: {', '.join(pki.deelnemers)}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
