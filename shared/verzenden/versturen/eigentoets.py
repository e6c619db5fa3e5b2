"""This party decides itself, on the gateway's toestand, and compares (covenant 9.1; profile, 1).

When the two do not decide alike somebody has another covenant, other code or another toestand, and
then nothing may leave until somebody knows why.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import structlog

from shared.convenant.poorten.toetsing import toets
from shared.convenant.verzoek import Kop, OngeldigToetsverzoek, lees_toetsverzoek
from shared.dataverwerkingen.beslissingen import PROGRAMMA, beslissing_in, convenant_als_beleid
from shared.partij.dienst import Dienst
from shared.partij.gatewayfouten import GatewayFout
from shared.verzenden.fouten import BesluitWijktAf
from shared.verzenden.gateway.poort import Document
from shared.verzenden.partijdocumenten.partijenboek import Partijenboek
from shared.web.beschrijving.operaties import huidige_operatie

_log = structlog.get_logger(__name__)


class Toetsbron(Protocol):
    """Where the toestand comes from that is decided on; the gateway client fits."""

    async def evalueer(self, kop: Mapping[str, Any]) -> Document:
        """What the gateway would decide now: ``{"decision", "context"}``. Nothing is sent."""
        ...


@dataclass(frozen=True)
class Eigentoets:
    """Decides on what the gateway says, and on what parties signed about themselves."""

    dienst: Dienst
    gateway: Toetsbron
    boek: Partijenboek

    async def beslis(self, kop: Kop) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """The decision about this kop now, and the toestand it was taken in. Nothing is sent.

        Raises ``BesluitWijktAf`` when the gateway decides otherwise on the same toestand.
        """
        context = (await self.gateway.evalueer(kop.als_json())).get("context")
        toestand = context.get("toestand") if isinstance(context, dict) else None
        if not isinstance(context, dict) or not isinstance(toestand, dict):
            raise GatewayFout("De gateway gaf geen toestand om op te toetsen.")
        await self._eis_eigen_woord(kop, toestand)
        eigen = self._toets(kop, toestand)
        if eigen != {naam: context.get(naam) for naam in eigen}:
            _log.error("besluit van gateway en partij verschilt", transactieId=kop.id)
            raise BesluitWijktAf(
                "De gateway en deze partij komen op dezelfde toestand tot een ander besluit. Er "
                "is niets verstuurd. Waarschuw de beheerder."
            )
        await asyncio.to_thread(self._noteer, kop, eigen, toestand)
        return eigen, toestand

    async def _eis_eigen_woord(self, kop: Kop, toestand: Mapping[str, Any]) -> None:
        """What the gateway says of both parties is what they signed about themselves."""
        partijen = toestand.get("partijen")
        for code in (kop.afzender, kop.ontvanger):
            gezegd = partijen.get(code) if isinstance(partijen, dict) else None
            if gezegd is None or gezegd == (await self.boek.zoek(code)).toestand():
                continue
            if gezegd != (await self.boek.zoek(code, opnieuw=True)).toestand():
                _log.error("gateway zegt van een partij wat zij niet zei", partij=code)
                wie = self.dienst.regels.titel_van(code)
                raise BesluitWijktAf(
                    f"De gateway zegt over {wie} iets anders dan die zelf ondertekende. Er is "
                    "niets verstuurd. Waarschuw de beheerder."
                )

    def _toets(self, kop: Kop, toestand: Mapping[str, Any]) -> dict[str, Any]:
        regels = self.dienst.regels
        try:
            verzoek = lees_toetsverzoek({"kop": kop.als_json(), "toestand": dict(toestand)}, regels)
        except OngeldigToetsverzoek as fout:
            raise GatewayFout("De gateway gaf een toestand die niet te toetsen is.") from fout
        return toets(verzoek, regels).als_dict()

    def _noteer(
        self,
        kop: Kop,
        besluit: Mapping[str, Any],
        toestand: Mapping[str, Any],
    ) -> None:
        """This party decided as well; it is recorded as a decision."""
        dienst, operatie = self.dienst, huidige_operatie.get()
        if operatie is None:
            return
        verzoek = {
            "subject": {"type": "medewerker", "id": kop.medewerker},
            "action": {"name": kop.soort},
            "resource": {"type": "groep", "id": kop.groep},
            "context": {"kop": kop.als_json()},
        }
        mag = besluit["besluit"] == "toegestaan"
        beslissing = beslissing_in(
            operatie,
            request=verzoek,
            response={"decision": mag, "context": dict(besluit)},
            policies=convenant_als_beleid(dienst.regels),
            information={"toestand": dict(toestand)},
            configuration=PROGRAMMA,
            transactie_id=kop.id,
        )
        dienst.meeschrijver.log.schrijf((), [beslissing])
