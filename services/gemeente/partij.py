"""The gemeente (the burgemeester) as a party: what it has of its own, and nothing else."""

from services.gemeente.aanpak.onderwerp import ONDERWERP as AANPAK
from services.gemeente.acties.onderwerp import ONDERWERP as ACTIES
from services.gemeente.acties.ontvangst import Voortgangvastlegger
from services.gemeente.afsluiting.besluit import AFSLUITING, Afsluitsteller
from services.gemeente.afsluiting.onderwerp import ONDERWERP as AFSLUITEN
from services.gemeente.brieven.informatie import InformatieUitBrieven
from services.gemeente.brieven.onderwerp import ONDERWERP as BRIEVEN
from services.gemeente.gegevens.bronnen import EIGEN
from services.gemeente.gegevens.onderwerp import ONDERWERP as GEGEVENS
from services.gemeente.groepsdocumenten.onderwerp import ONDERWERP as GROEPSDOCUMENTEN
from services.gemeente.groepsdocumenten.stapeisen import Documenteisen
from services.gemeente.indeling.onderwerp import ONDERWERP as INDELING
from services.gemeente.informatiestatus.onderwerp import ONDERWERP as INFORMATIESTATUS
from services.gemeente.intake.onderwerp import ONDERWERP as INTAKE
from services.gemeente.signalering.onderwerp import ONDERWERP as SIGNALERING
from services.gemeente.signalering.ontvangst import Signaalvastlegger
from services.gemeente.start.besluit import START, Startsteller
from services.gemeente.start.betrokkenheid import EigenMeldingen
from services.gemeente.start.onderwerp import ONDERWERP as STARTEN
from services.gemeente.start.vastleggen import Meldingvastlegger
from shared.bestand.dossier.bronnen import persoonsbronnen
from shared.bestand.dossier.eigen import eigen_bronnen
from shared.partij.partij import Partij
from shared.zaak.maatwerk.onderwerp import ONDERWERP as MAATWERK
from shared.zaak.nietactief.onderwerp import ONDERWERP as NIETACTIEF

TITEL = "Burgemeester van Rotterdam"

GEMEENTE = Partij(
    code="gemeente",
    titel=TITEL,
    omschrijving="Het eigen bestand van de burgemeester voor de aanpak van problematische "
    "groepen: personen, overlast, aanspreken, aanbod, betrokkenheid van ouders, de "
    "informatiebrief en wat daarvan wordt verstrekt.",
    bronnen={**persoonsbronnen(), **eigen_bronnen(EIGEN)},
    onderwerpen=(
        GEGEVENS,
        INFORMATIESTATUS,
        BRIEVEN,
        AANPAK,
        SIGNALERING,
        INTAKE,
        GROEPSDOCUMENTEN,
        ACTIES,
        INDELING,
        AFSLUITEN,
        STARTEN,
        MAATWERK,
        NIETACTIEF,
    ),
    besluitstellers={START: Startsteller(), AFSLUITING: Afsluitsteller()},
    informatie=InformatieUitBrieven(),
    meldingen=EigenMeldingen(),
    stapeisen=Documenteisen(),
    vastleggers={
        "signaal": Signaalvastlegger(),
        "melding": Meldingvastlegger(),
        "voortgang": Voortgangvastlegger(),
    },
)
