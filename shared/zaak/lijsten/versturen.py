"""Tells the other holders of a final list: at once when it is fixed, again where that failed."""

from __future__ import annotations

import asyncio

from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.gatewayfouten import GatewayFout
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.lijsten import nettolijst, opslag


class Lijstverzending:
    """The use cases of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie

    async def verstuur_nu(self, lijst_id: str) -> None:
        """Posts what was promised of a list that was just fixed, to every holder at once.

        What does not get through now, the outbox tries again.
        """
        ids = await asyncio.to_thread(self._beloofd, lijst_id)
        await asyncio.gather(*(self._u.verzender.probeer_nu(bericht_id) for bericht_id in ids))

    async def verstuur_opnieuw(
        self, groep: str, lijst_id: str, partij: str, ontvangende_medewerker: str | None
    ) -> str:
        """Sends the list again to a holder that did not take it; the message's id.

        Raises ``Conflict`` when the list is not final, or this holder has it already.
        """
        self._wie.eis_groep(groep)
        stap = (await self._u.gateway.groep(groep)).get("stap")
        if not isinstance(stap, int):
            raise GatewayFout("De gateway gaf een groep zonder stap.")
        bericht_id = await asyncio.to_thread(
            self._beloof, groep, lijst_id, stap, partij, ontvangende_medewerker
        )
        await self._u.verzender.probeer_nu(bericht_id)
        return bericht_id

    def _beloofd(self, lijst_id: str) -> list[str]:
        with self._u.dienst.lezend() as sessie:
            rijen = opslag.bevestigingen(sessie, lijst_id)
            return [rij.bericht_id for rij in rijen if rij.bericht_id is not None]

    def _beloof(
        self,
        groep: str,
        lijst_id: str,
        stap: int,
        partij: str,
        ontvangende_medewerker: str | None,
    ) -> str:
        with self._u.dienst.lezend() as sessie:
            rij = nettolijst.voor_houder(sessie, groep, lijst_id, partij)
            zending = nettolijst.Lijstzending(
                lijst_id=lijst_id,
                groep=groep,
                stap=stap,
                partij=partij,
                verwijderen=tuple(rij.verwijderen or ()),
                medewerker=self._wie.autorisatie_id,
                ontvangende_medewerker=ontvangende_medewerker,
            )
        return nettolijst.beloof(self._u.dienst, self._u.opslag, zending)
