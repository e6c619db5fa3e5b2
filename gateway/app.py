"""The gateway's app: composes, and does nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

from gateway import problemen as problemen
from gateway.kern import Clientmaker, Gateway, Klok, open_gateway, systeemklok
from gateway.routers import (
    aanstellingen,
    alarmen,
    authzen,
    berichten,
    bladuitvoer,
    bladzoeken,
    dataverwerkingen,
    invoerfouten,
    keuzelijsten,
    logboek,
    overleggen,
    registers,
    tegels,
    uitingen,
    uitvoer,
    voorstellen,
    wijzigingen,
    zoeken,
)
from shared.convenant.regels import standaard_convenant
from shared.dataverwerkingen.eigenregister import register_van
from shared.dataverwerkingen.registerrouter import maak_registerrouter
from shared.web.app import maak_app as maak_webapp
from shared.web.clients import maak_client
from shared.web.gebelden import Gebelden
from shared.web.instellingen import Instellingen, voorbeeld_instellingen

TITEL = "Driehoek Gateway"
VERSIE = "1.0.0"
OMSCHRIJVING = (
    "De weg waarlangs de partijen bij het convenant elkaar gegevens verstrekken. De gateway "
    "controleert wie een bericht ondertekende, toetst het aan het convenant, legt het besluit "
    "vast en stuurt het dan pas door. De inhoud is versleuteld voor de ontvanger; de gateway kan "
    "haar niet lezen."
)
ROUTERS = (
    berichten.router,
    uitingen.router,
    registers.router,
    invoerfouten.router,
    wijzigingen.router,
    voorstellen.router,
    aanstellingen.router,
    overleggen.router,
    logboek.router,
    tegels.router,
    zoeken.router,
    bladzoeken.router,
    bladuitvoer.router,
    uitvoer.router,
    keuzelijsten.router,
    alarmen.router,
    authzen.router,
    dataverwerkingen.router,
    authzen.bekend,
)


def maak_gatewayclient(instellingen: Instellingen, gebelden: Gebelden) -> httpx.AsyncClient:
    """One client for every party, each found at its own address."""
    return maak_client(instellingen, gebelden=gebelden)


def maak_app(
    instellingen: Instellingen,
    *,
    klok: Klok = systeemklok,
    clientmaker: Clientmaker = maak_gatewayclient,
) -> FastAPI:
    """The app on these settings; opens its database, log and client when it starts."""

    @asynccontextmanager
    async def levensloop(app: FastAPI) -> AsyncIterator[None]:
        async with open_gateway(instellingen, clientmaker, klok) as gateway:
            app.state.gateway = gateway
            app.state.transportcontrole.register = gateway.transportregister
            yield

    def controleer_logboek() -> None:
        app.state.gateway.lezen.inzage.checkpoint()

    def eerder(activiteit_id: str) -> Mapping[str, object] | None:
        gateway: Gateway = app.state.gateway
        return gateway.verantwoording.log.activiteit(activiteit_id)

    register = register_van(standaard_convenant(), instellingen)
    app = maak_webapp(
        TITEL,
        OMSCHRIJVING,
        VERSIE,
        instellingen,
        routers=(*ROUTERS, maak_registerrouter(register, eerder)),
        controles={"logboek": controleer_logboek},
        levensloop=levensloop,
    )
    return app


def maak_app_zonder_verbindingen() -> FastAPI:
    """The app for its description: opens nothing and reads no file."""
    return maak_app(voorbeeld_instellingen("gateway"))
