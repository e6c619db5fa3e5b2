"""The identity provider's public keys (JWKS), kept for a while and fetched with restraint.

Keys come from the configured address only, never from one a token names (`jku`, `x5u`). A key id
nobody knows leads to one new fetch at most per `jwks_min_tussenpoos_seconden`. When the provider
is away, known keys hold until they are twice as old as `jwks_max_leeftijd_seconden`.
"""

import asyncio
import json
import ssl
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import httpx

from shared.web.aanmelding.handtekening import Sleutel, publieke_sleutel
from shared.web.instellingen.tabellen import Oidc
from shared.web.limieten import Limieten


class SleutelsetOnbereikbaar(Exception):
    """The provider's keys could not be fetched and none are at hand."""


class Sleutelset:
    """Keys by key id. `klok` gives monotonic seconds; `haal` gives the key set's JSON bytes."""

    def __init__(
        self,
        oidc: Oidc,
        limieten: Limieten,
        *,
        klok: Callable[[], float] = time.monotonic,
        haal: Callable[[], Awaitable[bytes]] | None = None,
    ) -> None:
        self.oidc = oidc
        self.limieten = limieten
        self._klok = klok
        self._haal = haal or self._haal_op
        self._sleutels: dict[str, list[dict[str, Any]]] = {}
        self._gemaakt: dict[tuple[str, str], Sequence[Sleutel]] = {}
        self._opgehaald: float | None = None
        self._geprobeerd: float | None = None
        self._slot = asyncio.Lock()

    async def zoek(self, kid: str, alg: str) -> Sequence[Sleutel]:
        """The public keys of this name fit for `alg`; none when the provider has no such key.

        Providers give one name to more keys: for signing and for encryption, RSA and EC, the old
        and the new one.
        """
        if self._vers() and kid in self._sleutels:
            return self._geschikt(kid, alg)
        async with self._slot:
            if (not self._vers() or kid not in self._sleutels) and self._mag_weer():
                await self._ververs()
        if self._opgehaald is None or self._ouderdom() > self._uiterste():
            raise SleutelsetOnbereikbaar
        return self._geschikt(kid, alg)

    def _geschikt(self, kid: str, alg: str) -> Sequence[Sleutel]:
        gemaakt = self._gemaakt.get((kid, alg))
        if gemaakt is None:
            sleutels = (publieke_sleutel(rij, alg) for rij in self._sleutels.get(kid, ()))
            gemaakt = tuple(sleutel for sleutel in sleutels if sleutel is not None)
            if gemaakt:
                # Names nobody knows are not kept: who asks chooses them.
                self._gemaakt[kid, alg] = gemaakt
        return gemaakt

    def _ouderdom(self) -> float:
        return self._klok() - (self._opgehaald or 0.0)

    def _uiterste(self) -> float:
        return 2.0 * self.limieten.jwks_max_leeftijd_seconden

    def _vers(self) -> bool:
        if self._opgehaald is None:
            return False
        return self._ouderdom() < self.limieten.jwks_max_leeftijd_seconden

    def _mag_weer(self) -> bool:
        if self._geprobeerd is None:
            return True
        tussenpoos = (
            self.limieten.jwks_herkansing_seconden
            if self._opgehaald is None
            else self.limieten.jwks_min_tussenpoos_seconden
        )
        return self._klok() - self._geprobeerd >= tussenpoos

    async def _ververs(self) -> None:
        self._geprobeerd = self._klok()
        try:
            self._sleutels = _per_naam(json.loads(await self._haal())["keys"])
        except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            # Wat we nog hebben blijft gelden tot zijn uiterste leeftijd.
            return
        self._gemaakt = {}
        self._opgehaald = self._klok()

    async def _haal_op(self) -> bytes:
        vertrouwen = self.oidc.vertrouwen
        context = ssl.create_default_context(cafile=None if vertrouwen is None else str(vertrouwen))
        inhoud = bytearray()
        async with (
            httpx.AsyncClient(
                verify=context,
                trust_env=False,
                follow_redirects=False,
                timeout=self.limieten.client_verbinden_seconden,
            ) as client,
            client.stream("GET", self.oidc.jwks_url) as antwoord,
        ):
            antwoord.raise_for_status()
            async for stuk in antwoord.aiter_bytes():
                inhoud += stuk
                if len(inhoud) > self.limieten.max_jwks_bytes:
                    raise ValueError("de sleutelset is te groot")
        return bytes(inhoud)


def _per_naam(rijen: Any) -> dict[str, list[dict[str, Any]]]:  # noqa: ANN401 — JSON van een ander
    """The rows by key id; one that is no key is passed over (RFC 7517, 5), not all of them."""
    if not isinstance(rijen, list):
        raise TypeError("de sleutelset is geen lijst")
    sleutels = [rij for rij in rijen if isinstance(rij, dict)]
    if rijen and not sleutels:
        raise ValueError("de sleutelset heeft geen sleutels")
    per_naam: dict[str, list[dict[str, Any]]] = {}
    for rij in sleutels:
        if isinstance(rij.get("kid"), str):
            per_naam.setdefault(rij["kid"], []).append(rij)
    return per_naam
