"""The timeline of one group, from the party's own file and what the gateway shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.bestand.ontvangen.tabellen import InkomendRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.gatewayfouten import GatewayFout
from shared.partij.poorten.besluitvoorstel import Voorstel
from shared.partij.poorten.tijdlijnbron import Tijdlijnblik
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit, Volgorde, Zoom, stel_samen
from shared.verzenden.tabellen import UitgaandRij
from shared.verzenden.uitwisseling import Uitwisseling
from shared.zaak.besluiten.voorstellen import uitkomsten_bij_gateway

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Lijn:
    """The facts in order; not ``volledig`` while the gateway cannot be reached.

    ``weggelaten``: messages that are only about kinds of data the function does not read.
    """

    feiten: Sequence[Tijdlijnfeit]
    volledig: bool
    weggelaten: int


class Tijdlijn:
    """The use case of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    async def toon(self, groep: str, zoom: Zoom, volgorde: Volgorde) -> Lijn:
        """What happened around a group of this official's task."""
        self._wie.eis_groep(groep)
        # At once: none of the answers is needed to ask another.
        gezien, overleggen, uitkomsten = await asyncio.gather(
            self._u.groepskijker.kijk(), self._overleggen(groep), self._uitkomsten(groep)
        )
        feiten, onleesbaar = await asyncio.to_thread(self._feiten, groep, overleggen, uitkomsten)
        volledig = None not in (gezien, overleggen, uitkomsten)
        lijn = stel_samen(feiten, zoom, volgorde)
        gezien_van = [feit for feit in lijn if feit.onderwerp not in onleesbaar]
        return Lijn(gezien_van, volledig, len(lijn) - len(gezien_van))

    async def _overleggen(self, groep: str) -> tuple[Mapping[str, Any], ...] | None:
        try:
            return tuple(await self._u.gateway.overleggen(groep))
        except GatewayFout as fout:
            _log.warning("overleggen zijn nu niet op te vragen", fout=type(fout).__name__)
            return None

    async def _uitkomsten(self, groep: str) -> list[Voorstel] | None:
        try:
            return await uitkomsten_bij_gateway(self._u, groep)
        except GatewayFout as fout:
            _log.warning("voorstellen zijn nu niet op te vragen", fout=type(fout).__name__)
            return None

    def _feiten(
        self,
        groep: str,
        overleggen: tuple[Mapping[str, Any], ...] | None,
        uitkomsten: Sequence[Voorstel] | None,
    ) -> tuple[list[Tijdlijnfeit], frozenset[str]]:
        """The facts, and the messages of which this official reads nothing."""
        dienst = self._u.dienst
        with self._u.dienst.lezend() as sessie:
            blik = Tijdlijnblik(
                sessie=sessie,
                regels=dienst.regels,
                partij=dienst.partij.code,
                groep=groep,
                nu=dienst.klok(),
                overleggen=overleggen,
                uitkomsten=uitkomsten,
            )
            feiten = [feit for bron in dienst.bijdragen.tijdlijn for feit in bron.feiten(blik)]
            return feiten, self._onleesbaar(sessie, groep)

    def _onleesbaar(self, sessie: Session, groep: str) -> frozenset[str]:
        if self._wie.soorten is None:
            return frozenset()
        uit = select(UitgaandRij.bericht_id, UitgaandRij.kop).where(UitgaandRij.groep == groep)
        in_ = select(InkomendRij.bericht_id, InkomendRij.kop).where(InkomendRij.groep == groep)
        koppen = [rij for vraag in (uit, in_) for rij in sessie.execute(vraag)]
        return frozenset(bericht for bericht, kop in koppen if not self._leest_iets(kop))

    def _leest_iets(self, kop: Mapping[str, Any]) -> bool:
        """Of a message without data there is nothing that may not be read."""
        delen = [deel["gegevenssoort"] for deel in kop["onderdelen"] or () if deel["gegevenssoort"]]
        return not delen or any(self._wie.leest(soort) for soort in delen)
