"""The configuration of one portal: one frozen object, read from one TOML file.

A portal has no key of a party and no register: it is told where to listen, which provider logs
people in, and which APIs it may ask.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from shared.web.instellingen.deel import Bestand, Deel
from shared.web.instellingen.lezen import Ingesteld, lees_instellingen
from shared.web.instellingen.tabellen import Database, Oidc, Transport
from shared.web.limieten import Limieten


class Luisteradres(Deel):
    """Where the portal listens, and the address people type."""

    host: str = "127.0.0.1"
    """Het adres van deze machine waarop het portaal luistert."""
    poort: int = Field(ge=0, le=65535)
    """De poort waarop het portaal luistert."""
    publieke_url: str
    """Het adres dat mensen intypen: https, zonder pad."""

    @field_validator("publieke_url")
    @classmethod
    def _https_zonder_pad(cls, waarde: str) -> str:
        delen = urlsplit(waarde)
        if delen.scheme != "https" or not delen.hostname or delen.path not in ("", "/"):
            raise ValueError("moet een https-adres zonder pad zijn")
        return waarde.rstrip("/")


class Inlogklant(Deel):
    """Who this portal is at the identity provider."""

    client: str = Field(min_length=1)
    """De naam (client_id) van dit portaal bij de inlog."""
    geheim: Bestand | None = None
    """Een bestand met het geheim van dit portaal bij de inlog."""
    pogingen_per_minuut: int = Field(default=10, ge=1, le=600)
    """Hoe vaak per minuut vanaf een adres iemand mag beginnen met inloggen; in productie
    hoogstens 10."""


class Bron(Deel):
    """One API this portal asks."""

    url: str
    """Het adres van de dienst, met /v1."""

    @field_validator("url")
    @classmethod
    def _https(cls, waarde: str) -> str:
        if urlsplit(waarde).scheme != "https":
            raise ValueError("moet een https-adres zijn")
        return waarde.rstrip("/")


class Herkenning(Deel):
    """By what the APIs know this portal; one that knows it believes from where a visitor comes."""

    certificaat: Bestand
    """Het certificaat dat dit portaal de diensten laat zien; zie daar [server] portalen."""
    sleutel: Bestand
    """De sleutel daarvan."""


class Sessieduur(Deel):
    """How long somebody stays logged in."""

    stil_minuten: int = Field(default=15, ge=1, le=30)
    """Na zoveel minuten zonder klik is iemand uitgelogd."""
    hoogstens_uren: int = Field(default=8, ge=1, le=8)
    """Na zoveel uren altijd."""


class Portaalinstellingen(Ingesteld):
    """Everything one portal is told from outside."""

    onderdeel: str = Field(min_length=1, max_length=64, pattern=r"^portaal-[a-z][a-z0-9-]*$")
    server: Luisteradres
    tls: Transport
    database: Database
    oidc: Oidc
    inlog: Inlogklant
    bronnen: dict[str, Bron]
    herkenning: Herkenning | None = None
    sessie: Sessieduur = Sessieduur()
    limieten: Limieten = Limieten()


def laad_portaalinstellingen(pad: Path) -> Portaalinstellingen:
    """Read the configuration at `pad`. Raises `OngeldigeInstellingen` with every fault."""
    return lees_instellingen(pad, Portaalinstellingen)
