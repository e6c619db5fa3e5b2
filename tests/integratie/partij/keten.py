"""De echte gateway met de drie partijen in dit proces: echte registers, echt log, één klok.

Er is geen TLS en er zijn geen poorten: wie aan de andere kant zit staat op de verbinding. De
achtergrondtaken lopen alleen zolang er een vraag loopt.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from deploy.pki import Pki
from gateway.app import maak_app as maak_gateway
from gateway.kern import MIGRATIES as GATEWAYMIGRATIES
from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.bestand.registreren.melder import Autorisatiemelder
from shared.partij.partij import Partij
from shared.partijdienst.app import maak_app
from shared.web.instellingen.instellingen import Instellingen
from tests.hulp.bezorger import bezorger_over
from tests.hulp.databank import NieuweDatabank
from tests.hulp.inloggen import Uitgever
from tests.hulp.klok import VasteKlok
from tests.hulp.lus import draaiende_lus
from tests.hulp.sjablonen import breng_bij
from tests.hulp.web import als_organisatie
from tests.integratie.gateway.omgeving import (
    log_verificatiesleutel,
    schrijf_partijen,
    transportcertificaten,
)
from tests.integratie.gateway.omgeving import maak_instellingen as maak_gatewayinstellingen
from tests.integratie.partij.bureau import Bureau, Klant
from tests.integratie.partij.opstelling import breng_partij_bij, maak_instellingen

DRIE: Mapping[str, Partij] = {"politie": POLITIE, "om": OM, "gemeente": GEMEENTE}
_T = TypeVar("_T")


@dataclass
class Keten:
    """Alles bij elkaar. `weg`: partijen die de gateway nu niet bereikt; `doe`: in hun lus."""

    runner: asyncio.Runner
    klok: VasteKlok
    pki: Pki
    uitgever: Uitgever
    gateway: FastAPI
    bureaus: dict[str, Bureau] = field(default_factory=dict)
    weg: set[str] = field(default_factory=set)

    def doe(self, werk: Coroutine[Any, Any, _T]) -> _T:
        return self.runner.run(werk)

    def medewerker(self, code: str, functie: str, **anders: Any) -> tuple[Klant, str]:
        """Iemand die bij zijn partij en bij de gateway bekend is, jarenlang."""
        bureau = self.bureaus[code]
        sub = f"{functie}.{anders.pop('naam', 'een')}@{code}.example"
        klant, wie = bureau.medewerker(functie, sub, **{"geldigTot": "2035-06-30", **anders})
        self.doe(Autorisatiemelder(bureau.uitwisseling.dienst).meld_wachtende())
        return klant, wie

    def collega(self, code: str, functie: str) -> tuple[Klant, str]:
        """Wie deze functie in elke zaak van deze keten heeft: een keer aangenomen."""
        bureau = self.bureaus[code]
        return bureau.collega(functie, geldigTot="2035-06-30")

    def inkomend(self, code: str) -> httpx.ASGITransport:
        """Hoe een partij bij de gateway aankomt."""
        pem = transportcertificaten(self.pki)[code]
        return httpx.ASGITransport(als_organisatie(self.gateway, pem))


@contextmanager
def draaiende_keten(
    nieuwe_databank: NieuweDatabank,
    uitgever: Uitgever,
    pki: Pki,
    map_: Path,
    *,
    partijen: Mapping[str, Mapping[str, Any]] | None = None,
    instellingen: Mapping[str, Mapping[str, Any]] | None = None,
) -> Iterator[Keten]:
    """De gateway en de drie partijen, met lege bestanden.

    Per partij wat zij anders over zichzelf zegt (`partijen`), en wat er anders is ingesteld.
    """
    klok = VasteKlok()
    url = nieuwe_databank("gateway")
    breng_bij(url, GATEWAYMIGRATIES)
    schrijf_partijen(pki, map_ / "partijen.toml", **(partijen or {}))
    with draaiende_lus() as runner:
        stapel = AsyncExitStack()
        ingesteld = maak_gatewayinstellingen(pki, map_, url)
        keten = Keten(runner, klok, pki, uitgever, FastAPI())
        keten.gateway = maak_gateway(
            ingesteld,
            klok=klok,
            clientmaker=lambda *_: _naar(keten),
            bezorgermaker=bezorger_over(lambda *_: _naar(keten)),
        )
        try:
            runner.run(_open(stapel, keten.gateway))
            for partij in DRIE.values():
                anders = (instellingen or {}).get(partij.code, {})
                vkey = log_verificatiesleutel(pki).vkey
                eigen = maak_instellingen(
                    partij, vkey, uitgever, pki, nieuwe_databank, map_, anders
                )
                breng_partij_bij(partij, eigen)
                _start(keten, partij, eigen, stapel)
            yield keten
        finally:
            runner.run(_stop(keten, stapel))


def _start(
    keten: Keten, partij: Partij, instellingen: Instellingen, stapel: AsyncExitStack
) -> None:
    def maak_client(_: Instellingen, basis: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=keten.inkomend(partij.code), base_url=basis)

    app = maak_app(partij, instellingen, klok=keten.klok, maak_client=maak_client)
    keten.doe(_open(stapel, app))
    pem = transportcertificaten(keten.pki)[partij.code]
    keten.bureaus[partij.code] = Bureau(
        partij.code, keten.klok, app, keten.runner, keten.uitgever, pem
    )


async def _open(stapel: AsyncExitStack, app: FastAPI) -> None:
    await stapel.enter_async_context(app.router.lifespan_context(app))


async def _stop(keten: Keten, stapel: AsyncExitStack) -> None:
    for bureau in keten.bureaus.values():
        for klant in bureau.klanten:
            await klant.client.aclose()
    await stapel.aclose()


def _naar(keten: Keten) -> httpx.AsyncClient:
    """De client van de gateway: het adres zegt bij welke partij zij uitkomt."""
    gateway_pem = transportcertificaten(keten.pki)["gateway"]

    async def bezorg(scope: Scope, receive: Receive, send: Send) -> None:
        code = dict(scope["headers"])[b"host"].decode().removesuffix(".example")
        if code in keten.weg:
            raise httpx.ConnectTimeout("de ontvanger is weg")
        app = als_organisatie(keten.bureaus[code].app, gateway_pem)
        await app(scope, receive, send)

    return httpx.AsyncClient(transport=httpx.ASGITransport(bezorg), trust_env=False)
