"""The OM's declaration about a person."""

from __future__ import annotations

from services.om.verklaring.router import omverklaring_router
from services.om.verklaring.tabellen import OmverklaringRij
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="om/verklaring",
    routers=(omverklaring_router,),
    dossiers=(OmverklaringRij,),
)
