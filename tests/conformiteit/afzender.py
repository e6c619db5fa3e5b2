"""A message as another party's system makes it, and the connection it goes over."""

from __future__ import annotations

import json
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from tests.conformiteit import profiel
from tests.conformiteit.antwoorden import bewaarders
from tests.conformiteit.doel import Doel, Partij

SECONDEN = 60.0
AFWEGING: dict[str, Any] = {
    "noodzaak": True,
    "proportionaliteit": True,
    "subsidiariteit": True,
    "zwaarwegendAlgemeenBelang": None,
    "motivering": None,
}
GEBOREN = f"{datetime.now(UTC).year - 16}-01-01"
"""Somebody who is 16 all year."""
GEGEVENS: dict[str, dict[str, Any]] = {
    "GEBOORTEDATUM": {"geboortedatum": GEBOREN},
    "NAW": {"naam": "Ravi Verzinsel", "adres": "Bedachtepad 7", "woonplaats": "Nergenshuizen"},
    "BEKENDHEID": {"bekend": True},
    "WPG8": {"omschrijving": "Gezien bij een omgevallen prullenbak (verzonnen)."},
    "STRAFVORDERLIJK": {"zaak": "10/000000-26", "omschrijving": "Verdacht (verzonnen)."},
    "B_OVERLAST": {"omschrijving": "Harde muziek (verzonnen)."},
    "TEL_EMAIL": {"telefoon": "010 000 00 00", "email": "ravi@verzinsel.example"},
    "CONTACT_DEELNEMER": {"naam": "Mare Bedacht", "email": "mare@politie.example"},
    "RECENT_VERVOLGD": {},
}
"""Content per kind of data, in the closed shape that the covenant file gives."""
ONBEKEND = {"waarde": "(geen echte waarde)"}
"""Content of a kind that has no shape."""


def vertrouwen_in(doel: Doel, certificaat: tuple[str, str] | None) -> ssl.SSLContext:
    """TLS towards the environment, with or without a client certificate."""
    context = ssl.create_default_context(cafile=doel.vertrouwen)
    if certificaat is not None:
        context.load_cert_chain(*certificaat)
    return context


def verbinding(doel: Doel, partij: Partij | None, url: str | None = None) -> httpx.Client:
    """A client that shows the transport certificate of a party, or none."""
    context = vertrouwen_in(doel, None if partij is None else partij.transport)
    return httpx.Client(
        base_url=url or doel.gateway,
        verify=context,
        timeout=SECONDEN,
        trust_env=False,
        event_hooks={"response": bewaarders(doel)},
    )


@dataclass(frozen=True)
class Bericht:
    """The bytes to post and the headers of the profile, ready to be tampered with.

    ``jwe``: the sealed content, also where it is delivered only after it was said.
    """

    kop: dict[str, Any]
    body: bytes
    koppen: dict[str, str]
    jwe: str | None = None

    @property
    def id(self) -> str:
        return str(self.kop["id"])

    def met(self, **koppen: str | None) -> list[tuple[str, str]]:
        """The headers with some replaced (underscore for a dash) or, when None, left out."""
        anders = {naam.replace("_", "-").lower(): waarde for naam, waarde in koppen.items()}
        over = [(n, w) for n, w in self.koppen.items() if n.lower() not in anders]
        return over + [(naam, waarde) for naam, waarde in anders.items() if waarde is not None]


def maak_bericht(
    kop: dict[str, Any],
    inhoud: str | None,
    ondertekening: profiel.Paar,
    *,
    body: bytes | None = None,
    jwe: str | None = None,
) -> Bericht:
    """Body and headers of a message; ``body`` to post other bytes than the usual."""
    bytes_ = body if body is not None else json.dumps({"kop": kop, "inhoud": inhoud}).encode()
    koppen = {
        **ondertekend(ondertekening, bytes_),
        "Fsc-Transaction-Id": str(kop.get("id", profiel.uuid7())),
        "traceparent": f"00-{'ab' * 16}-{'cd' * 8}-01",
    }
    return Bericht(kop, bytes_, koppen, jwe or inhoud)


def ondertekend(ondertekening: profiel.Paar, body: bytes) -> dict[str, str]:
    """The headers of a signed document."""
    digest = profiel.digest(body)
    return {
        "Content-Type": "application/json",
        "Digest": digest,
        "Payload-Signature": profiel.jades(ondertekening, digest),
    }


def onderdeel(betrokkene: str, soort: str = "NAW", **anders: Any) -> dict[str, Any]:
    """A part of a disclosure by the politie about a member of 16 or 17."""
    return {
        "betrokkene": betrokkene,
        "categorie": 1,
        "leeftijdsklasse": "16-17",
        "kind": None,
        "gegevenssoort": soort,
        "grondslag": "WPG16_1_B_2",
        "herkomst": "eigen",
        "bijzonder": False,
        "aard": "feit",
        "derdenVerwijderd": True,
        "kenmerken": None,
        "informatie": None,
        **anders,
    }


def herhaald(deel: dict[str, Any], plaats: int, **anders: Any) -> dict[str, Any]:
    """The same item in what builds on the message it was in: its place, and no ground."""
    return {
        **deel,
        "leeftijdsklasse": None,
        "grondslag": None,
        "kenmerken": None,
        "informatie": None,
        "vervangt": plaats,
        **anders,
    }


def inhoud_bij(kop: dict[str, Any], motivering: str | None = None) -> dict[str, Any]:
    """Content that fits a kop, in the order of its onderdelen."""
    inhoud: dict[str, Any] = {
        "onderdelen": [
            {
                "betrokkene": deel["betrokkene"],
                "gegevenssoort": deel["gegevenssoort"],
                "gegevens": dict(GEGEVENS.get(deel["gegevenssoort"], ONBEKEND)),
            }
            for deel in kop["onderdelen"]
        ]
    }
    return inhoud if motivering is None else {**inhoud, "motivering": motivering}
