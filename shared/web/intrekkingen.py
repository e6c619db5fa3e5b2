"""The list of revoked certificates of this process: a file that something else keeps fresh.

It is read again when it changed, so a revocation counts from the next request on, without a
restart. What a list says is in `shared.bericht.intrekkingen`; with `streng` (production) a
certificate whose issuer has no CRL here, or one that has run out, is refused.
"""

from datetime import datetime
from pathlib import Path

import structlog
from cryptography import x509

from shared.bericht.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.intrekkingen import (
    Intrekkingslijsten,
    OngeldigeIntrekkingslijst,
    lees_intrekkingen,
)
from shared.web.instellingen import Instellingen
from shared.web.instellingtabellen import Transport


class Intrekkingen:
    """The list in `pad`, for certificates under the CAs of `vertrouwen` (PEM bundle)."""

    def __init__(self, pad: Path, vertrouwen: Path, *, streng: bool) -> None:
        self._pad = pad
        self._vertrouwen = vertrouwen
        self._streng = streng
        self._kenmerk: tuple[int, int, int] | None = None
        self._lijsten = Intrekkingslijsten({}, streng)
        self._onbruikbaar = False

    def controleer(self, certificaat: Certificaat, op: datetime) -> None:
        """Raise `CertificaatOngeldig` when taken back, or when nobody can tell (`streng`)."""
        self.controleer_x509(certificaat.x509, certificaat.organisatie, op)

    def controleer_x509(self, certificaat: x509.Certificate, wie: str, op: datetime) -> None:
        """The same for one that need not be of an organisation; `wie` is what it is called."""
        self._actueel().controleer_nu(certificaat, wie, op)

    def controleer_op(self, certificaat: x509.Certificate, wie: str, op: datetime) -> None:
        """See `Intrekkingsbron`: for what was signed at `op`."""
        self._actueel().controleer_op(certificaat, wie, op)

    def _actueel(self) -> Intrekkingslijsten:
        """The lists as the file has them. One that cannot be used changes nothing: what was taken
        back stays so, and what we have runs out by itself."""
        try:
            stand = self._pad.stat()
            kenmerk = (stand.st_mtime_ns, stand.st_size, stand.st_ino)
            if kenmerk != self._kenmerk:
                self._kenmerk = kenmerk
                lijsten = lees_intrekkingen(self._pad.read_bytes(), self._vertrouwen.read_bytes())
                self._lijsten = Intrekkingslijsten.van(lijsten, streng=self._streng)
                self._onbruikbaar = False
        except (OSError, OngeldigeIntrekkingslijst) as fout:
            if not self._onbruikbaar:
                self._onbruikbaar = True
                structlog.get_logger().error(
                    "intrekkingslijst onbruikbaar", fout=type(fout).__name__
                )
        return self._lijsten


def intrekkingen_van(tls: Transport, *, streng: bool) -> Intrekkingen | None:
    """The list the settings name; None without one (not in production)."""
    if tls.intrekkingen is None:
        return None
    return Intrekkingen(tls.intrekkingen, tls.vertrouwen, streng=streng)


def vertrouwenslijst_van(instellingen: Instellingen) -> Vertrouwenslijst:
    """What signatures are trusted by: the bundle's roots, and what their CAs took back."""
    tls = instellingen.tls
    return Vertrouwenslijst.uit_pem(
        tls.vertrouwen.read_bytes(), intrekkingen_van(tls, streng=instellingen.productie)
    )
