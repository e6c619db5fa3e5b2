"""Delivery to a webhook: one POST in structured mode, over mTLS, signed as messages are.

The receiver sees whose connection it is, and holds proof of what was said: `Digest` and
`Payload-Signature` over the exact bytes, with the sender's signing certificate. Any 2xx means it
has it, however much it says with that; it may have had it before, and knows so by `source` and
`id`.
"""

from __future__ import annotations

import httpx

from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.meldingen.gebeurtenis import INHOUDSTYPE, CloudEvent, schrijf_gebeurtenis
from shared.meldingen.kanaal import BezorgingMislukt
from shared.tijd.klok import Klok
from shared.web.proces.clients import vraag
from shared.web.verzoek.herkansing import MAX_WACHT, gevraagd_geduld

_MAX_ANTWOORD = 64 * 1024


class Webhook:
    """`Kanaal` to one address. `client` carries the transport certificate; the caller closes it."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        url: str,
        ondertekenaar: Ondertekenaar,
        klok: Klok,
    ) -> None:
        self._client = client
        self._url = url
        self._ondertekenaar = ondertekenaar
        self._klok = klok

    async def bezorg(self, gebeurtenis: CloudEvent) -> None:
        body = schrijf_gebeurtenis(gebeurtenis)
        digest = digest_header(body)
        koppen = {
            "Content-Type": INHOUDSTYPE,
            "Digest": digest,
            "Payload-Signature": onderteken_digest(self._ondertekenaar, digest, self._klok()),
        }
        try:
            antwoord = await vraag(
                self._client, "POST", self._url, max_bytes=_MAX_ANTWOORD, inhoud=body,
                koppen=koppen, kap_af=True,
            )  # fmt: skip
        except httpx.HTTPError as fout:
            zin = f"De webhook is niet te bereiken ({type(fout).__name__})."
            raise BezorgingMislukt(zin) from fout
        if not 200 <= antwoord.status < 300:
            raise BezorgingMislukt(
                f"De webhook antwoordde met {antwoord.status}.",
                wacht=gevraagd_geduld(antwoord.koppen, self._klok(), MAX_WACHT),
                definitief=antwoord.status == httpx.codes.GONE,
            )
