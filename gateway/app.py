"""The gateway's app: composes, and does nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

from gateway.aanstellingen import router as aanstellingen
from gateway.alarmen import router as alarmen
from gateway.autorisaties import router as autorisaties
from gateway.berichten import inhoudrouter
from gateway.berichten import router as berichten
from gateway.berichten.bezorger import open_bezorger
from gateway.besluiten import router as besluiten
from gateway.besluiten import voorstelrouter
from gateway.bundels import router as bundels
from gateway.invoerfouten import router as invoerfouten
from gateway.kern import Bezorgermaker, Clientmaker, open_gateway
from gateway.keuzes import router as keuzes
from gateway.logboek import router as logboek
from gateway.logboek import tegelrouter, verwerkingenrouter
from gateway.logboek.inzage import Inzage
from gateway.logboek.verantwoording import Verantwoording
from gateway.openbaar import router as openbaar
from gateway.overleggen import router as overleggen
from gateway.problemen import PROBLEMEN
from gateway.terugkijken import router as terugkijken
from gateway.toegang import router as toegang
from gateway.toegang.transport import Partijtransport
from gateway.toetsen import router as toetsen
from gateway.uitingen import router as uitingen
from gateway.uitvoer import bladrouter as bladuitvoer
from gateway.uitvoer import router as uitvoer
from gateway.verklaringen import router as verklaringen
from gateway.web.afhankelijkheden import Diensten
from gateway.werkzaamheden import router as werkzaamheden
from gateway.zoeken import bladrouter
from gateway.zoeken import router as zoeken
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.termijnen import datum_nl
from shared.dataverwerkingen.register.eigen import register_van
from shared.dataverwerkingen.register.router import maak_registerrouter
from shared.tijd.klok import Klok, nu_utc
from shared.web.aanmelding.gebelden import Gebelden
from shared.web.instellingen.instellingen import Instellingen, voorbeeld_instellingen
from shared.web.proces.app import maak_app as maak_webapp
from shared.web.proces.clients import maak_client

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
    inhoudrouter.router,
    toegang.router,
    besluiten.router,
    autorisaties.router,
    invoerfouten.router,
    voorstelrouter.router,
    aanstellingen.router,
    overleggen.router,
    verklaringen.router,
    logboek.router,
    bundels.router,
    tegelrouter.router,
    terugkijken.router,
    openbaar.router,
    zoeken.router,
    bladrouter.router,
    bladuitvoer.router,
    uitvoer.router,
    werkzaamheden.router,
    keuzes.router,
    alarmen.router,
    toetsen.router,
    verwerkingenrouter.router,
    toetsen.bekend,
)


def maak_gatewayclient(instellingen: Instellingen, gebelden: Gebelden) -> httpx.AsyncClient:
    """One client for every party, each found at its own address."""
    return maak_client(instellingen, gebelden=gebelden)


def maak_app(
    instellingen: Instellingen,
    *,
    klok: Klok = nu_utc,
    clientmaker: Clientmaker = maak_gatewayclient,
    bezorgermaker: Bezorgermaker = open_bezorger,
) -> FastAPI:
    """The app on these settings; opens its database, log and client when it starts."""

    @asynccontextmanager
    async def levensloop(app: FastAPI) -> AsyncIterator[None]:
        async with open_gateway(instellingen, clientmaker, klok, bezorgermaker) as diensten:
            app.state.onderdelen = diensten
            app.state.transportcontrole.register = diensten.een(Partijtransport)
            yield

    def controleer_logboek() -> None:
        diensten: Diensten = app.state.onderdelen
        diensten.een(Inzage).checkpoint()

    def eerder(activiteit_id: str) -> Mapping[str, object] | None:
        diensten: Diensten = app.state.onderdelen
        return diensten.een(Verantwoording).log.activiteit(activiteit_id)

    register = register_van(standaard_convenant(), instellingen)
    app = maak_webapp(
        TITEL,
        OMSCHRIJVING,
        VERSIE,
        instellingen,
        routers=(*ROUTERS, maak_registerrouter(register, lambda: datum_nl(klok()), eerder)),
        problemen=PROBLEMEN,
        controles={"logboek": controleer_logboek},
        levensloop=levensloop,
    )
    return app


def maak_app_zonder_verbindingen() -> FastAPI:
    """The app for its description: opens nothing and reads no file."""
    return maak_app(voorbeeld_instellingen("gateway"))
