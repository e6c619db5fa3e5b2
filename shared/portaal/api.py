"""The one way a portal asks an API: with the official's own token, counted, within bounds.

Nothing is fetched that a page does not show, and nothing in advance. One page is one
`traceparent`, so that whoever reads the records of processing finds them together.
"""

from __future__ import annotations

import json
import re
import secrets
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import httpx

from shared.portaal.instellingen import Portaalinstellingen

Json: TypeAlias = Any
"""What an API answered; the screen knows from its description what is in it."""

MAX_ANTWOORD = 4 * 1024 * 1024
MAX_BESTAND = 64 * 1024 * 1024
WACHTTIJD_SECONDEN = 10.0
LIEVER = {"Prefer": "respond-async, wait=3"}
BESTAND_SECONDEN = 120.0
"""A file is made whole before it comes."""


_LEEST = frozenset({"_samen", "_zoek"})
_BEWAART = "/concepten/"
_PATROON = re.compile(r" \(\^.*\$\)")


class ApiFout(Exception):
    """The API said no: `probleem` is its whole problem+json."""

    def __init__(self, status: int, probleem: Mapping[str, Any]) -> None:
        super().__init__(status)
        self.status = status
        self.probleem = probleem

    @property
    def redenen(self) -> list[Mapping[str, Any]]:
        """The reasons of a refusal, if it gave any: whatever their shape, each with a sentence."""
        return [_als_reden(een) for een in _als_lijst(self.probleem.get("redenen"))]

    @property
    def fouten(self) -> list[Mapping[str, Any]]:
        """The faults in what was sent, if it named any."""
        return [
            een if isinstance(een, dict) else {"melding": str(een)}
            for een in _als_lijst(self.probleem.get("fouten"))
        ]

    @property
    def meldingen(self) -> str:
        """Those faults as sentences; empty when it named none. A pattern is for programs."""
        alle = (_PATROON.sub("", str(een.get("melding", ""))) for een in self.fouten)
        zinnen = (een.rstrip(".") for een in alle)
        return " ".join(f"{een[:1].upper()}{een[1:]}." for een in zinnen)

    @property
    def zin(self) -> str:
        """What the API itself says about it."""
        return str(self.probleem.get("detail") or self.probleem.get("title") or "")


def _als_lijst(waarde: Json) -> list[Any]:
    if not waarde:
        return []
    return waarde if isinstance(waarde, list) else [waarde]


def _als_reden(een: Json) -> Mapping[str, Any]:
    """A reason as every page reads it. A covenant's reason has an article and a law, one of the
    service itself only says what is the matter."""
    rij = een if isinstance(een, dict) else {"uitleg": een}
    zinnen = (rij.get(naam) for naam in ("zin", "uitleg", "melding", "detail", "titel"))
    zin = str(next((een for een in zinnen if een), "De dienst zegt niet waarom."))
    leeg = {"convenant": None, "wet": None, "interpretatie": None}
    return {**leeg, **rij, "uitleg": str(rij.get("uitleg") or zin), "zin": zin}


class ApiWeg(Exception):
    """No whole answer. `verstuurd`: something was sent that may have arrived; `herhaalbaar`: sent
    once more, it still happens once."""

    def __init__(self, *, verstuurd: bool, herhaalbaar: bool = True) -> None:
        super().__init__("geen antwoord")
        self.verstuurd = verstuurd
        self.herhaalbaar = herhaalbaar


class TokenVerlopen(Exception):
    """The API does not take the token any more: log in again."""


