"""Wat een beheerder doet om een partij terug te zetten, en de dienst die er daarna op draait."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx

from shared.cli.herstel.maken import maak_backup
from shared.cli.herstel.terugzetten import zet_backup_terug
from shared.partij.partij import Partij
from shared.partijdienst.app import maak_app
from shared.partijdienst.geheel import Geheel
from shared.partijdienst.opstarten import open_stil
from shared.web.instellingen.instellingen import Instellingen
from shared.web.instellingen.onderdeelsoort import PartijInstellingen
from tests.hulp.inloggen import Uitgever
from tests.integratie.partij.bureau import Bureau
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld


def instellingen_van(driehoek: Driehoek, code: str) -> PartijInstellingen:
    instellingen = driehoek.bureau(code).uitwisseling.dienst.instellingen
    return instellingen.vereis(PartijInstellingen)


def backup(driehoek: Driehoek, code: str, naar: Path) -> list[str]:
    """Een back-up van een draaiende partij; wat er op het scherm kwam."""
    regels: list[str] = []
    maak_backup(instellingen_van(driehoek, code), naar, driehoek.wereld.klok(), regels.append)
    return regels


def zet_terug(driehoek: Driehoek, code: str, map_: Path, plek: Path) -> PartijInstellingen:
    """De back-up op een lege plek, met de kluis van nu; de instellingen die daarbij horen."""
    nu = instellingen_van(driehoek, code)
    bestand = f"sqlite:///{plek / f'{code}-terug.sqlite'}"
    elders = nu.model_copy(update={"database": nu.database.model_copy(update={"url": bestand})})
    zet_backup_terug(elders, map_, driehoek.wereld.klok(), lambda _: None)
    return elders


def naar_de_gateway(wereld: Wereld, code: str) -> Callable[[Instellingen, str], httpx.AsyncClient]:
    oin = wereld.gateway.partijen[code].oin
    return lambda _, basis: httpx.AsyncClient(
        transport=httpx.ASGITransport(wereld.gateway.app(oin)), base_url=basis
    )


@asynccontextmanager
async def stil(wereld: Wereld, partij: Partij, instellingen: Instellingen) -> AsyncIterator[Geheel]:
    client = naar_de_gateway(wereld, partij.code)
    async with open_stil(partij, instellingen, client, wereld.klok) as geheel:
        yield geheel


@contextmanager
def draaiend(
    wereld: Wereld, partij: Partij, instellingen: Instellingen, uitgever: Uitgever, pem: str
) -> Iterator[Bureau]:
    """De dienst op het teruggezette bestand, zolang het blok duurt."""
    client = naar_de_gateway(wereld, partij.code)
    app = maak_app(partij, instellingen, klok=wereld.klok, maak_client=client)
    levensloop = app.router.lifespan_context(app)
    wereld.doe(levensloop.__aenter__())
    bureau = Bureau(partij.code, wereld.klok, app, wereld.runner, uitgever, pem)
    try:
        yield bureau
    finally:
        for klant in bureau.klanten:
            wereld.doe(klant.client.aclose())
        wereld.doe(levensloop.__aexit__(None, None, None))
