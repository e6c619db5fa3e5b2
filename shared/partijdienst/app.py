"""A party's app: composed from its declaration, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date
from functools import cache
from typing import Final

from fastapi import APIRouter, FastAPI
from sqlalchemy import text

from shared.bestand.afscherming.lezing import laat_doorlezen
from shared.bestand.toegang.weigeringen import bij_weigering
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.termijnen import datum_nl
from shared.dataverwerkingen.register.eigen import register_van
from shared.dataverwerkingen.register.router import maak_registerrouter
from shared.opslag.herstelmerk import NietNagespeeld, eis_nagespeeld
from shared.partij.dienst import Dienst
from shared.partij.fouten import GeenToegang
from shared.partij.onderwerp import Routermaker
from shared.partij.partij import Partij
from shared.partij.web.voorbeelden import eigen_voorbeelden
from shared.partijdienst.geheel import Geheel
from shared.partijdienst.onderwerpen import onderwerpen_van, problemen_van
from shared.partijdienst.opstarten import Clientmaker, herstelopdracht, open_partij
from shared.partijdienst.transport import maak_client as maak_partijclient
from shared.partijdienst.transport import maak_transportregister
from shared.tijd.klok import Klok, nu_utc
from shared.web.instellingen.instellingen import Instellingen, voorbeeld_instellingen
from shared.web.proces.app import maak_app as maak_webapp
from shared.web.proces.gezondheid import NietGereed

VERSIE: Final = "1.0.0"


def maak_app(
    partij: Partij,
    instellingen: Instellingen,
    *,
    klok: Klok = nu_utc,
    maak_client: Clientmaker = maak_partijclient,
) -> FastAPI:
    """The app on these settings; opens databases, keys and client when it starts."""

    @asynccontextmanager
    async def levensloop(app: FastAPI) -> AsyncIterator[None]:
        app.state.transportcontrole.register = maak_transportregister(instellingen)
        async with open_partij(partij, instellingen, maak_client, klok) as geheel:
            app.state.geheel = geheel
            app.state.dienst = geheel.dienst
            app.state.uitwisseling = geheel.uitwisseling
            app.state.onderdelen = geheel.onderdelen()
            yield

    def controleer_databank() -> None:
        dienst: Dienst = app.state.dienst
        with dienst.lezend() as sessie:
            sessie.execute(text("SELECT 1"))

    def controleer_eigen_document() -> None:
        geheel: Geheel = app.state.geheel
        geheel.inname.eigen.eis_gereed()

    def controleer_nagespeeld() -> None:
        dienst: Dienst = app.state.dienst
        try:
            eis_nagespeeld(dienst.engine, herstelopdracht(partij, instellingen))
        except NietNagespeeld as fout:
            raise NietGereed(str(fout), ()) from fout

    def eerder(activiteit_id: str) -> Mapping[str, object] | None:
        dienst: Dienst = app.state.dienst
        return dienst.meeschrijver.log.activiteit(activiteit_id)

    def vandaag() -> date:
        return datum_nl(klok())

    convenant = standaard_convenant()
    register = register_van(convenant, instellingen)
    app = maak_webapp(
        partij.titel,
        partij.omschrijving,
        VERSIE,
        instellingen,
        routers=[*_routers(partij), maak_registerrouter(register, vandaag, eerder)],
        problemen=problemen_van(partij),
        controles={
            "databank": controleer_databank,
            "teruggezet bestand": controleer_nagespeeld,
            "eigen partijdocument": controleer_eigen_document,
        },
        levensloop=levensloop,
        eigen_voorbeelden=eigen_voorbeelden(partij.code, convenant),
    )
    laat_doorlezen(app.state, _doorlezers(partij))
    app.add_exception_handler(GeenToegang, bij_weigering)
    return app


def maak_app_zonder_verbindingen(partij: Partij) -> FastAPI:
    """The app for its description: opens nothing and reads no file."""
    return maak_app(partij, voorbeeld_instellingen(partij.code))


def _routers(partij: Partij) -> list[APIRouter]:
    return [_gemaakt(maak) for een in onderwerpen_van(partij) for maak in een.routers]


def _doorlezers(partij: Partij) -> set[str]:
    """The labels of the operations that read what is shielded; all of one label, or none of it."""
    labels: dict[bool, set[str]] = {True: set(), False: set()}
    for een in onderwerpen_van(partij):
        labels[een.leest_door].update(
            str(label) for maak in een.routers for label in _gemaakt(maak).tags
        )
    if oneens := labels[True] & labels[False]:
        raise ValueError(f"leest_door is niet overal hetzelfde bij: {', '.join(sorted(oneens))}")
    return labels[True]


@cache
def _gemaakt(maak: Routermaker) -> APIRouter:
    """A router knows no settings: one is enough for every app in this process."""
    return maak()
