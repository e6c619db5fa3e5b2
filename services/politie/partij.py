"""The politie as a party: what it has of its own, and nothing else."""

from services.politie.gegevens.onderwerp import ONDERWERP as GEGEVENS
from services.politie.gegevens.politiegegevens import EIGEN
from services.politie.groepsscan.onderwerp import ONDERWERP as GROEPSSCAN
from shared.bestand.dossier.bronnen import persoonsbronnen
from shared.bestand.dossier.eigen import eigen_bronnen
from shared.partij.partij import Partij
from shared.zaak.maatwerk.onderwerp import ONDERWERP as MAATWERK

TITEL = "Politie-eenheid Rotterdam"

POLITIE = Partij(
    code="politie",
    titel=TITEL,
    omschrijving="Het eigen bestand van de politie voor de aanpak van problematische groepen: "
    "personen, artikel 8- en 13-politiegegevens en wat daarvan wordt verstrekt.",
    bronnen={**persoonsbronnen(), **eigen_bronnen(EIGEN)},
    onderwerpen=(GEGEVENS, GROEPSSCAN, MAATWERK),
)