@dataclass
class Apigesprek:
    """All questions of one page, to one API, for one person; without a token for nobody.

    `vanaf`: from where that nobody asks, for an API that knows this portal.
    """

    klant: httpx.AsyncClient
    token: str
    vanaf: str = ""
    spoor: str = field(
        default_factory=lambda: f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
    )
    aantal: int = 0
    zond: int = 0
    """How often something went well that may have changed something."""
    herhaalbaar: bool = True
    """Whether all of that, sent once more, still happens once."""
    seconden: float = 0.0
    """What all of them together took, also when some were asked at the same time."""

    async def haal(self, pad: str, **vragen: str | int | None) -> Json:
        """Read something. Faults: `ApiFout`, `ApiWeg`, `TokenVerlopen`."""
        gevraagd = {
            naam: str(waarde) for naam, waarde in vragen.items() if waarde not in (None, "")
        }
        return json.loads((await self._vraag("GET", pad, params=gevraagd)).content)

    async def samen(self, *paden: str) -> list[Json]:
        """Read these in one question, in this order; the first that says no is the answer.

        What does not fit in one answer is asked by itself; so is everything, where the service is
        older than this portal and does not know the question.
        """
        try:
            antwoord = await self.stuur("POST", "/_samen", {"lezingen": list(paden)})
        except ApiFout as fout:
            if fout.status not in (httpx.codes.NOT_FOUND, httpx.codes.METHOD_NOT_ALLOWED):
                raise
            return [await self._apart(pad) for pad in paden]
        return [
            await self._apart(pad)
            if deel["status"] == httpx.codes.REQUEST_ENTITY_TOO_LARGE
            else _uit_deel(deel)
            for pad, deel in zip(paden, antwoord["antwoorden"], strict=True)
        ]

    async def _apart(self, pad: str) -> Json:
        return json.loads((await self._vraag("GET", pad)).content)

    async def haal_met_merk(self, pad: str) -> tuple[Json, str]:
        """Read something with its version, to send along with a change. Faults: as `haal`."""
        antwoord = await self._vraag("GET", pad)
        return json.loads(antwoord.content), antwoord.headers.get("etag", "")

    async def stuur(
        self,
        methode: str,
        pad: str,
        inhoud: Json = None,
        *,
        koppen: Mapping[str, str] | None = None,
    ) -> Json:
        """Send something; what was answered, or None. Faults: as `haal`."""
        antwoord = await self._vraag(methode, pad, json=inhoud, headers=dict(koppen or {}))
        return json.loads(antwoord.content) if antwoord.content else None

    async def stuur_lang(
        self, pad: str, inhoud: Json = None, *, koppen: Mapping[str, str] | None = None
    ) -> bool:
        """Send what may take long and wait for it shortly; whether it still goes on. Faults: as
        `haal`."""
        liever = {**LIEVER, **(koppen or {})}
        antwoord = await self._vraag("POST", pad, json=inhoud, headers=liever)
        return "preference-applied" in antwoord.headers

    async def bestand(self, pad: str, inhoud: Json, soort: str) -> bytes:
        """Ask for a file of this media type. Faults: as `haal`."""
        antwoord = await self._vraag(
            "POST", pad, json=inhoud, headers={"accept": soort}, timeout=BESTAND_SECONDEN,
            hoogstens=MAX_BESTAND,
        )  # fmt: skip
        return antwoord.content

    async def haal_bestand(self, pad: str) -> tuple[bytes, str, str]:
        """A file that was made already, its media type, and how it is called. Faults: as `haal`."""
        antwoord = await self._vraag(
            "GET", pad, headers={"accept": "*/*"}, timeout=BESTAND_SECONDEN, hoogstens=MAX_BESTAND
        )
        koppen = antwoord.headers
        return antwoord.content, koppen["content-type"], koppen["content-disposition"]

    async def gezond(self, pad: str) -> list[str]:
        """Whether a service is ready: nothing when it is, else why not in its own words."""
        try:
            antwoord = await self.klant.get(pad)
        except httpx.HTTPError:
            return ["Deze dienst antwoordt niet."]
        if antwoord.is_success:
            return []
        probleem = _als_probleem(antwoord)
        return [str(probleem.get("detail") or probleem.get("title") or "Niet gereed.")]

    async def tekst(self, pad: str, **vragen: str) -> str:
        """Read something that is plain text. Faults: as `haal`."""
        koppen = {"accept": "text/plain"}
        return (await self._vraag("GET", pad, params=vragen, headers=koppen)).text

    async def _vraag(self, methode: str, pad: str, **opties: Any) -> httpx.Response:  # noqa: ANN401
        _eis_eigen_pad(pad)
        _eis_koppen(opties.get("headers", {}))
        self.aantal += 1
        hoogstens = opties.pop("hoogstens", MAX_ANTWOORD)
        koppen = {"traceparent": self.spoor, **opties.pop("headers", {})}
        if self.token:
            koppen["authorization"] = f"Bearer {self.token}"
        if self.vanaf:
            koppen["forwarded"] = (
                f'for="[{self.vanaf}]"' if ":" in self.vanaf else f"for={self.vanaf}"
            )
        begin = time.monotonic()
        try:
            antwoord = await self.klant.request(methode, pad, headers=koppen, **opties)
        except httpx.InvalidURL:
            raise ApiFout(httpx.codes.NOT_FOUND, {}) from None
        except httpx.HTTPError:
            raise _weg(methode, pad, koppen) from None
        finally:
            self.seconden += time.monotonic() - begin
        if antwoord.status_code == httpx.codes.UNAUTHORIZED:
            raise TokenVerlopen
        if antwoord.status_code in (502, 503, 504) or len(antwoord.content) > hoogstens:
            raise _weg(methode, pad, koppen)
        if antwoord.is_error:
            raise ApiFout(antwoord.status_code, _als_probleem(antwoord))
        if methode != "GET" and not _leest(pad):
            self.zond += 1
            self.herhaalbaar = self.herhaalbaar and _herhaalbaar(methode, pad, koppen)
        return antwoord


