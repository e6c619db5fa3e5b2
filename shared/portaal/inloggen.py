"""Logging in and out: the pages nobody needs to be logged in for."""

from __future__ import annotations

import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from shared.opslag.draad import in_draad
from shared.portaal.aanbieder.aanbieder import InlogGeweigerd, InlogWeg, Poging
from shared.portaal.aanbieder.idtoken import IdTokenOngeldig, lees_idtoken
from shared.portaal.api import ApiFout, Apigesprek, ApiWeg, TokenVerlopen
from shared.portaal.bescherming import FormulierGeweigerd, lees_formulier
from shared.portaal.sessies.sessie import Sessie, ingetrokken
from shared.portaal.verzoek import Bediening
from shared.portaal.weergave import toon, vandaag_hier
from shared.portaal.woorden import foutzin
from shared.web.aanmelding.sleutelset import SleutelsetOnbereikbaar

_INLOGKOEK_SECONDEN = 600
_GEHEIM_BYTES = 32


@dataclass(frozen=True)
class Koeken:
    """The names of this portal's cookies: browsers share them between ports of one host."""

    code: str

    @property
    def sessie(self) -> str:
        """Who is logged in."""
        return f"__Host-sessie-{self.code}"

    @property
    def inlog(self) -> str:
        """An attempt to log in."""
        return f"__Host-inlog-{self.code}"

    @property
    def tekst(self) -> str:
        """What somebody wrote when his session turned out to be over."""
        return f"__Host-tekst-{self.code}"


def zet_koek(antwoord: Response, naam: str, waarde: str, **opties: Any) -> None:  # noqa: ANN401
    """A cookie for this host only, that no script reads."""
    antwoord.set_cookie(naam, waarde, path="/", secure=True, httponly=True, **opties)


def weg_met_koek(antwoord: Response, naam: str) -> None:
    """Take a cookie back."""
    antwoord.delete_cookie(naam, path="/", secure=True, httponly=True)


def eigen_pad(waarde: str) -> str:
    """Where to go after logging in: only to a page of our own."""
    delen = urlsplit(waarde)
    eigen = waarde.startswith("/") and not waarde.startswith(("//", "/\\"))
    if not eigen or delen.scheme or delen.netloc or any(ord(een) < 33 for een in waarde):
        return "/"
    return waarde


def als_geheim(waarde: str | None) -> bytes | None:
    """What the browser holds, if it has our form."""
    try:
        ruw = urlsafe_b64decode(f"{waarde or ''}=")
    except ValueError:
        return None
    return ruw if len(ruw) == _GEHEIM_BYTES else None


def _nieuw() -> tuple[bytes, str]:
    geheim = secrets.token_bytes(_GEHEIM_BYTES)
    return geheim, urlsafe_b64encode(geheim).rstrip(b"=").decode("ascii")


