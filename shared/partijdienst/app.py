"""A party's app: composed from its declaration, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import cache
from typing import Final

from fastapi import APIRouter, FastAPI
from sqlalchemy import text

from shared.bestand.bevestigen.router import autorisatieverzoeken_router
from shared.bestand.bewaking.router import alarmen_router
from shared.bestand.leden.router import groepsleden_router
from shared.bestand.leden.vertegenwoordigersrouter import vertegenwoordigers_router
from shared.bestand.personen.router import personen_router
from shared.bestand.personen.sleutelrouter import externesleutels_router
from shared.bestand.registreren.router import autorisaties_router
from shared.bestand.toegang.verwerkingenrouter import dataverwerkingen_router
from shared.bestand.toegang.weigeringen import bij_weigering
from shared.convenant.regels.laden import standaard_convenant
from shared.dataverwerkingen.register.eigen import register_van
from shared.dataverwerkingen.register.router import maak_registerrouter
from shared.innemen.router import ontvangsten_router
from shared.overzicht.aansluiting.router import aansluiting_router
from shared.overzicht.leesspoor.router import leesspoor_router
from shared.overzicht.ontvangen.router import ontvangen_gegevens_router
from shared.overzicht.seinen.router import meldingen_router
from shared.overzicht.tijdlijn.router import tijdlijn_router
from shared.overzicht.wegwijs.router import wegwijs_router
from shared.overzicht.werklijst.router import werklijst_router
from shared.partij.dienst import Dienst
from shared.partij.fouten import GeenToegang
from shared.partij.partij import Partij
from shared.partij.web.voorbeelden import eigen_voorbeelden
from shared.partijdienst import problemen, uitwisselingproblemen
from shared.partijdienst.geheel import Geheel
from shared.partijdienst.opstarten import Clientmaker, open_partij
from shared.partijdienst.transport import maak_client as maak_partijclient
from shared.partijdienst.transport import maak_transportregister
from shared.tijd.klok import Klok, nu_utc
from shared.verzenden.getuigen import getuigenproblemen
from shared.verzenden.getuigen.router import getuige_router
from shared.verzenden.journaal.router import journaal_router
from shared.verzenden.partijdocumenten.router import partijdocumenten_router
from shared.verzenden.uitingen.router import uitingen_router
from shared.verzenden.versturen.router import verstrekkingen_router
from shared.verzenden.versturen.verzoekrouter import informatieverzoeken_router
from shared.web.instellingen.instellingen import Instellingen, voorbeeld_instellingen
from shared.web.problemen import Foutrij
from shared.web.proces.app import maak_app as maak_webapp
from shared.zaak.aanstellingen.router import aanstellingen_router
from shared.zaak.apart.router import aparte_teksten_router
from shared.zaak.besluiten.conceptrouter import besluitconcepten_router
from shared.zaak.besluiten.router import groepsbesluiten_router
from shared.zaak.besluiten.voorstelrouter import besluitvoorstellen_router
from shared.zaak.bewaren.router import bewaardagen_router
from shared.zaak.documenten.router import documenten_router
from shared.zaak.driehoekstukken.router import driehoekstukken_router
from shared.zaak.lijsten import problemen as lijstproblemen
from shared.zaak.lijstinzicht.regelrouter import lijstregels_router
from shared.zaak.lijstinzicht.router import namenlijsten_router
from shared.zaak.overleg.router import overleggen_router
from shared.zaak.overleg.verslagrouter import verslagen_router
from shared.zaak.stukken.router import stukken_router
from shared.zaak.taken.router import taken_router
from shared.zaak.verbetertraject.router import verbeteringen_router

VERSIE: Final = "1.0.0"

GEDEELDE_ROUTERS: Final = (
    # First, because routes are tried in order and this one is by far the busiest.
    ontvangsten_router,
    personen_router,
    externesleutels_router,
    groepsleden_router,
    bewaardagen_router,
    vertegenwoordigers_router,
    autorisaties_router,
    autorisatieverzoeken_router,
    verstrekkingen_router,
    documenten_router,
    informatieverzoeken_router,
    stukken_router,
    groepsbesluiten_router,
    besluitconcepten_router,
    besluitvoorstellen_router,
    aanstellingen_router,
    overleggen_router,
    uitingen_router,
    verslagen_router,
    namenlijsten_router,
    lijstregels_router,
    driehoekstukken_router,
    ontvangen_gegevens_router,
    aparte_teksten_router,
    verbeteringen_router,
    journaal_router,
    leesspoor_router,
    getuige_router,
    aansluiting_router,
    partijdocumenten_router,
    dataverwerkingen_router,
    werklijst_router,
    taken_router,
    tijdlijn_router,
    alarmen_router,
    meldingen_router,
    wegwijs_router,
)
"""What every party offers; its own records come with its declaration."""

GEDEELDE_PROBLEMEN: Final = (
    *problemen.PROBLEMEN,
    *uitwisselingproblemen.PROBLEMEN,
    *getuigenproblemen.PROBLEMEN,
    *lijstproblemen.PROBLEMEN,
)
"""What the edge answers for the errors of every party."""


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

    def eerder(activiteit_id: str) -> Mapping[str, object] | None:
        dienst: Dienst = app.state.dienst
        return dienst.meeschrijver.log.activiteit(activiteit_id)

    convenant = standaard_convenant()
    register = register_van(convenant, instellingen)
    app = maak_webapp(
        partij.titel,
        partij.omschrijving,
        VERSIE,
        instellingen,
        routers=[*_routers(partij), maak_registerrouter(register, eerder)],
        problemen=problemen_van(partij),
        controles={
            "databank": controleer_databank,
            "eigen partijdocument": controleer_eigen_document,
        },
        levensloop=levensloop,
        eigen_voorbeelden=eigen_voorbeelden(partij.code, convenant),
    )
    app.add_exception_handler(GeenToegang, bij_weigering)
    return app


def maak_app_zonder_verbindingen(partij: Partij) -> FastAPI:
    """The app for its description: opens nothing and reads no file."""
    return maak_app(partij, voorbeeld_instellingen(partij.code))


def problemen_van(partij: Partij) -> tuple[Foutrij, ...]:
    """Rows for the errors of every party, and of this one's own subjects."""
    return (*GEDEELDE_PROBLEMEN, *partij.problemen)


def _routers(partij: Partij) -> list[APIRouter]:
    return [_gemaakt(maak) for maak in (*GEDEELDE_ROUTERS, *partij.routers)]


@cache
def _gemaakt(maak: Callable[[], APIRouter]) -> APIRouter:
    """A router knows no settings: one is enough for every app in this process."""
    return maak()
