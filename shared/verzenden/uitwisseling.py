"""The exchange half of a party's running service: what its routers work with.

One ``Uitwisseling`` is composed at start beside the ``Dienst`` and hangs on the application's
state. What only one router works with, that router asks for itself
(``shared.partij.web.afhankelijkheden``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from shared.bericht.sleutels.sleutels import Ondertekenaar
from shared.bestand.groepen.groepsverloop import Groepskijker
from shared.partij.dienst import Dienst
from shared.partij.partij import Partij
from shared.verzenden.gateway.http import HttpGateway
from shared.verzenden.uitbak.opslag import Verzendopslag
from shared.verzenden.uitbak.verzender import Verzender
from shared.web.sloten import Sloten


@dataclass(frozen=True)
class Uitwisseling:
    """What more than one room works with; what one use takes, that use is given itself.

    What is asked of ``gateway`` each use says in a port of its own, beside it.

    ``sloten``: what is first asked of the gateway and then recorded here goes one at a time per
    subject, so that of two at once the second is refused before the gateway hears it.
    """

    dienst: Dienst
    partij: Partij
    gateway: HttpGateway
    ondertekenaar: Ondertekenaar
    opslag: Verzendopslag
    verzender: Verzender
    groepskijker: Groepskijker
    sloten: Sloten = field(default_factory=Sloten)


async def uitwisseling(request: Request) -> Uitwisseling:
    """FastAPI dependency: the exchange this application was composed with."""
    gevonden: Uitwisseling = request.app.state.uitwisseling
    return gevonden


UitwisselingAfh = Annotated[Uitwisseling, Depends(uitwisseling)]
"""Parameter type for routers."""
