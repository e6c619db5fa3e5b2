"""De ontvangende kant: een dienst per partij die berichten en inhoud echt inneemt.

Controleert het gatewaybesluit en de handtekening van de afzender, ontsleutelt, vergelijkt met de
kop, bewaart wat hij aannam en geeft op hetzelfde bericht dezelfde ondertekende ontvangst.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from deploy.pki import Pki
from shared.bericht.bericht import GeverifieerdBericht, OntvangenBericht, verifieer
from shared.bericht.fouten import BerichtFout, HandtekeningOngeldig
from shared.bericht.gatewaybesluit import verifieer_gateway_besluit
from shared.bericht.inhoud import lees_platte_tekst
from shared.bericht.inhoudlevering import OntvangenInhoud, verifieer_inhoud
from shared.bericht.ontvangst import AANVAARD, GEWEIGERD, Ontvangst, maak_ontvangst
from shared.bericht.sleutels.certificaten import Certificaat, Vertrouwenslijst
from shared.bericht.sleutels.versleuteling import ontsleutel
from shared.bericht.vergelijking import vergelijk
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.termijnen import datum_nl
from shared.tijd.klok import Klok
from shared.web.aanmelding.gebelden import Gebelden
from shared.web.instellingen.instellingen import Instellingen
from tests.integratie.gateway.sleutels import ondertekenaar, ontsleutelaar

_REDEN = next(iter(standaard_convenant().ontvangstredenen))

Ingreep = Callable[[Request, bytes], Response | None]
"""Doet iets anders dan een ontvanger hoort te doen, of niets (None)."""


class Ontvanger:
    """Eén partij die berichten ontvangt."""

    def __init__(self, code: str, pki: Pki, klok: Klok) -> None:
        self.code = code
        self.klok = klok
        self.aangenomen: dict[str, bytes] = {}
        self.verzoeken: list[httpx.Headers] = []
        self.keren: Counter[str] = Counter()
        self.ingreep: Ingreep | None = None
        self._ontvangsten: dict[str, tuple[str, str]] = {}
        self._slot = threading.Lock()
        self._vertrouwen = Vertrouwenslijst.uit_pem(pki.vertrouwen.read_bytes())
        self._gateway = Certificaat.uit_pem(
            pki.deelnemers["gateway"].ondertekening.certificaat.read_bytes()
        )
        self._partijen = {
            naam: Certificaat.uit_pem(p.ondertekening.certificaat.read_bytes())
            for naam, p in pki.deelnemers.items()
        }
        self.ondertekenaar = ondertekenaar(pki, code)
        self._ontsleutelaar = ontsleutelaar(pki, code)
        self.inhouden: dict[str, bytes] = {}
        self._aangekondigd: dict[str, dict[str, Any]] = {}
        self.app: ASGIApp = Starlette(
            routes=[
                Route("/v1/ontvangsten", self._ontvang, methods=["POST"]),
                Route("/v1/ontvangsten/{id}/inhoud", self._ontvang_inhoud, methods=["PUT"]),
            ]
        )

    async def _ontvang(self, request: Request) -> Response:
        body = await request.body()
        with self._slot:
            self.verzoeken.append(httpx.Headers(request.headers.raw))
            if self.ingreep is not None:
                anders = self.ingreep(request, body)
                if anders is not None:
                    return anders
            return self._neem_aan(body, request)

    async def _ontvang_inhoud(self, request: Request) -> Response:
        body = await request.body()
        with self._slot:
            self.verzoeken.append(httpx.Headers(request.headers.raw))
            if self.ingreep is not None:
                anders = self.ingreep(request, body)
                if anders is not None:
                    return anders
            return self._neem_inhoud_aan(body, request)

    def _neem_inhoud_aan(self, body: bytes, request: Request) -> Response:
        """De inhoud van wat is gezegd: hoort zij bij de kop die eerder werd aangekondigd?"""
        kenmerk = request.path_params["id"]
        ontvangen = OntvangenInhoud.lees(body, request.scope["headers"], kenmerk)
        sleutel = f"{kenmerk}/inhoud"
        self.keren[sleutel] += 1
        if sleutel not in self._ontvangsten:
            reden = None
            try:
                self._controleer_inhoud(ontvangen)
                self.inhouden[kenmerk] = body
            except BerichtFout:
                reden = _REDEN
            self._ontvangsten[sleutel] = self.ontvangst(kenmerk, ontvangen.digest, reden)
        return self.antwoord(sleutel, 201)

    def _controleer_inhoud(self, ontvangen: OntvangenInhoud) -> None:
        kop = self._aangekondigd[ontvangen.bericht_id]
        besluit = verifieer_gateway_besluit(ontvangen.gateway_besluit or "", self._gateway)
        verwacht = (ontvangen.bericht_id, ontvangen.digest, self.code)
        if (besluit.id, besluit.digest, besluit.ontvanger) != verwacht or not besluit.toegestaan:
            raise HandtekeningOngeldig("Het gatewaybesluit hoort niet bij deze inhoud.")
        certificaat = self._partijen[kop["afzender"]]
        verifieer_inhoud(ontvangen, certificaat, certificaat.oin, self.klok(), self._vertrouwen)
        self._vergelijk(ontvangen.inhoud, kop, datum_nl(besluit.tijdstip))

    def _neem_aan(self, body: bytes, request: Request) -> Response:
        try:
            ontvangen = OntvangenBericht.lees(
                body, request.scope["headers"], eis_transactie_id=False
            )
        except BerichtFout as fout:
            return Response(fout.melding, 400)
        kenmerk, digest = ontvangen.kop.id, ontvangen.digest
        self.keren[kenmerk] += 1
        if kenmerk not in self._ontvangsten:
            try:
                self._controleer(ontvangen)
            except BerichtFout:
                self._ontvangsten[kenmerk] = self.ontvangst(kenmerk, digest, _REDEN)
                return self.antwoord(kenmerk, 400)
            self.aangenomen[kenmerk] = body
            self._ontvangsten[kenmerk] = self.ontvangst(kenmerk, digest)
        return self.antwoord(kenmerk, 201)

    def _controleer(self, ontvangen: OntvangenBericht) -> None:
        besluit = verifieer_gateway_besluit(ontvangen.gateway_besluit or "", self._gateway)
        verwacht = (ontvangen.kop.id, ontvangen.digest, self.code)
        if (besluit.id, besluit.digest, besluit.ontvanger) != verwacht or not besluit.toegestaan:
            raise HandtekeningOngeldig("Het gatewaybesluit hoort niet bij dit bericht.")
        certificaat = self._partijen[ontvangen.kop.afzender]
        geverifieerd = verifieer(
            ontvangen, certificaat, certificaat.oin, self.klok(), self._vertrouwen
        )
        self._open(geverifieerd)

    def _open(self, bericht: GeverifieerdBericht) -> None:
        if bericht.inhoud is None:
            self._aangekondigd[bericht.kop.id] = bericht.kop_json
            return
        self._vergelijk(bericht.inhoud, bericht.kop_json, datum_nl(bericht.kop.tijdstip))

    def _vergelijk(self, jwe: str, kop: dict[str, Any], dag: date) -> None:
        plat = lees_platte_tekst(ontsleutel(jwe, self._ontsleutelaar))
        vergelijk(kop, plat.kop_digest, plat.inhoud, standaard_convenant(), dag)

    def ontvangst(self, kenmerk: str, digest: str, reden: str | None = None) -> tuple[str, str]:
        """Tekst en handtekening van een ontvangst; met een reden (code) is het een weigering."""
        status = AANVAARD if reden is None else GEWEIGERD
        return maak_ontvangst(
            self.ondertekenaar, Ontvangst(kenmerk, digest, status, reden, self.klok())
        )

    def antwoord(self, kenmerk: str, status: int) -> Response:
        tekst, handtekening = self._ontvangsten[kenmerk]
        return ontvangstantwoord(tekst, handtekening, status)


def ontvangstantwoord(tekst: str, handtekening: str, status: int = 201) -> Response:
    """Een ontvangst zoals zij over de lijn gaat."""
    koppen = {"Payload-Signature": handtekening}
    return Response(tekst.encode(), status, koppen, media_type="application/json")


class Net:
    """Het netwerk tussen gateway en partijen: adressen, en wie er nu onbereikbaar is."""

    def __init__(self, pki: Pki, klok: Klok, *codes: str) -> None:
        self.ontvangers = {code: Ontvanger(code, pki, klok) for code in codes}
        self.weg: set[str] = set()
        self.bij_doorsturen: Callable[[], Awaitable[None]] | None = None
        self.gebelden: Gebelden | None = None

    def maak_client(self, _: Instellingen, gebelden: Gebelden) -> httpx.AsyncClient:
        """De client waarmee de gateway doorstuurt."""
        self.gebelden = gebelden
        return httpx.AsyncClient(transport=_Transport(self), trust_env=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = dict(scope["headers"])[b"host"].decode().removesuffix(".example")
        await self.ontvangers[host].app(scope, receive, send)

    @property
    def doorgestuurd(self) -> int:
        """Hoe vaak er iets bij een ontvanger aankwam."""
        return sum(len(ontvanger.verzoeken) for ontvanger in self.ontvangers.values())


class _Transport(httpx.AsyncBaseTransport):
    def __init__(self, net: Net) -> None:
        self._net = net
        self._asgi = httpx.ASGITransport(app=net)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self._net.bij_doorsturen is not None:
            await self._net.bij_doorsturen()
        if request.url.host.removesuffix(".example") in self._net.weg:
            raise httpx.ConnectTimeout("de ontvanger is weg", request=request)
        return await self._asgi.handle_async_request(request)
