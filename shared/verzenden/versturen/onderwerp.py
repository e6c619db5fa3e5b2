"""Disclosures, and requests for information."""

from __future__ import annotations

from shared.partij.onderwerp import Onderwerp
from shared.verzenden.uitbak.einde import VERZONDEN, in_bericht
from shared.verzenden.versturen.problemen import PROBLEMEN
from shared.verzenden.versturen.router import verstrekkingen_router
from shared.verzenden.versturen.verzoekrouter import informatieverzoeken_router
from shared.verzenden.versturen.werk import BERICHTEN

ONDERWERP = Onderwerp(
    naam="verzenden/versturen",
    routers=(
        verstrekkingen_router,
        informatieverzoeken_router,
    ),
    problemen=PROBLEMEN,
    werk=(BERICHTEN,),
    aanpakdelen=(VERZONDEN,),
    werkhouders=(in_bericht,),
)
