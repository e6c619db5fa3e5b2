"""The verslag of a meeting: produced from what was decided and spoken, never typed by hand.

Each party has its own: what it said and what it was told (covenant 6.2 and 6.4; F2: the party for
which the covenant forgot to ask it, too). Only who may take part today may read it (5.2).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from shared.bericht.handtekening import digest_header
from shared.bericht.jsonvorm import jcs
from shared.bericht.tijd import lees_utc
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.partij.overleg.modellen import VerslagRij
from shared.partij.overleg.opslag import in_overleg, ontvangen
from shared.partij.overleg.verslagregel import verslagregel
from shared.partij.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.teksten import keur
from shared.partij.toegang import Medewerker
from shared.partij.uitwisseling import Uitwisseling
from shared.partij.uitwisseling_modellen import Verzendstatus

SOORT = "verslag"


@dataclass(frozen=True)
class Verslag:
    """``inhoud``: overleg, gezegd and gehoord; ``open``: messages of which nobody said yet."""

    inhoud: dict[str, Any]
    open: list[str]
    vastgesteld: VerslagRij | None


class Verslagen:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    async def lees(self, kenmerk: str) -> Verslag:
        """The verslag as it stands, or as it was laid down. Reading it is recorded."""
        overleg = await self._overleg(kenmerk)
        return await asyncio.to_thread(self._lees, overleg)

    async def stel_vast(self, kenmerk: str, afspraken: str) -> Verslag:
        """Lays the verslag down, once, when of everything is known whether it was said.

        Raises ``Conflict`` before the meeting begins, with words still open, or a second time;
        ``OngeldigeInvoer`` when the agreements point at somebody.
        """
        fouten = keur("/afspraken", afspraken)
        if fouten:
            raise OngeldigeInvoer(fouten)
        overleg = await self._overleg(kenmerk)
        if lees_utc(overleg["begin"]) > self._u.dienst.klok():
            raise Conflict("Dit overleg moet nog beginnen.")
        await asyncio.to_thread(self._stel_vast, overleg, afspraken)
        return await self.lees(kenmerk)

    async def _overleg(self, kenmerk: str) -> dict[str, Any]:
        overleg = await self._u.gateway.overleg(kenmerk)
        self._wie.eis_groep(str(overleg["groep"]))
        return overleg

    def _lees(self, overleg: dict[str, Any]) -> Verslag:
        dienst = self._u.dienst
        with dienst.transactie() as sessie:
            verslag = self._stel_op(sessie, overleg)
            gelezen = [Geraadpleegd(overleg["id"], None)]
            leg_raadpleging_vast(sessie, dienst.klok, self._wie, "raadplegen", SOORT, gelezen)
            sessie.flush()
            if verslag.vastgesteld is not None:
                sessie.expunge(verslag.vastgesteld)
        return verslag

    def _stel_op(self, sessie: Session, overleg: dict[str, Any]) -> Verslag:
        rij = sessie.get(VerslagRij, overleg["id"])
        if rij is not None:
            return Verslag(rij.inhoud, [], rij)
        partij = self._u.dienst.partij.code
        eigen = in_overleg(sessie, overleg["id"])
        gehoord = [g["bericht"] for g in overleg["gezegd"] if g["ontvanger"] == partij]
        inhoud = {
            "overleg": overleg,
            "gezegd": [verslagregel(bericht.kop) for rij, bericht in eigen if rij.gedeeld],
            "gehoord": [verslagregel(rij.kop) for rij in ontvangen(sessie, gehoord)],
        }
        # Refused words are no longer open: they were never to be said.
        open_ = [
            bericht.bericht_id
            for rij, bericht in eigen
            if rij.gedeeld is None and bericht.status != Verzendstatus.GEWEIGERD
        ]
        return Verslag(inhoud, open_, None)

    def _stel_vast(self, overleg: dict[str, Any], afspraken: str) -> None:
        with self._u.dienst.transactie() as sessie:
            verslag = self._stel_op(sessie, overleg)
            if verslag.vastgesteld is not None:
                raise Conflict("Dit verslag is al vastgesteld.")
            if verslag.open:
                raise Conflict(
                    "Van deze berichten is nog niet bekend of ze zijn gezegd: "
                    f"{', '.join(verslag.open)}. Bevestig ze eerst."
                )
            sessie.add(
                VerslagRij(
                    overleg=overleg["id"],
                    afspraken=afspraken,
                    inhoud=verslag.inhoud,
                    digest=digest_header(jcs({**verslag.inhoud, "afspraken": afspraken})),
                    vastgesteld_op=self._u.dienst.klok(),
                    vastgesteld_door=self._wie.autorisatie_id,
                )
            )
