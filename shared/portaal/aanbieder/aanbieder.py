"""The identity provider, as a portal speaks with it: code with PKCE, then tokens."""

from __future__ import annotations

import hashlib
import hmac
import ssl
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx

from shared.portaal.instellingen import Portaalinstellingen
from shared.web.aanmelding.sleutelset import Sleutelset
from shared.web.instellingen.deel import is_lokaal

_SECONDEN = 10.0
_TERUG = "/terug"
_GROOTSTE = 64 * 1024


class InlogWeg(Exception):
    """The provider does not answer, or not as one."""


class InlogGeweigerd(Exception):
    """The provider gives no token for this code."""


@dataclass(frozen=True)
class Poging:
    """One attempt to log in. All of it follows from one secret, which the browser keeps."""

    geheim: bytes

    def _uit(self, doel: str) -> str:
        ruw = hmac.new(self.geheim, f"inlog/{doel}".encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(ruw).rstrip(b"=").decode("ascii")

    @property
    def staat(self) -> str:
        """`state`: the answer belongs to this browser."""
        return self._uit("state")

    @property
    def nonce(self) -> str:
        """`nonce`: the ID token belongs to this attempt."""
        return self._uit("nonce")

    @property
    def bewijs(self) -> str:
        """The verifier of PKCE (RFC 7636)."""
        return self._uit("pkce")

    @property
    def uitdaging(self) -> str:
        """The challenge that goes with it, method S256."""
        ruw = hashlib.sha256(self.bewijs.encode("ascii")).digest()
        return urlsafe_b64encode(ruw).rstrip(b"=").decode("ascii")


@dataclass
class Aanbieder:
    """The provider of this portal; what it says about itself is asked once."""

    instellingen: Portaalinstellingen
    sleutels: Sleutelset = field(init=False)
    _adressen: dict[str, Any] | None = None

    def __post_init__(self) -> None:
        self.sleutels = Sleutelset(self.instellingen.oidc, self.instellingen.limieten)

    def _klant(self) -> httpx.AsyncClient:
        vertrouwen = self.instellingen.oidc.vertrouwen
        bundel = None if vertrouwen is None else str(vertrouwen)
        return httpx.AsyncClient(
            verify=ssl.create_default_context(cafile=bundel), trust_env=False, timeout=_SECONDEN
        )

    @property
    def terug(self) -> str:
        """Where the provider sends people back to."""
        return self.instellingen.server.publieke_url + _TERUG

    async def adressen(self) -> dict[str, Any]:
        """The provider's own description. Faults: `InlogWeg`."""
        if self._adressen is None:
            uitgever = self.instellingen.oidc.uitgever
            gelezen = await self._haal(f"{uitgever.rstrip('/')}/.well-known/openid-configuration")
            if gelezen.get("issuer") != uitgever:
                raise InlogWeg
            for naam in ("authorization_endpoint", "token_endpoint"):
                adres = str(gelezen.get(naam, ""))
                if urlsplit(adres).scheme != "https" and not is_lokaal(adres):
                    raise InlogWeg
            self._adressen = gelezen
        return self._adressen

    async def _haal(self, adres: str) -> dict[str, Any]:
        try:
            async with self._klant() as klant:
                antwoord = await klant.get(adres)
                antwoord.raise_for_status()
                gelezen = antwoord.json() if len(antwoord.content) <= _GROOTSTE else None
        except (httpx.HTTPError, ValueError):
            raise InlogWeg from None
        if not isinstance(gelezen, dict):
            raise InlogWeg
        return gelezen

    async def begin(self, poging: Poging) -> str:
        """Where to send the browser. Faults: `InlogWeg`."""
        vragen = {
            "response_type": "code",
            "client_id": self.instellingen.inlog.client,
            "redirect_uri": self.terug,
            "scope": "openid profile",
            "state": poging.staat,
            "nonce": poging.nonce,
            "code_challenge": poging.uitdaging,
            "code_challenge_method": "S256",
        }
        adres = (await self.adressen())["authorization_endpoint"]
        return f"{adres}?{urlencode(vragen)}"

    async def wissel(self, code: str, poging: Poging) -> dict[str, Any]:
        """The tokens for a code. Faults: `InlogWeg`, `InlogGeweigerd`."""
        inlog = self.instellingen.inlog
        velden = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.terug,
            "client_id": inlog.client,
            "code_verifier": poging.bewijs,
        }
        bewijs = httpx.Auth()
        if inlog.geheim is not None:
            bewijs = httpx.BasicAuth(inlog.client, _geheim(inlog.geheim.read_text("utf-8")))
        adres = (await self.adressen())["token_endpoint"]
        try:
            async with self._klant() as klant:
                antwoord = await klant.post(adres, data=velden, auth=bewijs)
                gelezen = antwoord.json()
        except (httpx.HTTPError, ValueError):
            raise InlogWeg from None
        if antwoord.is_error or not {"access_token", "id_token"} <= set(gelezen):
            raise InlogGeweigerd
        return dict(gelezen)

    async def einde(self) -> str | None:
        """Where somebody logs out of the provider as well, if it has such a page."""
        try:
            adres = (await self.adressen()).get("end_session_endpoint")
        except InlogWeg:
            return None
        if not adres:
            return None
        na = f"{self.instellingen.server.publieke_url}/uitgelogd"
        vragen = {
            "client_id": self.instellingen.inlog.client,
            "post_logout_redirect_uri": na,
        }
        return f"{adres}?{urlencode(vragen)}"


def _geheim(tekst: str) -> str:
    """The last line that is no remark."""
    return [regel for regel in tekst.splitlines() if regel and not regel.startswith("#")][-1]
