"""A small caller of the APIs, as an integrator would write it: HTTPS, a bearer token, JSON.

Used by the demo, the set-up of test accounts, the benchmark and the end-to-end tests. It knows
nothing of the inside of a service.
"""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any, TypeAlias

import httpx

WACHTTIJD_SECONDEN = 60.0

Json: TypeAlias = Any
"""A JSON value as it came; whoever calls knows from the API description what is in it."""


class Geweigerd(Exception):
    """The service answered with a problem; ``probleem`` is the whole problem+json."""

    def __init__(self, antwoord: httpx.Response) -> None:
        self.status = antwoord.status_code
        try:
            self.probleem: dict[str, Any] = antwoord.json()
        except ValueError:
            self.probleem = {"status": self.status, "title": antwoord.text[:200]}
        titel = self.probleem.get("title", "")
        detail = self.probleem.get("detail", "")
        fouten = "; ".join(
            f"{fout.get('pad')}: {fout.get('melding')}" for fout in self.probleem.get("fouten", [])
        )
        super().__init__(f"{self.status} {titel}: {detail} {fouten}".strip())


class Klant:
    """One person (or auditor) at one service."""

    def __init__(self, basis: str, vertrouwen: Path, token: str | None = None) -> None:
        koppen = {"accept": "application/json, application/problem+json"}
        if token:
            koppen["authorization"] = f"Bearer {token}"
        self._http = httpx.Client(
            base_url=f"{basis}/v1",
            headers=koppen,
            verify=ssl.create_default_context(cafile=str(vertrouwen)),
            timeout=WACHTTIJD_SECONDEN,
            trust_env=False,
        )

    def __enter__(self) -> Klant:
        return self

    def __exit__(self, *_: object) -> None:
        self.sluit()

    def sluit(self) -> None:
        self._http.close()

    def haal(self, pad: str, **vraag: str | int) -> Json:
        """GET; the JSON of the answer."""
        return self._json(self._http.get(pad, params=vraag))

    def etag(self, pad: str) -> str:
        """The version of what is there, to change it by (``If-Match``)."""
        antwoord = self._http.get(pad)
        self._json(antwoord)
        return antwoord.headers["etag"]

    def kop(self, pad: str, naam: str) -> str:
        """One header of the answer to a GET; empty when it is not there."""
        antwoord = self._http.get(pad)
        if antwoord.is_error:
            raise Geweigerd(antwoord)
        return str(antwoord.headers.get(naam, ""))

    def stuur(self, pad: str, inhoud: Json, koppen: dict[str, str] | None = None) -> Json:
        """POST JSON; the JSON of the answer."""
        return self._json(self._http.post(pad, json=inhoud, headers=koppen))

    def zet(self, pad: str, inhoud: Json, koppen: dict[str, str] | None = None) -> Json:
        """PUT JSON; the JSON of the answer."""
        return self._json(self._http.put(pad, json=inhoud, headers=koppen))

    def wijzig(self, pad: str, inhoud: Json, koppen: dict[str, str] | None = None) -> Json:
        """PATCH JSON; the JSON of the answer."""
        return self._json(self._http.patch(pad, json=inhoud, headers=koppen))

    def verwijder(self, pad: str, koppen: dict[str, str] | None = None) -> None:
        """DELETE."""
        self._json(self._http.delete(pad, headers=koppen))

    def bestand(self, pad: str, inhoud: Json, soort: str) -> bytes:
        """POST JSON and get a file of the given media type back."""
        antwoord = self._http.post(pad, json=inhoud, headers={"accept": f"{soort}, */*;q=0.1"})
        if antwoord.is_error:
            raise Geweigerd(antwoord)
        return antwoord.content

    @staticmethod
    def _json(antwoord: httpx.Response) -> Json:
        if antwoord.is_error:
            raise Geweigerd(antwoord)
        return antwoord.json() if antwoord.content else None
