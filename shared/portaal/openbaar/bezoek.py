"""Pages for who has no account: whoever comes is nobody, and stays it.

No session, no cookie, no token. What such a page may ask of the API is what the API lets anybody
ask; what it sends is small, comes from a page of our own, and not too often.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from shared.portaal.api import ApiFout, Apigesprek, ApiWeg, Json
from shared.portaal.bescherming import (
    FormulierGeweigerd,
    lees_open_formulier,
    nieuwe_nonce,
    zet_koppen,
)
from shared.portaal.portaal import Scherm
from shared.portaal.verzoek import Bediening, NietGevonden
from shared.portaal.weergave import toon
from shared.portaal.woorden import Foutzin, foutzin
from shared.web.aanmelding.aanroeper import adres_van
from shared.web.problemen import ProbleemFout
from shared.web.verzoek.pogingen import Pogingen

_MEESTE_ONTHOUDEN = 500
_BEWAARD_SECONDEN, _WEG_SECONDEN = 300, 10
_DEEL_VAN_DE_GRENS = 3
"""An API that does not know this portal counts all who come through it as one: no single address
may use that up."""


class Loket:
    """What these pages of one portal share: how often who tried, and what was handed in lately."""

    def __init__(self, bediening: Bediening) -> None:
        self.bediening = bediening
        grens = bediening.instellingen.limieten
        hoogstens = max(1, grens.max_pogingen_per_adres // _DEEL_VAN_DE_GRENS)
        self.pogingen = Pogingen(grens.model_copy(update={"max_pogingen_per_adres": hoogstens}))
        self.gedaan: dict[bytes, tuple[asyncio.Lock, list[bool]]] = {}
        self.gelezen: dict[str, tuple[float, Json, ApiWeg | ApiFout | None]] = {}
        self.lezing = asyncio.Lock()

    def achter(self, scherm: Scherm) -> Callable[[Request], Awaitable[Response]]:
        """This page, for anybody."""

        async def pagina(request: Request) -> Response:
            begin, nonce = time.monotonic(), nieuwe_nonce()
            gesprek = Apigesprek(self.bediening.klant_van(scherm), "", self._vanaf(request))
            bezoek = Bezoek(request, self, nonce, gesprek)
            antwoord = await _doe(scherm, bezoek)
            structlog.get_logger().info(
                "pagina",
                pad=scherm.pad,
                methode=scherm.methode,
                status=antwoord.status_code,
                aantal=gesprek.aantal,
                traceId=gesprek.spoor.split("-")[1],
                duurMs=round((time.monotonic() - begin) * 1000),
            )
            return zet_koppen(antwoord, nonce)

        return pagina

    def _vanaf(self, request: Request) -> str:
        """Where somebody is, for APIs that know this portal; no other hears it."""
        if self.bediening.instellingen.herkenning is None or request.client is None:
            return ""
        return request.client.host.partition("%")[0]


@dataclass
class Bezoek:
    """One request of somebody nobody knows."""

    request: Request
    loket: Loket
    nonce: str
    api: Apigesprek
    velden: Mapping[str, list[str]] = field(default_factory=dict)
    inhoud: bytes = b""

    def veld(self, naam: str) -> str:
        """The (first) value of a field of the form."""
        return self.velden.get(naam, [""])[0].strip()

    def keuzes(self, naam: str) -> list[str]:
        """Every value of a field of the form."""
        return list(self.velden.get(naam, ()))

    def achter(self, handvat: str) -> str:
        """Without a session no address stands for anything. Faults: `NietGevonden`, always."""
        raise NietGevonden(handvat)

    def mag_nog(self) -> bool:
        """Whether this address may try once more now; it counts from here."""
        client = self.request.client
        try:
            self.loket.pogingen.tel(adres_van(client.host if client else ""))
        except ProbleemFout:
            return False
        return True

    async def een_keer(self, doe: Callable[[], Awaitable[object]]) -> None:
        """Twice a click is once: what came in just like this before is not done again."""
        gedaan = self.loket.gedaan
        slot, klaar = gedaan.setdefault(sha256(self.inhoud).digest(), (asyncio.Lock(), []))
        while len(gedaan) > _MEESTE_ONTHOUDEN:
            del gedaan[next(iter(gedaan))]
        async with slot:
            if not klaar:
                await doe()
                klaar.append(True)

    async def lees(self, pad: str) -> Json:
        """What the API lets anybody read: asked once for all who come in some minutes.

        That it does not answer is remembered too, a moment, so that not each of them waits for it.
        Faults: as `Apigesprek.haal`.
        """
        gelezen = self.loket.gelezen
        async with self.loket.lezing:
            tot, antwoord, fout = gelezen.get(pad, (0.0, None, None))
            if time.monotonic() >= tot:
                duur, antwoord, fout = await self._vraag(pad)
                gelezen[pad] = time.monotonic() + duur, antwoord, fout
        if fout is not None:
            raise fout
        return antwoord

    async def _vraag(self, pad: str) -> tuple[int, Json, ApiWeg | ApiFout | None]:
        """An answer or a fault, and how long that is remembered."""
        try:
            return _BEWAARD_SECONDEN, await self.api.haal(pad), None
        except (ApiWeg, ApiFout) as fout:
            return _WEG_SECONDEN, None, fout

    def toon(self, sjabloon: str, titel: str, status: int = 200, **waarden: Any) -> Response:  # noqa: ANN401
        """A page without a menu."""
        bediening = self.loket.bediening
        rand = {
            "portaal": bediening.portaal,
            "oefening": not bediening.instellingen.productie,
            "titel": titel,
            "nonce": self.nonce,
            "sessie": None,
            "menu": [],
            "kruimels": [],
            **waarden,
        }
        return HTMLResponse(toon(bediening.sjablonen, sjabloon, rand), status)

    def fout(
        self, zin: Foutzin, status: int, opnieuw: str = "Terug naar het formulier"
    ) -> Response:
        """A page that says why not, and leads back to where one may begin again."""
        terug = self.request.url.path
        return self.toon("openfout.html", zin.kop, status, fout=zin, terug=terug, opnieuw=opnieuw)

    def naar(self, pad: str) -> Response:
        """Go on to another page after a form."""
        return RedirectResponse(pad, status_code=303)


async def _doe(scherm: Scherm, bezoek: Bezoek) -> Response:
    try:
        if scherm.methode == "POST":
            bezoek.velden, bezoek.inhoud = await lees_open_formulier(bezoek.request)
        return await scherm.doe(bezoek)
    except FormulierGeweigerd:
        return bezoek.fout(foutzin("formulier"), 403)
