"""The gemeente (the burgemeester) as a party: what it has of its own, and nothing else."""

from pathlib import Path

from services.gemeente.aanpak.actierouter import acties_router
from services.gemeente.aanpak.router import aanpak_router
from services.gemeente.aanpak.werk import AANPAK
from services.gemeente.acties.tijdlijn import ACTIEFEITEN
from services.gemeente.afsluiting.besluit import AFSLUITING, Afsluitsteller
from services.gemeente.afsluiting.router import afsluiting_router
from services.gemeente.gegevens.bronnen import (
    AANBOD,
    AANGESPROKEN,
    BRONNEN,
    OUDERBETROKKENHEID,
    OVERLAST,
)
from services.gemeente.gegevens.tabellen import (
    AanbodRij,
    AangesprokenRij,
    OuderbetrokkenheidRij,
    OverlastRij,
)
from services.gemeente.groepsdocumenten.tijdlijn import DOCUMENTFEITEN
from services.gemeente.indeling.router import indeling_router
from services.gemeente.informatiestatus.dienst import InformatieUitBestand
from services.gemeente.informatiestatus.router import informatiestatus_router
from services.gemeente.informatiestatus.tabellen import InformatiestatusRij
from services.gemeente.informatiestatus.werk import INFORMEREN
from services.gemeente.signalering.ontvangst import Signaalvastlegger
from services.gemeente.signalering.router import signalen_router
from services.gemeente.signalering.tijdlijn import SIGNAALFEITEN
from services.gemeente.signalering.werk import SIGNAALWERK
from services.gemeente.start.besluit import START, Startsteller
from services.gemeente.start.betrokkenenrouter import betrokkenen_router
from services.gemeente.start.betrokkenheid import EigenMeldingen
from services.gemeente.start.meldingenrouter import meldingen_router
from services.gemeente.start.problemen import PROBLEMEN
from services.gemeente.start.router import start_router
from services.gemeente.start.tabellen import MeldingpersoonRij
from services.gemeente.start.tijdlijn import STARTFEITEN
from services.gemeente.start.werk import STARTWERK
from shared.bestand.dossier.bronnen import op_soort, persoonsbronnen
from shared.bestand.dossier.router import dossier_router
from shared.partij.partij import Partij

TITEL = "Burgemeester van Rotterdam"

GEMEENTE = Partij(
    code="gemeente",
    titel=TITEL,
    omschrijving="Het eigen bestand van de burgemeester voor de aanpak van problematische "
    "groepen: personen, overlast, aanspreken, aanbod, betrokkenheid van ouders, de "
    "informatiebrief en wat daarvan wordt verstrekt.",
    bronnen={**persoonsbronnen(), **op_soort(*BRONNEN)},
    dossiers=(
        OverlastRij,
        AangesprokenRij,
        AanbodRij,
        OuderbetrokkenheidRij,
        InformatiestatusRij,
        MeldingpersoonRij,
    ),
    groepsrijen=(MeldingpersoonRij,),
    problemen=PROBLEMEN,
    routers=(
        lambda: dossier_router(OVERLAST),
        lambda: dossier_router(AANGESPROKEN),
        lambda: dossier_router(AANBOD),
        lambda: dossier_router(OUDERBETROKKENHEID),
        informatiestatus_router,
        aanpak_router,
        signalen_router,
        acties_router,
        indeling_router,
        afsluiting_router,
        meldingen_router,
        betrokkenen_router,
        start_router,
    ),
    migraties=tuple(
        Path(__file__).parent / pad
        for pad in ("migraties", "aanpak/migraties", "signalering/migraties", "start/migraties")
    ),
    besluitstellers={START: Startsteller(), AFSLUITING: Afsluitsteller()},
    informatie=InformatieUitBestand(),
    meldingen=EigenMeldingen(),
    tijdlijnbronnen=(SIGNAALFEITEN, DOCUMENTFEITEN, ACTIEFEITEN, STARTFEITEN),
    werkbronnen=(AANPAK, INFORMEREN, STARTWERK, SIGNAALWERK),
    vastlegger=Signaalvastlegger(),
)
