"""Bringing a decided message to its receiver, and judging what comes back.

`Bezorger` is the port: it carries bytes and knows no meaning. `HttpBezorger` is the real one.
`lees_ontvangst` turns an answer into a verified receipt or says why it is none; the status code
is no evidence of anything, the receiver's signature is.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final, Protocol

import aiohttp

from gateway.fouten import OntvangerOnbereikbaar, OntvangerOnbruikbaar
from gateway.registers.beeld import Beeld
from shared.bericht.fouten import BerichtFout
from shared.bericht.ontvangst import Ontvangst, verifieer_ontvangst
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.convenant.berichtsoorten import is_ontvangstreden
from shared.web.aanmelding.gebelden import Gebelden
from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.tls import clientcontext
from shared.web.proces.clients import sessiemaker

_KOPPEN: Final = {
    "Accept": "application/json, application/problem+json",
    "Accept-Encoding": "identity",
    "Content-Type": "application/json",
}
_ONBEREIKBAAR = "De ontvanger is nu niet bereikbaar; het bericht is nog niet afgeleverd."


@dataclass(frozen=True, slots=True)
class Ontvangstgrenzen:
    """max_bytes: a receipt's text. It goes whole into a leaf (under 64 KiB), where every quote in
    it takes two bytes; a receipt of the profile is some 300 bytes."""

    max_bytes: int = 16 * 1024


ONTVANGSTGRENZEN = Ontvangstgrenzen()


@dataclass(frozen=True, slots=True)
class Bezorging:
    """What goes over the line: the sender's exact bytes, and the headers of the profile."""

    methode: str
    adres: str
    body: bytes
    koppen: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Teruggekomen:
    """What came back, unverified."""

    status: int
    body: bytes
    handtekeningen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GeldigeOntvangst:
    """A receipt whose signature, id and digest hold; `tekst` and `handtekening` are evidence."""

    ontvangst: Ontvangst
    tekst: str
    handtekening: str

    @property
    def aanvaard(self) -> bool:
        """Whether the receiver took the message in."""
        return self.ontvangst.status == "aanvaard"


class Bezorger(Protocol):
    """Carries a message to its receiver."""

    async def bezorg(self, bezorging: Bezorging) -> Teruggekomen:
        """Deliver, or raise `OntvangerOnbereikbaar` when nothing (whole) came back."""


class HttpBezorger:
    """A `Bezorger` over one long-lived session with the gateway's transport certificate.

    `max_antwoord_bytes`: what is read of an answer; a receipt is far smaller.
    """

    def __init__(self, sessie: aiohttp.ClientSession, max_antwoord_bytes: int) -> None:
        self._sessie = sessie
        self._max_antwoord_bytes = max_antwoord_bytes

    async def bezorg(self, bezorging: Bezorging) -> Teruggekomen:
        try:
            async with self._sessie.request(
                bezorging.methode,
                bezorging.adres,
                data=bezorging.body,
                headers={**_KOPPEN, **bezorging.koppen},
                allow_redirects=False,
            ) as antwoord:
                return Teruggekomen(
                    antwoord.status,
                    await self._lees(antwoord),
                    tuple(antwoord.headers.getall("payload-signature", ())),
                )
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as fout:
            raise OntvangerOnbereikbaar(_ONBEREIKBAAR) from fout

    async def _lees(self, antwoord: aiohttp.ClientResponse) -> bytes:
        delen = bytearray()
        async for deel in antwoord.content.iter_any():
            delen += deel
            if len(delen) > self._max_antwoord_bytes:
                antwoord.close()
                raise OntvangerOnbruikbaar("De ontvanger antwoordde met meer dan mag.")
        return bytes(delen)


@asynccontextmanager
async def open_bezorger(instellingen: Instellingen, gebelden: Gebelden) -> AsyncIterator[Bezorger]:
    """The real one, on these settings, for as long as the block lasts."""
    maak_sessie = sessiemaker(instellingen, clientcontext(instellingen), gebelden=gebelden)
    async with maak_sessie() as sessie:
        yield HttpBezorger(sessie, instellingen.limieten.max_antwoord_bytes)


def lees_ontvangst(
    teruggekomen: Teruggekomen,
    *,
    bericht: str,
    digest: str,
    ontvanger: str,
    beeld: Beeld,
    vertrouwen: Vertrouwenslijst,
    nu: datetime,
    grenzen: Ontvangstgrenzen = ONTVANGSTGRENZEN,
) -> GeldigeOntvangst:
    """A verified receipt for this message, or for the content of what was said.

    1. 5xx: the receiver is there but cannot answer now (`OntvangerOnbereikbaar`).
    2. Exactly one `Payload-Signature`; text in UTF-8, within bounds.
    3. Signed with the receiver's registered signing certificate, trusted at `nu`.
    4. About this id and this digest.
    5. A reason is a code the covenant knows for that outcome: it goes into the log as it stands.

    2 to 5 raise `OntvangerOnbruikbaar`. A refusal counts only with such a receipt.
    """
    if teruggekomen.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise OntvangerOnbereikbaar(_ONBEREIKBAAR)
    if len(teruggekomen.handtekeningen) != 1:
        raise OntvangerOnbruikbaar("De ontvanger antwoordde zonder ondertekende ontvangst.")
    if len(teruggekomen.body) > grenzen.max_bytes:
        raise OntvangerOnbruikbaar("De ontvangst is groter dan mag.")
    handtekening = teruggekomen.handtekeningen[0]
    certificaat = beeld.tekende(ontvanger, handtekening)
    if certificaat is None:
        raise OntvangerOnbruikbaar("Van de ontvanger is geen ondertekeningscertificaat bekend.")
    try:
        tekst = teruggekomen.body.decode("utf-8")
        vertrouwen.controleer(certificaat, nu)
        ontvangst = verifieer_ontvangst(tekst, handtekening, certificaat, nu=nu)
    except UnicodeDecodeError as fout:
        raise OntvangerOnbruikbaar("De ontvangst is geen tekst in UTF-8.") from fout
    except BerichtFout as fout:
        raise OntvangerOnbruikbaar(f"De ontvangst is niet geldig: {fout.melding}") from fout
    if (ontvangst.id, ontvangst.digest) != (bericht, digest):
        raise OntvangerOnbruikbaar("De ontvangst gaat over een ander bericht.")
    if not is_ontvangstreden(beeld.regels, ontvangst.reden, aanvaard=ontvangst.aanvaard):
        raise OntvangerOnbruikbaar("De ontvangst noemt een reden die het convenant niet kent.")
    return GeldigeOntvangst(ontvangst, tekst, handtekening)
