"""What a party's running service consists of, and how a router gets hold of it.

One ``Dienst`` is composed at start (``shared.partijdienst.app``) and hangs on the application's
state; the description of the API is made without one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from shared.bericht.jsonvorm import JsonWaarde
from shared.convenant.regels.laden import Convenantregels
from shared.dataverwerkingen.meeschrijven import Meeschrijver
from shared.opslag.sessies import SessieMaker, transactie
from shared.partij.bijdragen import Bijdragen
from shared.partij.partijkern import Partijkern
from shared.partij.poorten.seingever import Seingever
from shared.partij.zegel import Kluispoort, bind_klok, bind_kluis
from shared.tijd.klok import Klok
from shared.web.instellingen.instellingen import Instellingen


class Gatewaypoort(Protocol):
    """What the file half asks of the gateway; the exchange half's client offers more."""

    async def meld_autorisatie(
        self, autorisatie_id: str, autorisatie: Mapping[str, JsonWaarde]
    ) -> int | None:
        """Signed ``PUT /v1/autorisaties/{id}``; the leaf number, once the gateway logged it.

        Raises ``GatewayOnbereikbaar`` when it pays to try again, ``GatewayWeigert`` when not.
        """
        ...

    async def groep(self, groep_id: str) -> dict[str, Any]:
        """One group's state. Raises ``NietGevonden``."""
        ...


@dataclass(frozen=True)
class Dienst:
    """Everything a router of a party's service works with.

    ``engine`` and ``sessie_maker`` belong to the party's own file, as do the sessions of ``lezen``,
    that hold no write lock; the kluis has a database of its own. ``klok`` is the only source of
    time. ``meeschrijver`` records what sessions do with data about people; ``seingever`` promises
    the own system a notification of what they write. ``bijdragen``: the sum of what
    all subjects add.
    """

    instellingen: Instellingen
    partij: Partijkern
    regels: Convenantregels
    engine: Engine
    sessie_maker: SessieMaker
    lezen: SessieMaker
    kluis: Kluispoort
    gateway: Gatewaypoort
    klok: Klok
    meeschrijver: Meeschrijver
    seingever: Seingever
    bijdragen: Bijdragen

    @property
    def genoemde_beheerders(self) -> frozenset[str]:
        """The accounts (``sub``) that the configuration names to begin with."""
        return frozenset(een.sub for een in self.instellingen.beheerders)

    @contextmanager
    def transactie(self) -> Iterator[Session]:
        """One transaction on the party's file, with key store and clock bound to the session.

        Committed when the block ends, so before the answer leaves; rolled back on any error.
        """
        with transactie(self.sessie_maker) as sessie:
            bind_kluis(sessie, self.kluis)
            bind_klok(sessie, self.klok)
            yield sessie

    @contextmanager
    def lezend(self) -> Iterator[Session]:
        """One reading transaction on the party's file, with key store and clock bound to it."""
        with transactie(self.lezen) as sessie:
            bind_kluis(sessie, self.kluis)
            bind_klok(sessie, self.klok)
            yield sessie


async def dienst(request: Request) -> Dienst:
    """FastAPI dependency: the service this application was composed with."""
    gevonden: Dienst = request.app.state.dienst
    return gevonden


DienstAfh = Annotated[Dienst, Depends(dienst)]
"""Parameter type for routers."""
