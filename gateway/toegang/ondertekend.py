"""A document a party signs with the headers of its request: exact bytes, digest, signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gateway.registers.beeld import Beeld
from gateway.registers.begrippen import Partij
from shared.bericht.sleutels.certificaten import CertificaatOngeldig, Gebruik, Vertrouwenslijst
from shared.bericht.sleutels.handtekening import (
    controleer_digest,
    eis_tekentijd,
    verifieer_digest_handtekening,
)


@dataclass(frozen=True, slots=True)
class Ondertekend:
    """A document's exact bytes with the headers that sign them, unverified."""

    body: bytes
    digest: str
    handtekening: str

    def controleer(
        self,
        beeld: Beeld,
        partij: Partij,
        vertrouwen: Vertrouwenslijst,
        nu: datetime,
        *,
        niet_voor: datetime | None,
    ) -> None:
        """The party's registered certificate, trusted now, signed exactly these bytes by now.

        `niet_voor`: the time the document states, where its shape has one.
        Raises a `BerichtFout` that says what does not hold.
        """
        certificaat = beeld.tekende(partij.code, self.handtekening)
        if certificaat is None:
            raise CertificaatOngeldig("Van deze partij is geen ondertekeningscertificaat bekend.")
        vertrouwen.controleer(certificaat, nu, Gebruik.ONDERTEKENEN)
        controleer_digest(self.body, self.digest)
        getekend_op = verifieer_digest_handtekening(self.handtekening, self.digest, certificaat)
        eis_tekentijd(getekend_op, nu, niet_voor=niet_voor)
