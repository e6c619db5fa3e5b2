"""The way from a party to the gateway, over HTTP with mTLS; each use has its own port on it.

What comes back is either a JSON document, not yet verified, or a domain error that says whether
the same again can help (``antwoord``). No caller of this module sees a status code.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

import httpx

from shared.bericht.jsonvorm import JsonWaarde
from shared.bericht.sleutels.handtekening import digest_header, onderteken_digest
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.opslag.draad import in_draad
from shared.partij.gatewayfouten import GatewayOnbereikbaar
from shared.tijd.klok import Klok
from shared.verzenden.fouten import BewijsOnvoldoende
from shared.verzenden.gateway.antwoord import (
    als_bytes,
    als_document,
    als_fout,
    bladnummer_uit,
    lijst_uit,
    uitkomst,
)
from shared.verzenden.gateway.poort import Document, Zetting
from shared.web.proces.clients import Antwoord, vraag

_MAX_PAGINAS = 1000


class HttpGateway:
    """What is asked of the gateway, over one long-lived client with the transport certificate.

    Every call may raise ``GatewayFout``.
    """

    def __init__(
        self,
        client: httpx.AsyncClient,
        partij: str,
        ondertekenaar: Ondertekenaar,
        klok: Klok,
        max_antwoord_bytes: int,
    ) -> None:
        self._client = client
        self._partij = partij
        self._ondertekenaar = ondertekenaar
        self._klok = klok
        self._max_bytes = max_antwoord_bytes

    async def verstuur(self, body: bytes, koppen: Mapping[str, str]) -> Document:
        return await self._vraag("POST", "/v1/berichten", body=body, koppen=koppen)

    async def lever_inhoud(
        self, bericht_id: str, body: bytes, koppen: Mapping[str, str]
    ) -> Document:
        pad = f"/v1/berichten/{bericht_id}/inhoud"
        return await self._vraag("PUT", pad, body=body, koppen=koppen)

    async def uiting(self, uiting: str) -> Document:
        return await self._vraag("GET", f"/v1/uitingen/{uiting}")

    async def uitingen(self, groep: str, na: str | None, aantal: int) -> Document:
        vraag = {"groep": groep, "paginagrootte": str(aantal), **({} if na is None else {"na": na})}
        return await self._vraag("GET", f"/v1/uitingen?{urlencode(vraag)}")

    async def bevestig_uiting(self, uiting: str, document: Mapping[str, Any]) -> None:
        await self._dien_in("POST", f"/v1/uitingen/{uiting}/_bevestig", document)

    async def evalueer(self, kop: Mapping[str, Any]) -> Document:
        verzoek = {
            "subject": {
                "type": "medewerker",
                "id": kop["medewerker"],
                "properties": {"partij": self._partij},
            },
            "action": {"name": kop["soort"]},
            "resource": {"type": "groep", "id": kop["groep"]},
            "context": {"kop": dict(kop)},
        }
        return await self._vraag("POST", "/access/v1/evaluation", body=als_bytes(verzoek))

    async def partijen(self) -> list[Document]:
        return await self._alle("/v1/partijen", "partijen")

    async def collegas(self) -> list[Document]:
        return await self._alle("/v1/autorisaties", "autorisaties")

    async def groepen(self) -> list[Document]:
        return await self._alle("/v1/groepen", "groepen")

    async def groep(self, groep_id: str) -> Document:
        return await self._vraag("GET", f"/v1/groepen/{groep_id}")

    async def groepsbesluit(
        self, besluit: Document, handtekeningen: Mapping[str, Zetting]
    ) -> Document:
        alle = {partij: dict(zetting) for partij, zetting in handtekeningen.items()}
        body = als_bytes({"besluit": besluit, "handtekeningen": alle})
        return await self._vraag("POST", "/v1/groepsbesluiten", body=body)

    async def teken_voorstel(self, besluit: Document, handtekening: Zetting) -> Document:
        body = als_bytes({"besluit": besluit, **handtekening})
        return await self._vraag("PUT", f"/v1/besluitvoorstellen/{besluit['id']}", body=body)

    async def voorstellen(self) -> list[Document]:
        return lijst_uit(await self._vraag("GET", "/v1/besluitvoorstellen"), "besluitvoorstellen")

    async def afgedane_voorstellen(self, groep: str | None) -> list[Document]:
        over = "" if groep is None else f"&groep={groep}"
        pad = f"/v1/besluitvoorstellen?afgedaan=true{over}"
        return lijst_uit(await self._vraag("GET", pad), "besluitvoorstellen")

    async def beantwoord_voorstel(
        self, voorstel: str, antwoord: Document, zetting: Zetting
    ) -> Document:
        body = als_bytes({"antwoord": antwoord, **zetting})
        pad = f"/v1/besluitvoorstellen/{voorstel}/_antwoord"
        return await self._vraag("POST", pad, body=body)

    async def trek_voorstel_in(self, voorstel: str) -> None:
        antwoord = await self._haal("DELETE", f"/v1/besluitvoorstellen/{voorstel}")
        if antwoord.status != httpx.codes.NO_CONTENT:
            raise als_fout(antwoord, als_document(antwoord.inhoud) or {})

    async def aanstellingen(self) -> list[Document]:
        return await self._alle("/v1/aanstellingen", "aanstellingen")

    async def alarmen(self, status: str) -> list[Document]:
        return await self._alle("/v1/alarmen", "alarmen", status=status)

    async def aanstelling(self, kenmerk: str) -> list[Document]:
        return lijst_uit(await self._vraag("GET", f"/v1/aanstellingen/{kenmerk}"), "versies")

    async def teken_aanstelling(self, document: Document, handtekening: Zetting) -> Document:
        body = als_bytes({"aanstelling": document, **handtekening})
        return await self._vraag("PUT", f"/v1/aanstellingen/{document['id']}", body=body)

    async def beeindig_aanstelling(self, kenmerk: str, document: Document) -> Document:
        return await self._dien_in("POST", f"/v1/aanstellingen/{kenmerk}/_beeindig", document)

    async def zoek_uitwisselingen(self, vraag: Mapping[str, Any]) -> list[Document]:
        """What the log knows of messages this party sent or got; every page of it."""
        gevonden: list[Document] = []
        cursor = None
        for _ in range(_MAX_PAGINAS):
            body = als_bytes({**vraag, **({} if cursor is None else {"cursor": cursor})})
            antwoord = await self._vraag("POST", "/v1/uitwisselingen/_zoek", body=body)
            gevonden += lijst_uit(antwoord, "uitwisselingen")
            cursor = antwoord.get("volgende")
            if not isinstance(cursor, str):
                break
        return gevonden

    async def blad(self, bladnummer: int) -> Document:
        return await self._vraag("GET", f"/v1/logboek/bladen/{bladnummer}")

    async def bladreeks(self, vanaf: int) -> Document:
        return await self._vraag("GET", f"/v1/logboek/bladen?vanaf={vanaf}")

    async def checkpoint(self) -> str:
        antwoord = await self._haal("GET", "/v1/logboek/checkpoint")
        if antwoord.status != httpx.codes.OK:
            raise als_fout(antwoord, als_document(antwoord.inhoud) or {})
        try:
            return antwoord.inhoud.decode("utf-8")
        except UnicodeDecodeError:
            raise BewijsOnvoldoende("Het checkpoint van de gateway is geen tekst.") from None

    async def consistentie(self, van: int, tot: int) -> list[bytes]:
        pad = f"/v1/logboek/consistentie?van={van}&tot={tot}"
        knopen = (await self._vraag("GET", pad)).get("bewijs")
        if not isinstance(knopen, list):
            raise BewijsOnvoldoende("Het consistentiebewijs van de gateway heeft geen bewijs.")
        try:
            return [base64.b64decode(knoop, validate=True) for knoop in knopen]
        except (binascii.Error, ValueError, TypeError):
            raise BewijsOnvoldoende("Het consistentiebewijs is geen geldige base64.") from None

    async def meld_autorisatie(
        self, autorisatie_id: str, autorisatie: Mapping[str, JsonWaarde]
    ) -> int | None:
        pad = f"/v1/autorisaties/{autorisatie_id}"
        bladnummer = (await self._dien_in("PUT", pad, autorisatie)).get("bladnummer")
        return bladnummer if isinstance(bladnummer, int) else None

    async def meld_alarm(self, document: Mapping[str, JsonWaarde]) -> int:
        return bladnummer_uit(await self._dien_in("POST", "/v1/alarmen", document))

    async def geef_verklaring_af(self, document: Mapping[str, Any]) -> int:
        pad = "/v1/vernietigingsverklaringen"
        return bladnummer_uit(await self._dien_in("POST", pad, document))

    async def registreer_overleg(self, overleg: str, document: Document) -> int:
        return bladnummer_uit(await self._dien_in("PUT", f"/v1/overleggen/{overleg}", document))

    async def overleg(self, overleg: str) -> Document:
        return await self._vraag("GET", f"/v1/overleggen/{overleg}")

    async def overleggen(
        self, groep: str | None = None, van: date | None = None, tot: date | None = None
    ) -> list[Document]:
        vraag = {"groep": groep, "van": van, "tot": tot}
        gevraagd = urlencode({naam: een for naam, een in vraag.items() if een is not None})
        return lijst_uit(await self._vraag("GET", f"/v1/overleggen?{gevraagd}"), "overleggen")

    async def _dien_in(self, methode: str, pad: str, document: Mapping[str, Any]) -> Document:
        """A document with this party's signature over its exact bytes."""
        body = als_bytes(document)
        digest = digest_header(body)
        koppen = {
            "Digest": digest,
            # Signing takes milliseconds, in which everybody else would wait for this process.
            "Payload-Signature": await in_draad(
                onderteken_digest, self._ondertekenaar, digest, self._klok()
            ),
        }
        return await self._vraag(methode, pad, body=body, koppen=koppen)

    async def _alle(self, pad: str, naam: str, **filters: str) -> list[Document]:
        """Every page of a list."""
        rijen: list[Document] = []
        volgende: object = None
        for _ in range(_MAX_PAGINAS):
            vraag = urlencode(filters if volgende is None else {**filters, "na": volgende})
            document = await self._vraag("GET", f"{pad}?{vraag}" if vraag else pad)
            rijen += lijst_uit(document, naam)
            volgende = document.get("volgende")
            if volgende is None:
                return rijen
        raise GatewayOnbereikbaar(f"De lijst {naam} van de gateway houdt niet op.")

    async def _vraag(
        self,
        methode: str,
        pad: str,
        *,
        body: bytes | None = None,
        koppen: Mapping[str, str] | None = None,
    ) -> Document:
        return uitkomst(await self._haal(methode, pad, body=body, koppen=koppen))

    async def _haal(
        self,
        methode: str,
        pad: str,
        *,
        body: bytes | None = None,
        koppen: Mapping[str, str] | None = None,
    ) -> Antwoord:
        try:
            return await vraag(
                self._client, methode, pad, max_bytes=self._max_bytes, inhoud=body,
                koppen=dict(koppen or {}),
            )  # fmt: skip
        except httpx.HTTPError as fout:
            raise GatewayOnbereikbaar(
                f"De gateway is niet te bereiken ({type(fout).__name__})."
            ) from fout
