"""The way from a party to the gateway: one port, and its implementation over HTTP with mTLS.

What comes back is either a JSON document, not yet verified, or a domain error that says whether
the same again can help. No caller of this module sees a status code.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import urlencode

import httpx

from shared.bericht.fouten import BerichtFout
from shared.bericht.handtekening import digest_header, onderteken_digest
from shared.bericht.jsonvorm import JsonWaarde, lees_json
from shared.bericht.sleutels import Ondertekenaar
from shared.partij.dienst import GatewayFout, GatewayOnbereikbaar, GatewayWeigert
from shared.partij.fouten import NietGevonden
from shared.partij.kenmerk import Klok
from shared.partij.uitwisseling_fouten import (
    BerichtBestaatAl,
    BewijsOnvoldoende,
    BuitenTijdvenster,
    GatewayLater,
    GroepsbesluitKanNiet,
    InvoerAfgekeurd,
    ToetsingWeigert,
)
from shared.web.clients import Antwoord, vraag
from shared.web.meldingen import Invoerfout

Document = dict[str, Any]

_MAX_PAGINAS = 1000
_BUITEN_TIJDVENSTER = "tijdstip-buiten-venster"
# The message is at fault, not the moment: the same bytes will be refused again.
_NOOIT = frozenset({400, 406, 411, 413, 414, 415, 422, 431})


class Gateway(Protocol):
    """What the exchange half asks of the gateway. Every call may raise ``GatewayFout``."""

    async def verstuur(self, body: bytes, koppen: Mapping[str, str]) -> Document:
        """``POST /v1/berichten`` with exactly these bytes; the 201 document, unverified."""
        ...

    async def evalueer(self, kop: Mapping[str, Any]) -> Document:
        """What the gateway would decide now: ``{"decision", "context"}``. Nothing is sent."""
        ...

    async def partijen(self) -> list[Document]:
        """The registered parties with their certificates."""
        ...

    async def groepen(self) -> list[Document]:
        """The groups this party takes part in."""
        ...

    async def groep(self, groep_id: str) -> Document:
        """One group's state. Raises ``NietGevonden``."""
        ...

    async def groepsbesluit(self, besluit: Document, handtekeningen: Mapping[str, str]) -> Document:
        """Hands in a group decision with the signatures collected."""
        ...

    async def teken_voorstel(self, besluit: Document, handtekening: str) -> Document:
        """This party's signature under a proposed decision: the proposal, and what it became."""
        ...

    async def voorstellen(self) -> list[Document]:
        """The proposed decisions this party signs that still wait."""
        ...

    async def trek_voorstel_in(self, voorstel: str) -> None:
        """Takes a proposal back. Raises ``NietGevonden``."""
        ...

    async def blad(self, bladnummer: int) -> Document:
        """One leaf of the log with its inclusion proof."""
        ...

    async def checkpoint(self) -> str:
        """The log's newest checkpoint: a signed note, unverified."""
        ...

    async def consistentie(self, van: int, tot: int) -> list[bytes]:
        """The proof that the log of size ``van`` is a prefix of the one of size ``tot``."""
        ...

    async def meld_autorisatie(
        self, autorisatie_id: str, autorisatie: Mapping[str, JsonWaarde]
    ) -> int | None:
        """Registers an authorisation; the leaf's number."""
        ...

    async def collegas(self) -> list[Document]:
        """Everybody's registered authorisations: reference, party and function; no names."""
        ...

    async def meld_alarm(self, document: Mapping[str, JsonWaarde]) -> int:
        """Signed report of an alarm about the own file; the leaf's number."""
        ...

    async def registreer_overleg(self, overleg: str, document: Document) -> int:
        """Signed registration of a meeting before it begins; the leaf's number."""
        ...

    async def overleg(self, overleg: str) -> Document:
        """A meeting this party belongs to today. Raises ``NietGevonden``."""
        ...

    async def overleggen(self, groep: str) -> list[Document]:
        """The meetings about a group to which this party belongs today."""
        ...

    async def bevestig_mondeling(self, document: Document) -> int:
        """Signed word that permitted words were spoken; the leaf's number."""
        ...


