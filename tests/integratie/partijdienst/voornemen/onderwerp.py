"""Het verzonnen onderwerp, een keer aangegeven."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.partij.poorten.meegaand import alle_rijen
from tests.integratie.partijdienst.voornemen.opslag import ruim_vervallen
from tests.integratie.partijdienst.voornemen.problemen import PROBLEMEN
from tests.integratie.partijdienst.voornemen.router import voornemens_router
from tests.integratie.partijdienst.voornemen.seinen import VOORNEMENSEINEN
from tests.integratie.partijdienst.voornemen.tabellen import VoornemenRij
from tests.integratie.partijdienst.voornemen.tijdlijn import VOORNEMENFEITEN
from tests.integratie.partijdienst.voornemen.werk import VOORNEMENS

ONDERWERP = Onderwerp(
    naam="proef/voornemen",
    routers=(voornemens_router,),
    problemen=PROBLEMEN,
    migraties=Path(__file__).parent / "migraties",
    werk=(VOORNEMENS,),
    tijdlijn=(VOORNEMENFEITEN,),
    seinen=(VOORNEMENSEINEN,),
    meegaand=(alle_rijen(VoornemenRij),),
    onderhoud=(ruim_vervallen,),
)
