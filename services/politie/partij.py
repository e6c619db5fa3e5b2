"""The politie as a party: what it has of its own, and nothing else."""

from services.politie.gegevens.onderwerp import ONDERWERP as GEGEVENS
from services.politie.gegevens.politiegegevens import ARTIKEL_8, ARTIKEL_13
from services.politie.groepsscan.onderwerp import ONDERWERP as GROEPSSCAN
from shared.bestand.dossier.bronnen import op_soort, persoonsbronnen
from shared.partij.partij import Partij

TITEL = "Politie-eenheid Rotterdam"

POLITIE = Partij(
    code="politie",
    titel=TITEL,
    omschrijving="Het eigen bestand van de politie voor de aanpak van problematische groepen: "
    "personen, artikel 8- en 13-politiegegevens en wat daarvan wordt verstrekt.",
    bronnen={**persoonsbronnen(), **op_soort(ARTIKEL_8, ARTIKEL_13)},
    onderwerpen=(GEGEVENS, GROEPSSCAN),
)
