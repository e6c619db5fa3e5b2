"""Which certificates their issuers took back (RFC 5280, section 5: CRL).

The list is a file that something else keeps fresh. It is read again when it changed, so a
revocation counts from the next request on, without a restart. A list holds one or more CRLs (PEM,
or one in DER), each signed by a CA of the trust bundle. What it cannot say, it does not assume:
with `streng` (production) a certificate whose issuer has no CRL here, or one that has run out, is
refused.
"""

from datetime import datetime
from pathlib import Path

import structlog
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from shared.bericht.certificaten import Certificaat, CertificaatOngeldig

_PEM = b"-----BEGIN X509 CRL-----"
_PEM_EINDE = b"-----END X509 CRL-----"


class OngeldigeIntrekkingslijst(Exception):
    """The file cannot be used; `fouten` are Dutch sentences without a subject."""

    def __init__(self, fouten: tuple[str, ...]) -> None:
        super().__init__("; ".join(fouten))
        self.fouten = fouten


class Intrekkingen:
    """The list in `pad`, for certificates under the CAs of `vertrouwen` (PEM bundle)."""

    def __init__(self, pad: Path, vertrouwen: Path, *, streng: bool) -> None:
        self._pad = pad
        self._vertrouwen = vertrouwen
        self._streng = streng
        self._kenmerk: tuple[int, int, int] | None = None
        self._lijsten: tuple[x509.CertificateRevocationList, ...] = ()
        self._onbruikbaar = False

    def controleer(self, certificaat: Certificaat, op: datetime) -> None:
        """Raise `CertificaatOngeldig` when taken back, or when nobody can tell (`streng`)."""
        self.controleer_x509(certificaat.x509, certificaat.organisatie, op)

    def controleer_x509(self, certificaat: x509.Certificate, wie: str, op: datetime) -> None:
        """The same for one that need not be of an organisation; `wie` is what it is called."""
        lijsten = [lijst for lijst in self._actueel() if lijst.issuer == certificaat.issuer]
        for lijst in lijsten:
            if lijst.get_revoked_certificate_by_serial_number(certificaat.serial_number):
                raise CertificaatOngeldig(f"Het certificaat van {wie} is ingetrokken.")
        if self._streng and not any(_geldt(lijst, op) for lijst in lijsten):
            raise CertificaatOngeldig(
                f"Of het certificaat van {wie} is ingetrokken, is nu niet vast te stellen: van "
                "zijn uitgever is er geen geldige intrekkingslijst."
            )

    def _actueel(self) -> tuple[x509.CertificateRevocationList, ...]:
        """The lists as the file has them. One that cannot be used changes nothing: what was taken
        back stays so, and what we have runs out by itself."""
        try:
            stand = self._pad.stat()
            kenmerk = (stand.st_mtime_ns, stand.st_size, stand.st_ino)
            if kenmerk != self._kenmerk:
                self._kenmerk = kenmerk
                self._lijsten = lees_intrekkingen(
                    self._pad.read_bytes(), self._vertrouwen.read_bytes()
                )
                self._onbruikbaar = False
        except (OSError, OngeldigeIntrekkingslijst) as fout:
            if not self._onbruikbaar:
                self._onbruikbaar = True
                structlog.get_logger().error(
                    "intrekkingslijst onbruikbaar", fout=type(fout).__name__
                )
        return self._lijsten


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
    return lijst.last_update_utc <= op and (tot is not None and op <= tot)
