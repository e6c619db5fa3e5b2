"""The OM as a party: what it has of its own, and nothing else."""

from pathlib import Path

from services.om.bewaren.onderhoud import ruim_wjsg
from services.om.bewaren.router import wjsgtermijnen_router
from services.om.bewaren.tabellen import WjsgtermijnRij
from services.om.context.opslag import is_gegeven
from services.om.context.router import context_router
from services.om.context.spoor import SPOREN
from services.om.context.tijdlijn import CONTEXTFEITEN
from services.om.context.werk import CONTEXTWERK
from services.om.gegevens import justitieel, recente_vervolging, strafvorderlijk, tenuitvoerlegging
from services.om.gegevens.tabellen import (
    JustitieelRij,
    RecenteVervolgingRij,
    StrafvorderlijkRij,
    TenuitvoerleggingRij,
)
from services.om.maatwerk.router import maatwerk_router
from services.om.maatwerk.tijdlijn import MAATWERKFEITEN
from services.om.maatwerk.werk import MAATWERK
from services.om.onderzoek.router import onderzoeken_router
from services.om.onderzoek.tijdlijn import ONDERZOEKSFEITEN
from services.om.onderzoek.werk import ONDERZOEKSWERK
from services.om.verklaring.dienst import verklaard
from services.om.verklaring.router import omverklaring_router
from services.om.verklaring.tabellen import OmverklaringRij
from shared.bestand.dossier.bronnen import op_soort, persoonsbronnen
from shared.bestand.dossier.router import dossier_router
from shared.partij.partij import Partij

TITEL = "Openbaar Ministerie, arrondissementsparket Rotterdam"

OM = Partij(
    code="om",
    titel=TITEL,
    omschrijving="Het eigen bestand van het OM voor de aanpak van problematische groepen: "
    "personen, strafvorderlijke, justitiële en tenuitvoerleggingsgegevens en wat daarvan wordt "
    "verstrekt.",
    bronnen={
        **verklaard(persoonsbronnen()),
        **op_soort(
            strafvorderlijk.BRON, justitieel.BRON, tenuitvoerlegging.BRON, recente_vervolging.BRON
        ),
    },
    dossiers=(
        StrafvorderlijkRij,
        JustitieelRij,
        TenuitvoerleggingRij,
        RecenteVervolgingRij,
        OmverklaringRij,
        WjsgtermijnRij,
    ),
    routers=(
        lambda: dossier_router(strafvorderlijk.STRAFVORDERLIJK),
        lambda: dossier_router(justitieel.JUSTITIEEL),
        lambda: dossier_router(tenuitvoerlegging.TENUITVOERLEGGING),
        lambda: dossier_router(recente_vervolging.RECENTE_VERVOLGING),
        omverklaring_router,
        maatwerk_router,
        lambda: onderzoeken_router(is_gegeven),
        context_router,
        wjsgtermijnen_router,
    ),
    migraties=tuple(
        Path(__file__).parent / pad
        for pad in (
            "migraties",
            "maatwerk/migraties",
            "onderzoek/migraties",
            "context/migraties",
            "bewaren/migraties",
        )
    ),
    tijdlijnbronnen=(ONDERZOEKSFEITEN, MAATWERKFEITEN, CONTEXTFEITEN),
    werkbronnen=(MAATWERK, ONDERZOEKSWERK, CONTEXTWERK),
    sporen=SPOREN,
    onderhoud=(ruim_wjsg,),
)