class HttpGateway:
    """``Gateway`` over one long-lived client, which carries the transport certificate."""

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
        return await self._vraag("POST", "/access/v1/evaluation", body=_bytes(verzoek))

    async def partijen(self) -> list[Document]:
        return await self._alle("/v1/partijen", "partijen")

    async def collegas(self) -> list[Document]:
        return await self._alle("/v1/autorisaties", "autorisaties")

    async def groepen(self) -> list[Document]:
        return await self._alle("/v1/groepen", "groepen")

    async def groep(self, groep_id: str) -> Document:
        return await self._vraag("GET", f"/v1/groepen/{groep_id}")

    async def groepsbesluit(self, besluit: Document, handtekeningen: Mapping[str, str]) -> Document:
        body = _bytes({"besluit": besluit, "handtekeningen": dict(handtekeningen)})
        return await self._vraag("POST", "/v1/groepsbesluiten", body=body)

    async def teken_voorstel(self, besluit: Document, handtekening: str) -> Document:
        body = _bytes({"besluit": besluit, "handtekening": handtekening})
        return await self._vraag("PUT", f"/v1/besluitvoorstellen/{besluit['id']}", body=body)

    async def voorstellen(self) -> list[Document]:
        return _lijst(await self._vraag("GET", "/v1/besluitvoorstellen"), "besluitvoorstellen")

    async def trek_voorstel_in(self, voorstel: str) -> None:
        antwoord = await self._haal("DELETE", f"/v1/besluitvoorstellen/{voorstel}")
        if antwoord.status != httpx.codes.NO_CONTENT:
            raise _fout(antwoord, _document(antwoord.inhoud) or {})

    async def blad(self, bladnummer: int) -> Document:
        return await self._vraag("GET", f"/v1/logboek/bladen/{bladnummer}")

    async def checkpoint(self) -> str:
        antwoord = await self._haal("GET", "/v1/logboek/checkpoint")
        if antwoord.status != httpx.codes.OK:
            raise _fout(antwoord, _document(antwoord.inhoud) or {})
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
        return _bladnummer(await self._dien_in("POST", "/v1/alarmen", document))

    async def registreer_overleg(self, overleg: str, document: Document) -> int:
        return _bladnummer(await self._dien_in("PUT", f"/v1/overleggen/{overleg}", document))

    async def overleg(self, overleg: str) -> Document:
        return await self._vraag("GET", f"/v1/overleggen/{overleg}")

    async def overleggen(self, groep: str) -> list[Document]:
        pad = f"/v1/overleggen?{urlencode({'groep': groep})}"
        return _lijst(await self._vraag("GET", pad), "overleggen")

    async def bevestig_mondeling(self, document: Document) -> int:
        return _bladnummer(await self._dien_in("POST", "/v1/mondelinge-verstrekkingen", document))

    async def _dien_in(self, methode: str, pad: str, document: Mapping[str, Any]) -> Document:
        """A document with this party's signature over its exact bytes."""
        body = _bytes(document)
        digest = digest_header(body)
        koppen = {
            "Digest": digest,
            "Payload-Signature": onderteken_digest(self._ondertekenaar, digest, self._klok()),
        }
        return await self._vraag(methode, pad, body=body, koppen=koppen)

    async def _alle(self, pad: str, naam: str) -> list[Document]:
        """Every page of a list."""
        rijen: list[Document] = []
        volgende: object = None
        for _ in range(_MAX_PAGINAS):
            vraag_om = pad if volgende is None else f"{pad}?{urlencode({'na': volgende})}"
            document = await self._vraag("GET", vraag_om)
            rijen += _lijst(document, naam)
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
        return _uitkomst(await self._haal(methode, pad, body=body, koppen=koppen))

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


def _uitkomst(antwoord: Antwoord) -> Document:
    document = _document(antwoord.inhoud)
    if 200 <= antwoord.status < 300:
        if document is None:
            raise GatewayOnbereikbaar("De gateway gaf een antwoord dat geen JSON-object is.")
        return document
    raise _fout(antwoord, document or {})


def _fout(antwoord: Antwoord, probleem: Document) -> Exception:
    """From a problem document to what it means for the one who asked."""
    status = antwoord.status
    melding = _melding(status, probleem)
    if status == 404:
        return NietGevonden(str(probleem.get("detail") or melding))
    if status == 403 and isinstance(probleem.get("redenen"), list):
        return _weigering(probleem)
    if status == 400 and str(probleem.get("type", "")).endswith(_BUITEN_TIJDVENSTER):
        return BuitenTijdvenster(melding)
    if status == 409:
        redenen = probleem.get("redenen")
        if isinstance(redenen, list):
            return GroepsbesluitKanNiet(str(probleem.get("detail") or melding), redenen)
        return BerichtBestaatAl(melding)
    if status in _NOOIT:
        fouten = _fouten(probleem)
        return InvoerAfgekeurd(melding, fouten) if fouten else GatewayWeigert(melding)
    wacht = antwoord.koppen.get("retry-after", "")
    if wacht.isascii() and wacht.isdigit() and len(wacht) < 10:
        return GatewayLater(melding, float(wacht))
    return GatewayOnbereikbaar(melding)


def _weigering(probleem: Document) -> ToetsingWeigert:
    """A refusal with its reasons: the whole decision where the gateway gives it."""
    besluit = probleem.get("besluit")
    if not isinstance(besluit, dict) or besluit.get("redenen") != probleem["redenen"]:
        besluit = {"besluit": "geweigerd", "redenen": probleem["redenen"], "grondslagen": [],
                   "plichten": []}  # fmt: skip
    bladnummer = probleem.get("bladnummer")
    return ToetsingWeigert(besluit, bladnummer if isinstance(bladnummer, int) else None)


def _melding(status: int, probleem: Document) -> str:
    """The gateway's own words, with every fault it lists; they hold no content of a message."""
    zinnen = [str(probleem.get("detail") or probleem.get("title") or "geen uitleg")]
    zinnen += [f"{fout.pad}: {fout.melding}" for fout in _fouten(probleem)]
    return f"De gateway antwoordde met {status}: {' '.join(zinnen)}"


def _fouten(probleem: Document) -> list[Invoerfout]:
    fouten = probleem.get("fouten")
    rijen = fouten if isinstance(fouten, list) else []
    return [Invoerfout(str(f.get("pad")), str(f.get("melding"))) for f in rijen
            if isinstance(f, dict)]  # fmt: skip


def _document(tekst: bytes) -> Document | None:
    try:
        waarde = lees_json(tekst)
    except BerichtFout:
        return None
    return waarde if isinstance(waarde, dict) else None


def _bladnummer(document: Document) -> int:
    nummer = document.get("bladnummer")
    if not isinstance(nummer, int):
        raise GatewayFout("Het antwoord van de gateway heeft geen bladnummer.")
    return nummer


def _lijst(document: Document, naam: str) -> list[Document]:
    lijst = document.get(naam)
    if not isinstance(lijst, list) or not all(isinstance(rij, dict) for rij in lijst):
        raise GatewayFout(f"Het antwoord van de gateway heeft geen lijst {naam}.")
    return lijst


def _bytes(waarde: Mapping[str, Any]) -> bytes:
    return json.dumps(waarde, ensure_ascii=False, separators=(",", ":")).encode()
