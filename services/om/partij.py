"""The OM as a party: what it has of its own, and nothing else."""

from services.om.bewaren.onderwerp import ONDERWERP as BEWAREN
from services.om.context.onderwerp import ONDERWERP as CONTEXT
from services.om.context.opslag import is_gegeven
from services.om.gegevens.bronnen import EIGEN
from services.om.gegevens.onderwerp import ONDERWERP as GEGEVENS
from services.om.maatwerk.onderwerp import ONDERWERP as MAATWERK
from services.om.onderzoek.onderwerp import onderwerp as onderzoek
from services.om.verklaring.dienst import verklaard
from services.om.verklaring.onderwerp import ONDERWERP as VERKLARING
from shared.bestand.dossier.bronnen import persoonsbronnen
from shared.bestand.dossier.eigen import eigen_bronnen
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
        **eigen_bronnen(EIGEN),
    },
    onderwerpen=(GEGEVENS, VERKLARING, MAATWERK, onderzoek(is_gegeven), CONTEXT, BEWAREN),
)
