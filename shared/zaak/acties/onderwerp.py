"""What another party asked this one to do for a group, and how it stands."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import and_

from shared.partij.bewaring.bron import groepsdeel
from shared.partij.onderwerp import Onderwerp
from shared.zaak.acties.begrippen import EINDE
from shared.zaak.acties.tabellen import OntvangenActieRij, OntvangenActieverloopRij
from shared.zaak.acties.tijdlijn import ACTIEFEITEN
from shared.zaak.acties.werk import ACTIEWERK

ONDERWERP = Onderwerp(
    naam="zaak/acties",
    migraties=Path(__file__).parent / "migraties",
    werk=(ACTIEWERK,),
    tijdlijn=(ACTIEFEITEN,),
    groepsdelen=(
        groepsdeel(
            OntvangenActieRij,
            OntvangenActieverloopRij.actie,
            # What was left to do when the group closed is seen to first.
            nog_te_doen=and_(
                OntvangenActieRij.teruggenomen_op.is_(None),
                OntvangenActieRij.stand.not_in(EINDE),
            ),
        ),
    ),
)