@dataclass(frozen=True)
class Inlog:
    """The routes of one portal for who is not logged in."""

    bediening: Bediening

    @property
    def koeken(self) -> Koeken:
        """The names of the cookies."""
        return Koeken(self.bediening.portaal.code)

    def blad(
        self,
        sjabloon: str,
        titel: str,
        nonce: str,
        status: int = 200,
        **waarden: Any,  # noqa: ANN401
    ) -> Response:
        """A page without a menu."""
        rand = {
            "portaal": self.bediening.portaal,
            "oefening": not self.bediening.instellingen.productie,
            "titel": titel,
            "nonce": nonce,
            "sessie": None,
            "menu": [],
            "kruimels": [],
            **waarden,
        }
        return HTMLResponse(toon(self.bediening.sjablonen, sjabloon, rand), status)

    def fout(self, naam: str, status: int, nonce: str, **waarden: Any) -> Response:  # noqa: ANN401
        """A page that says why not, and how to begin again."""
        zin = foutzin(naam)
        return self.blad("inlogfout.html", zin.kop, nonce, status, fout=zin, **waarden)

    async def pagina(self, request: Request, nonce: str) -> Response:
        """`GET /inloggen`: a page of our own, before the provider's."""
        naar = eigen_pad(request.query_params.get("naar", "/"))
        verder = f"/inloggen/verder?naar={quote(naar, safe='')}"
        verlopen = "verlopen" in request.query_params
        return self.blad("inloggen.html", "Inloggen", nonce, verder=verder, verlopen=verlopen)

    async def verder(self, request: Request, nonce: str) -> Response:
        """`GET /inloggen/verder`: to the provider, with an attempt this browser remembers."""
        if not self._mag_proberen(request):
            return self.fout("te_vaak", 429, nonce)
        geheim, koek = _nieuw()
        try:
            adres = await self.bediening.aanbieder.begin(Poging(geheim))
        except InlogWeg:
            return self.fout("inlog_weg", 503, nonce)
        antwoord = RedirectResponse(adres, status_code=303)
        naar = eigen_pad(request.query_params.get("naar", "/"))
        waarde = f"{koek}.{urlsafe_b64encode(naar.encode()).decode('ascii')}"
        zet_koek(antwoord, self.koeken.inlog, waarde, samesite="lax", max_age=_INLOGKOEK_SECONDEN)
        return antwoord

    def _mag_proberen(self, request: Request) -> bool:
        """So many times a minute per address."""
        hoogstens = self.bediening.instellingen.inlog.pogingen_per_minuut
        nu, wie = time.monotonic(), request.client.host if request.client else ""
        pogingen = self.bediening.pogingen
        for adres in [een for een, rij in pogingen.items() if rij[-1] < nu - 60]:
            del pogingen[adres]
        rij = [een for een in pogingen.get(wie, []) if een > nu - 60]
        pogingen[wie] = [*rij, nu][-hoogstens - 1 :]
        return len(rij) < hoogstens

    async def terug(self, request: Request, nonce: str) -> Response:
        """`GET /terug`: the provider's answer. A page of 200 that goes on by itself.

        A redirect would be part of the journey that began at the provider, and the browser would
        not send a strict cookie along: that loops.
        """
        koek, _, doel = request.cookies.get(self.koeken.inlog, "").partition(".")
        geheim, code = als_geheim(koek), request.query_params.get("code", "")
        if (
            geheim is None
            or not code
            or not secrets.compare_digest(
                request.query_params.get("state", "").encode(), Poging(geheim).staat.encode()
            )
        ):
            return self.fout("inlog_geweigerd", 400, nonce)
        try:
            nieuw = await self._log_in(code, Poging(geheim))
        except (InlogWeg, SleutelsetOnbereikbaar, ApiWeg):
            return self.fout("inlog_weg", 503, nonce)
        except (InlogGeweigerd, IdTokenOngeldig):
            return self.fout("inlog_geweigerd", 400, nonce)
        except (ApiFout, TokenVerlopen):
            return self.fout("geen_autorisatie", 403, nonce)
        antwoord = self.blad("terug.html", "Inloggen", nonce, naar=_lees_doel(doel))
        zet_koek(antwoord, self.koeken.sessie, nieuw, samesite="strict")
        weg_met_koek(antwoord, self.koeken.inlog)
        return antwoord

    async def _log_in(self, code: str, poging: Poging) -> str:
        """The new session's secret, as the browser will hold it."""
        bediening, nu = self.bediening, self.bediening.klok()
        instellingen = bediening.instellingen
        tokens = await bediening.aanbieder.wissel(code, poging)
        claims = await lees_idtoken(
            str(tokens["id_token"]),
            instellingen.oidc,
            instellingen.inlog.client,
            poging.nonce,
            bediening.aanbieder.sleutels,
            nu,
        )
        wie = await self._wie(str(tokens["access_token"]), claims)
        geheim, koek = _nieuw()
        sessie = Sessie(
            sub=str(claims["sub"]),
            token=str(tokens["access_token"]),
            csrf=secrets.token_urlsafe(24),
            begonnen=nu.isoformat(),
            **wie,
        )
        seconden = min(
            instellingen.sessie.hoogstens_uren * 3600, int(tokens.get("expires_in") or 3600)
        )
        einde = nu + timedelta(seconds=seconden)
        await in_draad(bediening.sessies.begin, geheim, sessie, nu, einde)
        return koek

    async def _wie(self, token: str, claims: Mapping[str, Any]) -> dict[str, Any]:
        """Name, function and rights, as the API says them; it decides again at every call."""
        gesprek = Apigesprek(self.bediening.klant, token)
        mij = await gesprek.haal("/autorisaties/mij")
        if ingetrokken(mij, vandaag_hier(self.bediening.klok())):
            raise ApiFout(403, {})
        return {
            # An API that knows nobody by name leaves that to the provider.
            "naam": mij.get("naam") or str(claims.get("name") or claims["sub"]),
            "functie": mij["functie"],
            "rechten": list(mij["rechten"]),
            "autorisatie": mij["id"],
        }

    async def uitloggen(self, request: Request, nonce: str) -> Response:
        """`POST /uitloggen`: the session is gone before anything else is said."""
        geheim = als_geheim(request.cookies.get(self.koeken.sessie))
        gevonden = None
        if geheim is not None:
            nu = self.bediening.klok()
            gevonden = await in_draad(self.bediening.sessies.lees, geheim, nu, telt=False)
        if geheim is not None and gevonden is not None:
            try:
                await lees_formulier(request, gevonden[0].csrf)
            except FormulierGeweigerd:
                return self.fout("formulier", 403, nonce)
            await in_draad(self.bediening.sessies.eindig, geheim)
        antwoord = RedirectResponse("/uitgelogd", status_code=303)
        weg_met_koek(antwoord, self.koeken.sessie)
        antwoord.headers["Clear-Site-Data"] = '"cache", "storage"'
        return antwoord

    async def uitgelogd(self, request: Request, nonce: str) -> Response:
        """`GET /uitgelogd`: says so, and offers to log out of the provider as well."""
        del request
        einde = await self.bediening.aanbieder.einde()
        return self.blad("uitgelogd.html", "Uitgelogd", nonce, einde=einde)


def _lees_doel(tekst: str) -> str:
    try:
        return eigen_pad(urlsafe_b64decode(tekst.encode()).decode())
    except ValueError:
        return "/"
