"""What is done for the approach, as facts."""

from __future__ import annotations

from services.gemeente.acties.begrippen import Actiestatus
from services.gemeente.acties.tabellen import ActieRij, ActieverloopRij
from services.gemeente.acties.tijdlijn import ACTIEFEITEN
from shared.partij.bewaring.bron import groepsdeel
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="gemeente/acties",
    tijdlijn=(ACTIEFEITEN,),
    groepsdelen=(
        groepsdeel(
            ActieRij,
            ActieverloopRij.actie,
            # What was left to do when the group closed is seen to first.
            nog_te_doen=ActieRij.status.not_in((Actiestatus.GEREED, Actiestatus.VERVALLEN)),
        ),
    ),
)
