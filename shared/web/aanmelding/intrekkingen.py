"""The list of revoked certificates of this process: a file that something else keeps fresh.

It is read again when it changed, so a revocation counts from the next request on, without a
restart. What a list says is in `shared.bericht.sleutels.intrekkingen`; with `streng` (production) a
certificate whose issuer has no CRL here, or one that has run out, is refused.
"""

from datetime import datetime
from pathlib import Path

import structlog
from cryptography import x509

from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.intrekkingen import (
    Intrekkingslijsten,
    OngeldigeIntrekkingslijst,
    lees_intrekkingen,
    nieuwste,
)
from shared.opslag.bestandsfout import waarom_niet
from shared.web.instellingen.tabellen import Transport


class Intrekkingen:
    """The list in `pad`, for certificates under the CAs of `vertrouwen` (PEM bundle)."""

    def __init__(self, pad: Path, vertrouwen: Path, *, streng: bool) -> None:
        self._pad = pad
        self._vertrouwen = vertrouwen
        self._streng = streng
        self._kenmerk: tuple[int, int, int] | None = None
        self._gelezen: tuple[x509.CertificateRevocationList, ...] = ()
        self._lijsten = Intrekkingslijsten({}, streng)
        self._mankeert: str | None = None

    def wat_mankeert(self) -> str | None:
        """Why the file as it is now cannot be used; what was read before counts till it ends."""
        self._actueel()
        return self._mankeert

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
        """The lists as the file has them. One that cannot be used, or is older than what we have,
        changes nothing: what was taken back stays so, and what we have runs out by itself."""
        try:
            stand = self._pad.stat()
            kenmerk = (stand.st_mtime_ns, stand.st_size, stand.st_ino)
            if kenmerk != self._kenmerk:
                self._kenmerk = kenmerk
                self._lees()
        except OSError as fout:
            self._kenmerk = None
            self._meld(waarom_niet(fout), fout)
        except OngeldigeIntrekkingslijst as fout:
            self._meld(str(fout), fout)
        return self._lijsten

    def _lees(self) -> None:
        lijsten = lees_intrekkingen(self._pad.read_bytes(), self._vertrouwen.read_bytes())
        self._gelezen, terug = nieuwste(self._gelezen, lijsten)
        self._lijsten = Intrekkingslijsten.van(self._gelezen, streng=self._streng)
        self._mankeert = None
        if terug:
            zin = f"bevat een oudere lijst dan er was, van {'; '.join(terug)}"
            raise OngeldigeIntrekkingslijst((zin,))

    def _meld(self, mankeert: str, fout: Exception) -> None:
        if mankeert != self._mankeert:
            self._mankeert = mankeert
            structlog.get_logger().error("intrekkingslijst onbruikbaar", fout=type(fout).__name__)


def intrekkingen_van(tls: Transport, *, streng: bool) -> Intrekkingen | None:
    """The list the settings name; None without one (not in production)."""
    if tls.intrekkingen is None:
        return None
    return Intrekkingen(tls.intrekkingen, tls.vertrouwen, streng=streng)
