"""The app of a portal: its screens, each behind the same door."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from urllib.parse import quote

import structlog
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.responses import Response as Antwoord
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from shared.opslag.draad import in_draad
from shared.opslag.engine import maak_engine
from shared.opslag.fouten import DatabankFout
from shared.opslag.sessies import sessie_maker
from shared.opslag.sluiten import sluit_engine
from shared.portaal.aanbieder.aanbieder import Aanbieder
from shared.portaal.api import ApiFout, Apigesprek, ApiWeg, TokenVerlopen, maak_klanten
from shared.portaal.bescherming import (
    FormulierGeweigerd,
    FormulierTeGroot,
    lees_inhoud,
    nieuwe_nonce,
    zet_koppen,
)
from shared.portaal.formulier.overleven import (
    Velden,
    berg_op,
    geschreven,
    lees_verlopen,
    zet_terug,
)
from shared.portaal.inloggen import Inlog, als_geheim, weg_met_koek, zet_koek
from shared.portaal.instellingen import Portaalinstellingen
from shared.portaal.openbaar.bezoek import Loket
from shared.portaal.portaal import Portaal, Scherm
from shared.portaal.sessies.opslag import Sessieopslag
from shared.portaal.sessies.sessie import ingetrokken
from shared.portaal.verzoek import Bediening, NietGevonden, Verzoek
from shared.portaal.weergave import STATISCH, maak_sjablonen, toon, vingerafdruk
from shared.portaal.woorden import foutzin
from shared.tijd.klok import Klok, nu_utc

_MAX_MELDING = 8 * 1024
_STIJLEN = ("kleuren.css", "onderdelen.css", "portaal.css", "kijken.css")
_SCRIPTS = ("htmx.min.js", "hx-csp.min.js", "portaal.js", "aantal.js")

Doe = Callable[[Request, str], Awaitable[Antwoord]]


_FOUTEN = {
    400: "klopt_niet",
    403: "geen_recht",
    404: "niet_gevonden",
    409: "kan_nu_niet",
    412: "intussen",
    428: "intussen",
}
"""What a page says first, by what the API answered; the API's own sentence comes below it."""


