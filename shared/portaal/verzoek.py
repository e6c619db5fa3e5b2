"""What a screen gets: who asks, the API on his behalf, and how to answer."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import httpx
import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from shared.opslag.draad import in_draad
from shared.portaal.aanbieder.aanbieder import Aanbieder
from shared.portaal.api import Apigesprek, ApiWeg
from shared.portaal.bescherming import CSRF_VELD, lees_formulier
from shared.portaal.handvat import HandvatOnbekend, lees_handvat, maak_handvat, sleutel_voor
from shared.portaal.instellingen import Portaalinstellingen
from shared.portaal.portaal import Portaal, Scherm, menukoppen
from shared.portaal.sessies.opslag import Sessieopslag
from shared.portaal.sessies.sessie import Geldigheid, Sessie
from shared.portaal.weergave import toon, vandaag_hier
from shared.portaal.woorden import Foutzin, Woordenlijst, foutzin
from shared.tijd.klok import Klok

_PDF = "application/pdf"
_BEGRIPPEN_GELDEN = timedelta(hours=1)


class NietGevonden(Exception):
    """There is no such thing, or not for this person."""


@dataclass
class Bediening:
    """Everything one portal process holds."""

    portaal: Portaal
    instellingen: Portaalinstellingen
    sessies: Sessieopslag
    aanbieder: Aanbieder
    klanten: Mapping[str, httpx.AsyncClient]
    sjablonen: jinja2.Environment
    klok: Klok
    begrippen: tuple[Any, Woordenlijst] | None = None
    pogingen: dict[str, list[float]] = field(default_factory=dict)
    wacht: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    """By authorisation how much work is late or for today, and when that was counted."""
    gedaan: dict[tuple[str, str], tuple[asyncio.Lock, list[str]]] = field(default_factory=dict)
    """Of forms that were sent lately: by whom and which, and where that led."""

    @property
    def klant(self) -> httpx.AsyncClient:
        """To the API of this portal."""
        return self.klanten[self.portaal.bron]

    def klant_van(self, scherm: Scherm) -> httpx.AsyncClient:
        """To the API this screen asks."""
        return self.klanten[scherm.bron or self.portaal.bron]


@dataclass
class Verzoek:
    """One request of somebody who is logged in."""

    request: Request
    bediening: Bediening
    scherm: Scherm
    sessie: Sessie
    geldigheid: Geldigheid
    geheim: bytes
    nonce: str
    api: Apigesprek
    velden: Mapping[str, list[str]] = field(default_factory=dict)
    bestanden: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def vandaag(self) -> date:
        """Which day it is here."""
        return vandaag_hier(self.bediening.klok())

    def deel(self, naam: str) -> str:
        """A part of the address."""
        return str(self.request.path_params[naam])

    def vraag(self, naam: str) -> str:
        """A choice in the address; empty when it is not there."""
        return self.request.query_params.get(naam, "")

    def veld(self, naam: str) -> str:
        """The (first) value of a field of the form."""
        return self.velden.get(naam, [""])[0].strip()

    @property
    def een_keer(self) -> Mapping[str, str]:
        """The headers by which the same form, sent again, is one and the same order."""
        sleutel = self.veld("_sleutel")
        return {"Idempotency-Key": sleutel} if sleutel else {}

    async def lees_formulier(self) -> Mapping[str, list[str]]:
        """What was sent; a file apart from its fields. Faults: `FormulierGeweigerd`."""
        velden, self.bestanden = await lees_formulier(
            self.request, self.sessie.csrf, self.scherm.bestand
        )
        return velden

    def keuzes(self, naam: str) -> list[str]:
        """Every value of a field of the form."""
        return list(self.velden.get(naam, ()))

    def handvat(self, kenmerk: str) -> str:
        """An address for what may not be in one."""
        return maak_handvat(self._sleutel, kenmerk)

    def achter(self, handvat: str) -> str:
        """What an address of this session stands for. Faults: `NietGevonden`."""
        try:
            return lees_handvat(self._sleutel, handvat)
        except (HandvatOnbekend, UnicodeDecodeError):
            raise NietGevonden from None

    def lijst_achter(self, handvat: str) -> list[Any]:
        """The same of what stands for more than one thing. Faults: `NietGevonden`, also for an
        address of this session that stands for one."""
        try:
            gelezen = json.loads(self.achter(handvat))
        except ValueError:
            raise NietGevonden from None
        if not isinstance(gelezen, list):
            raise NietGevonden
        return gelezen

    @property
    def _sleutel(self) -> bytes:
        return sleutel_voor(self.geheim, "handvat")

    async def begrippen(self) -> Woordenlijst:
        """The words of the covenant: asked once an hour, they are the same for everybody."""
        nu, bediening = self.bediening.klok(), self.bediening
        if bediening.begrippen is None or nu > bediening.begrippen[0] + _BEGRIPPEN_GELDEN:
            bediening.begrippen = (nu, Woordenlijst.uit(await self.api.haal("/begrippen")))
            self.api.aantal -= 1
        return bediening.begrippen[1]

    async def bewaar(self) -> None:
        """Keep what was chosen in the session."""
        await in_draad(self.bediening.sessies.bewaar, self.geheim, self.sessie)

    def toon(self, sjabloon: str, titel: str, status: int = 200, **waarden: Any) -> Response:  # noqa: ANN401
        """A page. `titel` stands in the tab and names nobody."""
        alles = {**self._rand(titel), **waarden}
        if not alles["hier"] and alles["kruimels"]:
            alles["hier"] = alles["kruimels"][0][1]
        return HTMLResponse(toon(self.bediening.sjablonen, sjabloon, alles), status)

    def fout(self, zin: Foutzin, status: int, **waarden: Any) -> Response:  # noqa: ANN401
        """A page that says what went wrong and what to do."""
        leeg: dict[str, Any] = {"toelichting": "", "fouten": [], "redenen": [], "ingevuld": []}
        return self.toon("fout.html", zin.kop, status, fout=zin, **{**leeg, **waarden})

    def weg(self, fout: ApiWeg) -> Response:
        """No answer of the API. What somebody filled in stays on the page, to be sent again."""
        naam = "weg_bij_lezen"
        if self.scherm.methode == "POST":
            naam = "weg"
            if fout.verstuurd or self.api.zond:
                zeker = fout.herhaalbaar and self.api.herhaalbaar
                naam = "weg_na_versturen" if zeker else "weg_en_nakijken"
        ingevuld = [
            (veld, een) for veld, waarden in self.velden.items() if veld != CSRF_VELD
            for een in waarden
        ]  # fmt: skip
        return self.fout(foutzin(naam), 503, ingevuld=ingevuld)

    def geef_bestand(self, document: Mapping[str, Any], wat: str, kenmerk: str) -> Response:
        """A document of the service as a file to keep; no page of the portal opens it. It is called
        after what it is, the day it was taken, and so much of its reference as tells two apart."""
        naam = f"{wat}-{self.vandaag.isoformat()}-{kenmerk[-4:]}.pdf"
        return Response(
            base64.b64decode(document["document"]),
            media_type=_PDF,
            headers={"Content-Disposition": f'attachment; filename="{naam}"'},
        )

    def naar(self, pad: str) -> Response:
        """Go on to another page after a form."""
        return RedirectResponse(pad, status_code=303)

    def _rand(self, titel: str) -> dict[str, Any]:
        portaal, pad = self.bediening.portaal, self.request.url.path
        menu = [een for een in portaal.menu if self.sessie.mag(een.recht)]
        hier = [een.pad for een in menu if pad == een.pad or pad.startswith(f"{een.pad}/")]
        return {
            "portaal": portaal,
            "oefening": not self.bediening.instellingen.productie,
            "titel": titel,
            "menu": menu,
            "koppen": menukoppen(menu),
            "hier": max(hier, key=len, default=""),
            "sessie": self.sessie,
            "nonce": self.nonce,
            "csrf": self.sessie.csrf,
            "vandaag": self.vandaag,
            "einde": self.geldigheid.einde,
            "stil_seconden": int((self.geldigheid.einde - self.bediening.klok()).total_seconds()),
            "wacht": self.bediening.wacht.get(self.sessie.autorisatie, (0, None))[0],
            "kruimels": [],
        }
