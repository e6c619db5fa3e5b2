"""Starting the approach of a group, and the reports it rests on."""

from __future__ import annotations

from pathlib import Path

from services.gemeente.start.betrokkenenrouter import betrokkenen_router
from services.gemeente.start.betrokkenheid import laatste_groepsmeldingen
from services.gemeente.start.meldingenrouter import meldingen_router
from services.gemeente.start.problemen import PROBLEMEN
from services.gemeente.start.router import start_router
from services.gemeente.start.tabellen import (
    GroepsverbandRij,
    HerbeoordelingRij,
    IncidentzoutRij,
    InterventieRij,
    MeldingpersoonRij,
    MeldingRij,
    MeldingversieRij,
    StartbesluitRij,
)
from services.gemeente.start.tijdlijn import STARTFEITEN
from services.gemeente.start.werk import STARTWERK
from shared.partij.bewaring.bron import groepsdeel
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="gemeente/start",
    routers=(
        meldingen_router,
        betrokkenen_router,
        start_router,
    ),
    problemen=PROBLEMEN,
    migraties=Path(__file__).parent / "migraties",
    werk=(STARTWERK,),
    tijdlijn=(STARTFEITEN,),
    dossiers=(MeldingpersoonRij,),
    groepsrijen=(MeldingpersoonRij,),
    groepsdelen=(
        groepsdeel(MeldingRij, MeldingversieRij.melding, MeldingpersoonRij.melding),
        *map(
            groepsdeel,
            (
                IncidentzoutRij,
                InterventieRij,
                GroepsverbandRij,
                StartbesluitRij,
                HerbeoordelingRij,
            ),
        ),
    ),
    groepsmeldingen=(laatste_groepsmeldingen,),
)
