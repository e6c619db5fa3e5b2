"""The exchange half of a party's running service: what its routers work with.

One ``Uitwisseling`` is composed at start beside the ``Dienst`` and hangs on the application's
state. Domain code above it never sees HTTP; the routers below it never see a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from shared.bericht.sleutels import Ondertekenaar
from shared.bestand.groepen.groepsverloop import Groepskijker
from shared.innemen.inname import Inname
from shared.logboek.notitie import Verificatiesleutel
from shared.meldingen.bezorger import Bezorger
from shared.opslag.sessies import SessieMaker, transactie
from shared.partij.dienst import Dienst
from shared.partij.zegel import bind_klok, bind_kluis
from shared.verzenden.gateway.poort import Gateway
from shared.verzenden.getuigen.geheugen import Getuige
from shared.verzenden.getuigen.logalarmen import Alarmboek
from shared.verzenden.getuigen.medeondertekenaar import Medeondertekenaar
from shared.verzenden.partijdocumenten.partijenboek import Partijenboek
from shared.verzenden.samenstellen.beletsel import Beletsel
from shared.verzenden.uitbak.opslag import Verzendopslag
from shared.verzenden.uitbak.verzender import Verzender
from shared.verzenden.uitingen.werk import Uitingwerk
from shared.web.sloten import Sloten
from shared.zaak.opruimen.opruimer import Opruimer


@dataclass(frozen=True)
class Uitwisseling:
    """Everything sending and receiving takes. ``lezen`` makes sessions that hold no write lock.

    ``sloten``: what is first asked of the gateway and then recorded here goes one at a time per
    subject, so that of two at once the second is refused before the gateway hears it.
    """

    dienst: Dienst
    gateway: Gateway
    boek: Partijenboek
    ondertekenaar: Ondertekenaar
    lezen: SessieMaker
    opslag: Verzendopslag
    verzender: Verzender
    uitingwerk: Uitingwerk
    inname: Inname
    getuige: Getuige
    alarmboek: Alarmboek
    medeondertekenaar: Medeondertekenaar | None
    gateway_oin: str
    logsleutel: Verificatiesleutel
    opruimer: Opruimer
    bezorger: Bezorger
    groepskijker: Groepskijker
    beletsel: Beletsel
    sloten: Sloten = field(default_factory=Sloten)

    @contextmanager
    def lezend(self) -> Iterator[Session]:
        """One reading transaction on the party's file, with key store and clock bound to it."""
        with transactie(self.lezen) as sessie:
            bind_kluis(sessie, self.dienst.kluis)
            bind_klok(sessie, self.dienst.klok)
            yield sessie


async def uitwisseling(request: Request) -> Uitwisseling:
    """FastAPI dependency: the exchange this application was composed with."""
    gevonden: Uitwisseling = request.app.state.uitwisseling
    return gevonden


UitwisselingAfh = Annotated[Uitwisseling, Depends(uitwisseling)]
"""Parameter type for routers."""
