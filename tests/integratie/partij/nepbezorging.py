"""Hoe de nepgateway bij een ontvanger aflevert: dezelfde bytes, met haar besluit erbij."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from starlette.types import ASGIApp

from shared.bericht.gatewaybesluit import GatewayBesluit, onderteken_gateway_besluit
from shared.bericht.inhoudlevering import OntvangenInhoud, verifieer_inhoud
from shared.bericht.ontvangst import Ontvangst, maak_ontvangst
from shared.bericht.sleutels.certificaten import Vertrouwenslijst
from shared.bericht.sleutels.handtekening import controleer_digest, verifieer_digest_handtekening
from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.tijd.klok import Klok
from tests.integratie.partij.nepboom import Boom
from tests.integratie.partij.nepregister import Bericht, Geregistreerd, Levering

Koppen = Iterable[tuple[bytes, bytes]]


@dataclass
class Nepbezorging:
    """Bezorgt, en zet elke ontvangst in de boom."""

    boom: Boom
    ondertekenaar: Ondertekenaar
    partijen: Mapping[str, Geregistreerd]
    vertrouwen: Vertrouwenslijst
    klok: Klok

    async def bezorg(self, bericht: Bericht) -> bool:
        """Of de ontvanger het heeft beantwoord; een tweede keer wordt er niet gevraagd."""
        if bericht.ontvangst is None:
            app = self.partijen[bericht.kop.ontvanger].app
            if app is None:
                return False
            bericht.ontvangst = self._ontvangst(bericht, await self.lever_af(app, bericht))
        return bericht.ontvangst is not None

    async def bezorg_inhoud(self, bericht: Bericht) -> bool:
        levering = bericht.levering
        assert levering is not None
        if levering.ontvangst is None:
            app = self.partijen[bericht.kop.ontvanger].app
            if app is None:
                return False
            antwoord = await self.lever_inhoud_af(app, bericht)
            levering.ontvangst = self._ontvangst(bericht, antwoord)
        return levering.ontvangst is not None

    def neem_levering(self, bericht: Bericht, body: bytes, koppen: Koppen) -> bool:
        """Onthoudt wat de afzender aflevert, één keer; False voor iets anders dan toen."""
        afzender = self.partijen[bericht.kop.afzender]
        ontvangen = OntvangenInhoud.lees(body, koppen, bericht.kop.id)
        verifieer_inhoud(
            ontvangen, afzender.ondertekening, afzender.oin, self.klok(), self.vertrouwen
        )
        if bericht.levering is None:
            bericht.levering = Levering(ontvangen.digest, body, ontvangen.payload_signature)
        return bericht.levering.digest == ontvangen.digest

    def eis_ondertekend(self, body: bytes, koppen: Koppen, partij: str) -> None:
        """Een document met de handtekening van deze partij eronder."""
        waarden = {naam.decode().lower(): waarde.decode() for naam, waarde in koppen}
        controleer_digest(body, waarden["digest"])
        certificaat = self.partijen[partij].ondertekening
        verifieer_digest_handtekening(waarden["payload-signature"], waarden["digest"], certificaat)

    async def lever_af(
        self, app: ASGIApp, bericht: Bericht, **anders: str | None
    ) -> httpx.Response:
        """Eén aflevering bij een ontvanger; `anders` vervangt of verwijdert koppen."""
        ontvangen = bericht.ontvangen
        koppen = {
            "Content-Type": "application/json",
            "Digest": ontvangen.digest,
            "Payload-Signature": ontvangen.payload_signature,
            "Gateway-Besluit": self.gateway_besluit(bericht),
        }
        return await _vraag(app, "POST", "/v1/ontvangsten", ontvangen.body, koppen, anders)

    async def lever_inhoud_af(
        self, app: ASGIApp, bericht: Bericht, **anders: str | None
    ) -> httpx.Response:
        """De inhoud van wat is gezegd; `anders` vervangt of verwijdert koppen."""
        levering = bericht.levering
        assert levering is not None
        koppen = {
            "Content-Type": "application/json",
            "Digest": levering.digest,
            "Payload-Signature": levering.handtekening,
            "Gateway-Besluit": self.gateway_besluit(bericht, digest=levering.digest),
        }
        pad = f"/v1/ontvangsten/{bericht.kop.id}/inhoud"
        return await _vraag(app, "PUT", pad, levering.body, koppen, anders)

    def gateway_besluit(self, bericht: Bericht, **anders: Any) -> str:
        """Het ondertekende besluit bij een bericht; `anders` vervangt velden."""
        velden = {
            "id": bericht.kop.id,
            "digest": bericht.digest,
            "ontvanger": bericht.kop.ontvanger,
            "besluit": bericht.besluit["besluit"],
            "bladnummer": bericht.bladnummer,
            "tijdstip": bericht.besloten_op or self.klok(),
        }
        return onderteken_gateway_besluit(self.ondertekenaar, GatewayBesluit(**velden | anders))

    def vervals(self, ontvangst: tuple[str, str], storing: str) -> tuple[str, str]:
        """De ontvangst zoals de afzender haar krijgt; vals, als de storing dat zegt."""
        inhoud, handtekening = ontvangst
        if storing == "valse-ontvangst":
            echt = json.loads(inhoud)
            valse = Ontvangst(echt["id"], echt["digest"], "aanvaard", None, self.klok())
            return maak_ontvangst(self.ondertekenaar, valse)
        if storing == "andere-ontvangst":
            inhoud = inhoud.replace("aanvaard", "aanvaarD")
        return inhoud, handtekening

    def _ontvangst(self, bericht: Bericht, antwoord: httpx.Response) -> tuple[str, str] | None:
        if antwoord.status_code >= 500:
            return None
        assert antwoord.status_code == 200, antwoord.text
        ontvangst = antwoord.text, antwoord.headers["payload-signature"]
        self.boom.voeg_toe(
            "bevestiging", self.klok().strftime("%Y-%m-%dT%H:%M:%SZ"), id=bericht.kop.id,
            status=antwoord.json()["status"], ontvangst=ontvangst[0], handtekening=ontvangst[1],
        )  # fmt: skip
        return ontvangst


async def _vraag(
    app: ASGIApp,
    methode: str,
    pad: str,
    body: bytes,
    koppen: Mapping[str, str],
    anders: Mapping[str, str | None],
) -> httpx.Response:
    vervangen = {naam.replace("_", "-"): waarde for naam, waarde in anders.items()}
    alle = {n: w for n, w in {**koppen, **vervangen}.items() if w is not None}
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="https://ontvanger.example"
    ) as client:
        return await client.request(methode, pad, content=body, headers=alle)