class Deur:
    """What every request of a portal passes: who is it, may this form be, what went wrong."""

    def __init__(self, bediening: Bediening, inlog: Inlog) -> None:
        self.bediening = bediening
        self.inlog = inlog

    def open(self, doe: Doe) -> Callable[[Request], Awaitable[Antwoord]]:
        """A page for who is not logged in."""

        async def pagina(request: Request) -> Antwoord:
            nonce = nieuwe_nonce()
            return zet_koppen(await doe(request, nonce), nonce)

        return pagina

    def achter(self, scherm: Scherm) -> Callable[[Request], Awaitable[Antwoord]]:
        """A screen for who is."""

        async def pagina(request: Request) -> Antwoord:
            begin, nonce = time.monotonic(), nieuwe_nonce()
            gesprek, antwoord = await self._laat_binnen(request, scherm, nonce)
            structlog.get_logger().info(
                "pagina",
                pad=scherm.pad,
                methode=scherm.methode,
                status=antwoord.status_code,
                aantal=gesprek.aantal if gesprek else 0,
                traceId=gesprek.spoor.split("-")[1] if gesprek else "",
                duurMs=_ms(time.monotonic() - begin),
                vragenMs=_ms(gesprek.seconden if gesprek else 0),
            )
            return zet_koppen(antwoord, nonce)

        return pagina

    async def _laat_binnen(
        self, request: Request, scherm: Scherm, nonce: str
    ) -> tuple[Apigesprek | None, Antwoord]:
        geheim = als_geheim(request.cookies.get(self.inlog.koeken.sessie))
        gevonden = None
        if geheim is not None:
            nu = self.bediening.klok()
            gevonden = await in_draad(
                self.bediening.sessies.lees, geheim, nu, telt=not scherm.gaat_door
            )
        if geheim is None or gevonden is None:
            return None, await self._naar_inlog(request, nonce, geheim)
        sessie, geldigheid = gevonden
        verzoek = Verzoek(
            request, self.bediening, scherm, sessie, geldigheid, geheim, nonce,
            Apigesprek(self.bediening.klant_van(scherm), sessie.token),
        )  # fmt: skip
        koek = self.inlog.koeken.tekst
        terug = await zet_terug(verzoek, als_geheim(request.cookies.get(koek)))
        antwoord = await self._doe(verzoek)
        if terug:
            weg_met_koek(antwoord, koek)
        return verzoek.api, antwoord

    async def _doe(self, verzoek: Verzoek) -> Antwoord:
        scherm = verzoek.scherm
        if not verzoek.sessie.mag(scherm.recht):
            return verzoek.fout(foutzin("geen_recht"), 403)
        try:
            if scherm.methode == "POST":
                verzoek.velden = await verzoek.lees_formulier()
            return await scherm.doe(verzoek)
        except FormulierTeGroot:
            return verzoek.fout(foutzin("te_groot"), 413)
        except FormulierGeweigerd:
            return verzoek.fout(foutzin("formulier"), 403)
        except NietGevonden:
            return verzoek.fout(foutzin("niet_gevonden"), 404)
        except TokenVerlopen:
            await in_draad(self.bediening.sessies.eindig, verzoek.geheim)
            return await self._naar_inlog(
                verzoek.request, verzoek.nonce, verzoek.geheim, verzoek.velden
            )
        except ApiWeg as fout:
            return verzoek.weg(fout)
        except ApiFout as fout:
            if fout.status == 403 and not fout.redenen and await self._mag_niets_meer(verzoek):
                await in_draad(self.bediening.sessies.eindig, verzoek.geheim)
                return await self._naar_inlog(verzoek.request, verzoek.nonce, None, verzoek.velden)
            return self._api_fout(verzoek, fout)

    async def _mag_niets_meer(self, verzoek: Verzoek) -> bool:
        """After a refusal: whether his authorisation is gone, so that he is logged out."""
        gesprek = Apigesprek(self.bediening.klant, verzoek.sessie.token)
        try:
            mij = await gesprek.haal("/autorisaties/mij")
        except ApiFout as fout:
            return fout.status == 403
        except (ApiWeg, TokenVerlopen):
            return False
        return ingetrokken(mij, verzoek.vandaag)

    def _api_fout(self, verzoek: Verzoek, fout: ApiFout) -> Antwoord:
        naam = "geweigerd" if fout.redenen else _FOUTEN.get(fout.status, "eigen_fout")
        if verzoek.api.zond:
            naam = "deels"
        zeggen = "" if fout.status == 404 else fout.zin
        return verzoek.fout(
            foutzin(naam), fout.status, toelichting=zeggen,
            fouten=[een.get("melding", "") for een in fout.fouten], redenen=fout.redenen,
        )  # fmt: skip

    async def _naar_inlog(
        self, request: Request, nonce: str, geheim: bytes | None, velden: Velden | None = None
    ) -> Antwoord:
        """To log in, and back to this page; what somebody wrote on it is kept for him, or else
        shown to him once more."""
        naar, koek = "/", None
        if request.method == "POST":
            velden = await lees_verlopen(request) if velden is None else velden
            if geheim is not None:
                koek = await berg_op(self.bediening, geheim, velden)
            if koek is None and (teksten := geschreven(velden)):
                return self.inlog.fout("tekst_kwijt", 401, nonce, teksten=teksten)
        if koek is not None or request.method == "GET":
            naar = request.url.path
        if request.method == "GET" and request.url.query:
            naar = f"{naar}?{request.url.query}"
        antwoord = RedirectResponse(f"/inloggen?verlopen&naar={quote(naar, safe='')}", 303)
        if koek is not None:
            zet_koek(antwoord, self.inlog.koeken.tekst, koek, samesite="strict")
        return antwoord


def _ms(seconden: float) -> float:
    return round(seconden * 1000, 1)


def maak_app(
    portaal: Portaal, instellingen: Portaalinstellingen, *, klok: Klok = nu_utc
) -> Starlette:
    """The app on these settings; opens its database and clients, and closes them at the end."""
    engine = maak_engine(instellingen.database.url)
    sjablonen = maak_sjablonen(*portaal.sjablonen)
    bediening = Bediening(
        portaal,
        instellingen,
        Sessieopslag(sessie_maker(engine), timedelta(minutes=instellingen.sessie.stil_minuten)),
        Aanbieder(instellingen),
        maak_klanten(instellingen),
        sjablonen,
        klok,
    )
    sjablonen.globals |= {
        "stijlen": [f"/statisch/{naam}?{vingerafdruk(STATISCH / naam)}" for naam in _STIJLEN],
        "scripts": [f"/statisch/{naam}?{vingerafdruk(STATISCH / naam)}" for naam in _SCRIPTS],
        "thema": f"/thema.css?{vingerafdruk(portaal.thema)}",
    }

    @asynccontextmanager
    async def levensloop(_: Starlette) -> AsyncIterator[None]:
        yield
        for klant in bediening.klanten.values():
            await klant.aclose()
        await sluit_engine(engine)

    deur = Deur(bediening, Inlog(bediening))
    app = Starlette(
        routes=_routes(deur, portaal),
        lifespan=levensloop,
        exception_handlers={
            404: _nergens(deur),
            405: _nergens(deur),
            ClientDisconnect: _weggegaan,
            Exception: _eigen_fout(bediening),
        },
    )
    app.state.bediening = bediening
    return app


