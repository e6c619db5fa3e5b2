"""A party's own system beside its service: it signs with the party's keys and calls the gateway.

What an integrator builds. The gateway decides on what comes in, not on who composed it, so going
around a service gains nothing.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Self
from uuid import uuid4

import httpx

from deploy.klant import WACHTTIJD_SECONDEN
from deploy.lokaal import Lokaal
from deploy.pki import Pki
from shared.bericht.bericht import verzegel
from shared.bericht.inhoud import Inhoud
from shared.bericht.jsonvorm import jcs
from shared.bericht.sleutels.certificaten import Certificaat
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.sleutels.sleutels import BestandsOndertekenaar
from shared.convenant.besluiten.groepsbesluit import ondertekening


class Partijsysteem:
    """The signing key and the connection to the gateway of one party."""

    def __init__(self, lokaal: Lokaal, pki: Pki, partij: str) -> None:
        paden = pki.deelnemers[partij]
        tls = ssl.create_default_context(cafile=str(pki.vertrouwen))
        tls.load_cert_chain(paden.transport.certificaat, paden.transport.sleutel)
        self.partij = partij
        self._deelnemers = pki.deelnemers
        self.ondertekenaar = BestandsOndertekenaar.uit_pem(
            paden.ondertekening.sleutel.read_bytes(), paden.ondertekening.certificaat.read_bytes()
        )
        self.gateway = httpx.Client(
            base_url=f"{lokaal.gateway.url}/v1",
            verify=tls,
            timeout=WACHTTIJD_SECONDEN,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.gateway.close()

    def teken(self, document: Mapping[str, Any], medewerker: str) -> dict[str, str]:
        """This party's signature under a document, with who decided on its behalf."""
        digest = digest_header(jcs(dict(document)))
        getekend = digest_header(jcs(ondertekening(digest, medewerker)))
        return {
            "medewerker": medewerker,
            "handtekening": onderteken_digest(self.ondertekenaar, getekend, datetime.now(UTC)),
        }

    def stuur(self, kop: Mapping[str, Any], inhoud: Inhoud | None) -> httpx.Response:
        """Sign and post a message as it is: nothing here looks whether it may be sent.

        ``kop`` carries the commitments on ``inhoud`` already; None: nothing is sealed.
        """
        jwe = None if inhoud is None else verzegel(kop, inhoud, self._sluit_voor(kop["ontvanger"]))
        body = json.dumps({"kop": dict(kop), "inhoud": jwe}, ensure_ascii=False).encode()
        digest = digest_header(body)
        koppen = {
            "content-type": "application/json",
            "digest": digest,
            "payload-signature": onderteken_digest(self.ondertekenaar, digest, datetime.now(UTC)),
            "fsc-transaction-id": str(kop["id"]),
            "traceparent": f"00-{uuid4().hex}-{uuid4().hex[:16]}-01",
        }
        return self.gateway.post("/berichten", content=body, headers=koppen)

    def _sluit_voor(self, ontvanger: str) -> Certificaat | None:
        paar = self._deelnemers[ontvanger].versleuteling
        return None if paar is None else Certificaat.uit_pem(paar.certificaat.read_bytes())
