"""The politie as a party: what it has of its own, and nothing else."""

from pathlib import Path

from services.politie.gegevens.politiegegevens import ARTIKEL_8, ARTIKEL_13, POLITIEGEGEVENS
from services.politie.gegevens.tabellen import PolitiegegevenRij
from services.politie.groepsscan.router import groepsscan_router
from services.politie.groepsscan.tabellen import GroepsscansignaalRij
from services.politie.groepsscan.tijdlijn import GROEPSSCAN_FEITEN
from services.politie.groepsscan.werk import GROEPSSCAN
from shared.bestand.dossier.bronnen import op_soort, persoonsbronnen
from shared.bestand.dossier.router import dossier_router
from shared.partij.partij import Partij

TITEL = "Politie-eenheid Rotterdam"

POLITIE = Partij(
    code="politie",
    titel=TITEL,
    omschrijving="Het eigen bestand van de politie voor de aanpak van problematische groepen: "
    "personen, artikel 8- en 13-politiegegevens en wat daarvan wordt verstrekt.",
    bronnen={**persoonsbronnen(), **op_soort(ARTIKEL_8, ARTIKEL_13)},
    dossiers=(PolitiegegevenRij, GroepsscansignaalRij),
    groepsrijen=(GroepsscansignaalRij,),
    routers=(lambda: dossier_router(POLITIEGEGEVENS), groepsscan_router),
    migraties=tuple(Path(__file__).parent / pad for pad in ("migraties", "groepsscan/migraties")),
    tijdlijnbronnen=(GROEPSSCAN_FEITEN,),
    werkbronnen=(GROEPSSCAN,),
)
