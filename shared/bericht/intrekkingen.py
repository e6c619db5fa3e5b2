"""Which certificates their issuers took back (RFC 5280, section 5: CRL). Pure: bytes in.

A file holds one or more CRLs (PEM, or one in DER), each signed by a CA of the trust bundle and each
about all of its certificates. What it cannot say is not assumed: see `Intrekkingslijsten`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Protocol, Self

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from shared.bericht.fouten import CertificaatIngetrokken, CertificaatOngeldig

_PEM = b"-----BEGIN X509 CRL-----"
_PEM_EINDE = b"-----END X509 CRL-----"


class OngeldigeIntrekkingslijst(Exception):
    """The file cannot be used; `fouten` are Dutch sentences without a subject."""

    def __init__(self, fouten: tuple[str, ...]) -> None:
        super().__init__("; ".join(fouten))
        self.fouten = fouten


class Intrekkingsbron(Protocol):
    """Who can say whether a certificate was taken back."""

    def controleer_op(self, certificaat: x509.Certificate, wie: str, op: datetime) -> None:
        """Raise `CertificaatOngeldig` when it was at `op`, or when nobody can tell and that
        matters. `wie`: whose it is, for the sentence."""
        ...


@dataclass(frozen=True, slots=True)
class _Lijst:
    """Of one issuer: by serial number since when, and the term of the list itself."""

    sinds: dict[int, datetime]
    van: datetime
    tot: datetime | None


@dataclass(frozen=True, slots=True)
class Intrekkingslijsten:
    """What was read, ready to be asked: a look costs the same however long a list is.

    `streng`: a certificate whose issuer has no list here that tells about the moment, is refused.
    """

    per_uitgever: dict[str, tuple[_Lijst, ...]]
    streng: bool

    @classmethod
    def van(cls, lijsten: Iterable[x509.CertificateRevocationList], *, streng: bool) -> Self:
        """Of CRLs that `lees_intrekkingen` let through."""
        per_uitgever: dict[str, tuple[_Lijst, ...]] = {}
        for een in lijsten:
            naam = een.issuer.rfc4514_string()
            sinds = {rij.serial_number: _sinds(rij) for rij in een}
            gelezen = _Lijst(sinds, een.last_update_utc, een.next_update_utc)
            per_uitgever[naam] = (*per_uitgever.get(naam, ()), gelezen)
        return cls(per_uitgever, streng)

    def controleer_nu(self, certificaat: x509.Certificate, wie: str, nu: datetime) -> None:
        """For who is on the line: on the list is off the line, since whenever it says."""
        self._controleer(certificaat, wie, None, nu)

    def controleer_op(self, certificaat: x509.Certificate, wie: str, op: datetime) -> None:
        """For what was signed at `op`: a signature of before the revocation holds. A later list
        tells about an earlier moment too."""
        self._controleer(certificaat, wie, op, op)

    def _controleer(
        self, certificaat: x509.Certificate, wie: str, getekend: datetime | None, op: datetime
    ) -> None:
        uitgever, nummer = _kenmerk(certificaat)
        lijsten = self.per_uitgever.get(uitgever, ())
        for lijst in lijsten:
            sinds = lijst.sinds.get(nummer)
            if sinds is not None and (getekend is None or getekend >= sinds):
                raise CertificaatIngetrokken(f"Het certificaat van {wie} is ingetrokken.")
        if self.streng and not any(
            lijst.tot is not None and op <= lijst.tot and (getekend is not None or lijst.van <= op)
            for lijst in lijsten
        ):
            wanneer = "nu" if getekend is None else f"op {op:%d-%m-%Y %H:%M:%S %Z}"
            raise CertificaatOngeldig(
                f"Of het certificaat van {wie} {wanneer} was ingetrokken, is niet vast te stellen: "
                "van zijn uitgever is er geen intrekkingslijst die dan geldt."
            )


def _sinds(rij: x509.RevokedCertificate) -> datetime:
    """Since when it must not be relied on: when the key is suspected since, if that is told (RFC
    5280, 5.3.2), and never later than the revocation itself."""
    try:
        vermoed = rij.extensions.get_extension_for_class(x509.InvalidityDate).value
    except x509.ExtensionNotFound:
        return rij.revocation_date_utc
    return min(vermoed.invalidity_date_utc, rij.revocation_date_utc)


@lru_cache(maxsize=1024)
def _kenmerk(certificaat: x509.Certificate) -> tuple[str, int]:
    """Issuer and serial number: what a CRL knows a certificate by."""
    return certificaat.issuer.rfc4514_string(), certificaat.serial_number


def lees_intrekkingen(
    inhoud: bytes, vertrouwen: bytes
) -> tuple[x509.CertificateRevocationList, ...]:
    """The CRLs in a file, each signed by a CA of the bundle; `OngeldigeIntrekkingslijst` if not."""
    lijsten = _lees(inhoud)
    uitgevers = x509.load_pem_x509_certificates(vertrouwen)
    vreemd = tuple(
        f"bevat een lijst van '{lijst.issuer.rfc4514_string()}' die niet door een CA van de "
        "vertrouwenslijst is ondertekend"
        for lijst in lijsten
        if not any(_ondertekende(ca, lijst) for ca in uitgevers)
    )
    deel = tuple(
        f"bevat een lijst van '{lijst.issuer.rfc4514_string()}' die niet over al zijn certificaten "
        "gaat"
        for lijst in lijsten
        if not _is_volledig(lijst)
    )
    if vreemd or deel or not lijsten:
        raise OngeldigeIntrekkingslijst((*vreemd, *deel) or ("bevat geen intrekkingslijst (CRL)",))
    return lijsten


def fouten_in(inhoud: bytes, vertrouwen: bytes, op: datetime) -> list[str]:
    """What keeps a production start from using this file; empty when nothing does."""
    try:
        lijsten = lees_intrekkingen(inhoud, vertrouwen)
    except OngeldigeIntrekkingslijst as fout:
        return list(fout.fouten)
    except ValueError:
        return []  # De vertrouwenslijst zelf is niet te lezen; dat staat daar al bij.
    return [
        f"de lijst van '{lijst.issuer.rfc4514_string()}' geldt niet meer of nog niet"
        for lijst in lijsten
        if not _geldt(lijst, op)
    ]


def _lees(inhoud: bytes) -> tuple[x509.CertificateRevocationList, ...]:
    try:
        if _PEM not in inhoud:
            return (x509.load_der_x509_crl(inhoud),)
        return tuple(
            x509.load_pem_x509_crl(_PEM + deel.partition(_PEM_EINDE)[0] + _PEM_EINDE)
            for deel in inhoud.split(_PEM)[1:]
        )
    except ValueError:
        raise OngeldigeIntrekkingslijst(("is geen leesbare CRL in PEM of DER",)) from None


def _ondertekende(ca: x509.Certificate, lijst: x509.CertificateRevocationList) -> bool:
    if ca.subject != lijst.issuer:
        return False
    try:
        gebruik = ca.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        gebruik = None
    try:
        # Wat de sleutel zegt waarvoor hij is, telt; het type doet er voor de bibliotheek toe.
        goed = lijst.is_signature_valid(ca.public_key())  # type: ignore[arg-type]
    except (TypeError, UnsupportedAlgorithm):
        return False
    return goed and (gebruik is None or gebruik.crl_sign)


def _is_volledig(lijst: x509.CertificateRevocationList) -> bool:
    """Whether it speaks of every end-entity certificate of its issuer, for every reason.

    What a critical extension narrows it to (a delta, CAs only, some reasons) is not for us to fill
    in (RFC 5280, 5.2).
    """
    for extensie in lijst.extensions:
        waarde = extensie.value
        if isinstance(waarde, x509.IssuingDistributionPoint):
            if (
                waarde.only_contains_ca_certs
                or waarde.only_contains_attribute_certs
                or waarde.indirect_crl
                or waarde.only_some_reasons is not None
            ):
                return False
        elif extensie.critical:
            return False
    return True


def _geldt(lijst: x509.CertificateRevocationList, op: datetime) -> bool:
    tot = lijst.next_update_utc
    return tot is not None and lijst.last_update_utc <= op <= tot
