"""Taking in: the deliveries of the gateway."""

from __future__ import annotations

from shared.innemen.bewaren.levering import ruim_vervallen
from shared.innemen.problemen import PROBLEMEN
from shared.innemen.router import ontvangsten_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="innemen",
    routers=(ontvangsten_router,),
    problemen=PROBLEMEN,
    onderhoud=(ruim_vervallen,),
)
