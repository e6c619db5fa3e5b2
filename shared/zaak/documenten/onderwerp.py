"""Documents about a person for somebody outside."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.documenten.bewaring import DOCUMENTREGELS
from shared.zaak.documenten.router import documenten_router
from shared.zaak.documenten.tabellen import DocumentRij
from shared.zaak.documenten.werk import DOCUMENTEN

ONDERWERP = Onderwerp(
    naam="zaak/documenten",
    routers=(documenten_router,),
    migraties=Path(__file__).parent / "migraties",
    werk=(DOCUMENTEN,),
    bewaringen=(DOCUMENTREGELS,),
    berichthouders=(DocumentRij.bericht_id,),
)