def _weg(methode: str, pad: str, koppen: Mapping[str, str]) -> ApiWeg:
    """What is made anew happens once under a key; a verb on what is there is refused the second
    time, and so is a change of a version that is gone. What only reads sends nothing."""
    verstuurd = methode != "GET" and not _leest(pad)
    return ApiWeg(verstuurd=verstuurd, herhaalbaar=_herhaalbaar(methode, pad, koppen))


def _werkwoord(pad: str) -> str:
    return pad.partition("?")[0].rpartition("/")[2]


def _leest(pad: str) -> bool:
    """Whether what is sent changes nothing of what it is about: a question, a text kept."""
    return _werkwoord(pad) in _LEEST or pad.startswith(_BEWAART)


def _herhaalbaar(methode: str, pad: str, koppen: Mapping[str, str]) -> bool:
    sleutel = bool({"Idempotency-Key", "If-Match"} & set(koppen))
    return methode != "POST" or _werkwoord(pad).startswith("_") or sleutel


def _uit_deel(deel: Mapping[str, Any]) -> Json:
    """What one of several readings answered. Faults: as `Apigesprek.haal`."""
    if deel["status"] in (502, 503, 504):
        raise ApiWeg(verstuurd=False)
    if deel["status"] == httpx.codes.UNAUTHORIZED:
        raise TokenVerlopen
    if deel["status"] >= httpx.codes.BAD_REQUEST:
        raise ApiFout(deel["status"], deel["inhoud"] or {})
    return deel["inhoud"]


def _eis_eigen_pad(pad: str) -> None:
    """What somebody put in an address leads to that address and no other. Faults: `ApiFout` 404."""
    delen = pad.partition("?")[0].split("/")
    if delen[0] or "." in delen or ".." in delen:
        raise ApiFout(httpx.codes.NOT_FOUND, {})


def _eis_koppen(koppen: Mapping[str, str]) -> None:
    """A version or a key that somebody put in a form is none of ours. Faults: `ApiFout` 400."""
    if not all(een.isascii() and een.isprintable() for een in koppen.values()):
        raise ApiFout(httpx.codes.BAD_REQUEST, {})


def _als_probleem(antwoord: httpx.Response) -> Mapping[str, Any]:
    try:
        gelezen = antwoord.json()
    except ValueError:
        return {}
    return gelezen if isinstance(gelezen, dict) else {}


def maak_klanten(instellingen: Portaalinstellingen) -> dict[str, httpx.AsyncClient]:
    """One client for each API; whoever makes them closes them."""
    context = ssl.create_default_context(cafile=str(instellingen.tls.vertrouwen))
    if instellingen.herkenning is not None:
        context.load_cert_chain(
            instellingen.herkenning.certificaat, instellingen.herkenning.sleutel
        )
    return {
        naam: httpx.AsyncClient(
            base_url=bron.url,
            verify=context,
            trust_env=False,
            follow_redirects=False,
            timeout=WACHTTIJD_SECONDEN,
            headers={"accept": "application/json, application/problem+json"},
        )
        for naam, bron in instellingen.bronnen.items()
    }