def _weggegaan(_: Request, __: Exception) -> Antwoord:
    """Who left before his form was in: there is nobody to answer, and nothing of ours is wrong."""
    return Antwoord(status_code=400)


def _routes(deur: Deur, portaal: Portaal) -> Sequence[Route | Mount]:
    inlog, loket = deur.inlog, Loket(deur.bediening)
    return [
        Route("/inloggen", deur.open(inlog.pagina)),
        Route("/inloggen/verder", deur.open(inlog.verder)),
        Route("/terug", deur.open(inlog.terug)),
        Route("/uitloggen", deur.open(inlog.uitloggen), methods=["POST"]),
        Route("/uitgelogd", deur.open(inlog.uitgelogd)),
        Route("/csp", _csp_melding, methods=["POST"]),
        Route("/gezondheid", _gezondheid),
        Route("/thema.css", _thema(portaal)),
        *(
            Route(scherm.pad, deur.achter(scherm), methods=[scherm.methode])
            for scherm in portaal.schermen
        ),
        *(
            Route(scherm.pad, loket.achter(scherm), methods=[scherm.methode])
            for scherm in portaal.openbaar
        ),
        Mount("/statisch", _Statisch(directory=STATISCH)),
    ]


class _Statisch(StaticFiles):
    """Our own files, with the headers of every answer."""

    def file_response(self, *args: object, **opties: object) -> Antwoord:
        antwoord = super().file_response(*args, **opties)  # type: ignore[arg-type]
        return zet_koppen(antwoord, nieuwe_nonce(), bewaarbaar=True)


def _thema(portaal: Portaal) -> Callable[[Request], Awaitable[Antwoord]]:
    async def thema(_: Request) -> Antwoord:
        antwoord = FileResponse(portaal.thema, media_type="text/css")
        return zet_koppen(antwoord, nieuwe_nonce(), bewaarbaar=True)

    return thema


async def _csp_melding(request: Request) -> Antwoord:
    """A browser says that a page tried what it may not: that it happened, not what."""
    try:
        await lees_inhoud(request, _MAX_MELDING)
    except FormulierGeweigerd:
        return Antwoord(status_code=413)
    structlog.get_logger().warning("csp")
    return Antwoord(status_code=204)


async def _gezondheid(_: Request) -> Antwoord:
    return zet_koppen(PlainTextResponse("gezond\n"), nieuwe_nonce())


def _nergens(deur: Deur) -> Callable[[Request, Exception], Awaitable[Antwoord]]:
    """An address that is none: the same page as for what is not there."""

    async def wijs_af(_: Verzoek) -> Antwoord:
        raise NietGevonden

    pagina = deur.achter(Scherm("nergens", "GET", "/…", wijs_af, hoogstens=0))

    async def nergens(request: Request, _: Exception) -> Antwoord:
        return await pagina(request)

    return nergens


def _eigen_fout(bediening: Bediening) -> Callable[[Request, Exception], Awaitable[Antwoord]]:
    async def fout(_: Request, wat: Exception) -> Antwoord:
        naam = "weg" if isinstance(wat, DatabankFout) else "eigen_fout"
        structlog.get_logger().error("fout", fout=type(wat).__name__)
        zin, nonce = foutzin(naam), nieuwe_nonce()
        blad = toon(
            bediening.sjablonen,
            "inlogfout.html",
            {
                "portaal": bediening.portaal,
                "oefening": not bediening.instellingen.productie,
                "titel": zin.kop,
                "nonce": nonce,
                "sessie": None,
                "menu": [],
                "kruimels": [],
                "fout": zin,
            },
        )
        return zet_koppen(HTMLResponse(blad, 500), nonce)

    return fout
