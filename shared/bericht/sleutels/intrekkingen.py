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
    """Of one issuer: by serial number since when, and the term of the list itself. ``punten``: the
    distribution points it is confined to; None: it is about all of the issuer's certificates."""

    sinds: dict[int, datetime]
    van: datetime
    tot: datetime | None
    punten: frozenset[str] | None

    def gaat_over(self, certificaat: x509.Certificate) -> bool:
        """Whether what it does not name was not taken back."""
        return self.punten is None or bool(self.punten & _punten_van(certificaat))


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
            gelezen = _Lijst(sinds, een.last_update_utc, een.next_update_utc, _beperkt_tot(een))
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
            if lijst.gaat_over(certificaat)
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
    inhoud: bytes, vertrouwen: bytes, voor: Iterable[x509.Certificate] = ()
) -> tuple[x509.CertificateRevocationList, ...]:
    """The CRLs in a file, each signed by a CA of the bundle and complete; for the certificates of
    its issuer among `voor` too. `OngeldigeIntrekkingslijst` if not."""
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
        if not _is_volledig(lijst, voor)
    )
    if vreemd or deel or not lijsten:
        raise OngeldigeIntrekkingslijst((*vreemd, *deel) or ("bevat geen intrekkingslijst (CRL)",))
    return lijsten


def nieuwste(
    gehad: Iterable[x509.CertificateRevocationList], nu: Iterable[x509.CertificateRevocationList]
) -> tuple[tuple[x509.CertificateRevocationList, ...], tuple[str, ...]]:
    """What counts after reading again, and the issuers whose list went back in time.

    A CA never takes back a revocation by an older list: of such an issuer what we had stays
    (RFC 5280, 5.2.3). So does the list of an issuer that is no longer in the file, until it ends.
    """
    oud, nieuw = _per_uitgever(gehad), _per_uitgever(nu)
    terug = tuple(
        naam
        for naam, lijsten in nieuw.items()
        if naam in oud and max(map(_volgorde, lijsten)) < max(map(_volgorde, oud[naam]))
    )
    samen = {**oud, **{naam: een for naam, een in nieuw.items() if naam not in terug}}
    return tuple(lijst for lijsten in samen.values() for lijst in lijsten), terug


def _per_uitgever(
    lijsten: Iterable[x509.CertificateRevocationList],
) -> dict[str, list[x509.CertificateRevocationList]]:
    uit: dict[str, list[x509.CertificateRevocationList]] = {}
    for lijst in lijsten:
        uit.setdefault(lijst.issuer.rfc4514_string(), []).append(lijst)
    return uit


def _volgorde(lijst: x509.CertificateRevocationList) -> tuple[datetime, int]:
    try:
        nummer = lijst.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
    except x509.ExtensionNotFound:
        nummer = -1
    return lijst.last_update_utc, nummer


def fouten_in(
    inhoud: bytes, vertrouwen: bytes, op: datetime, voor: Iterable[x509.Certificate] = ()
) -> list[str]:
    """What keeps a production start from using this file; empty when nothing does."""
    try:
        lijsten = lees_intrekkingen(inhoud, vertrouwen, voor)
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


def _is_volledig(lijst: x509.CertificateRevocationList, voor: Iterable[x509.Certificate]) -> bool:
    """Whether it speaks of every end-entity certificate of its issuer, for every reason.

    One that names its distribution point may be about those certificates alone that name the same
    (RFC 5280, 6.3.3): then all of `voor` must.

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
    punten = _beperkt_tot(lijst)
    return punten is None or all(
        punten & _punten_van(een) for een in voor if een.issuer == lijst.issuer
    )


def _beperkt_tot(lijst: x509.CertificateRevocationList) -> frozenset[str] | None:
    try:
        punt = lijst.extensions.get_extension_for_class(x509.IssuingDistributionPoint).value
    except x509.ExtensionNotFound:
        return None
    if punt.relative_name is not None:
        return frozenset()  # Pas met de naam van de uitgever heel; geen certificaat zegt het zo.
    return None if punt.full_name is None else frozenset(map(repr, punt.full_name))


def _punten_van(certificaat: x509.Certificate) -> frozenset[str]:
    try:
        punten = certificaat.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        return frozenset()
    return frozenset(repr(naam) for punt in punten for naam in punt.full_name or ())


def _geldt(lijst: x509.CertificateRevocationList, op: datetime) -> bool:
    tot = lijst.next_update_utc
    return tot is not None and lijst.last_update_utc <= op <= tot
