"""Tells the gateway what was said, makes that due for delivery, and takes back what was not.

Every step may be repeated: what a killed process left undone is found again and finished. What an
official said is on record here before the gateway hears it, and it is told until it is heard.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

import structlog
from sqlalchemy import Engine

from shared.bericht.tijd import utc_tekst
from shared.bestand.vernietigd.onverklaard import meld_vernietigd_op
from shared.opslag.draad import in_draad
from shared.opslag.schijf import wis_resten
from shared.opslag.sessies import SessieMaker, transactie
from shared.partij.fouten import NietGevonden
from shared.partij.gatewayfouten import GatewayFout, InvoerAfgekeurd
from shared.partij.zegel import Kluispoort
from shared.tijd.klok import Klok
from shared.verzenden.gateway.poort import Document
from shared.verzenden.journaal.journaal import UIT, noteer
from shared.verzenden.tabellen import UitgaandRij, UitingRij, Uitingstand
from shared.verzenden.uitbak import uitingen as opslag
from shared.verzenden.uitbak.terugnemen import Terugnemer

_log = structlog.get_logger(__name__)
GROND = "niet-gezegd"
_HOOGSTENS = 100
_TABELLEN = ("uitgaand", "uitgaand_onderdeel")


@dataclass(frozen=True)
class _Gehoord:
    """What the gateway holds of it."""

    zonder_toestemming: bool
    bladnummer: int


class Uitinggateway(Protocol):
    """Who is told what was said; the gateway client fits."""

    async def bevestig_uiting(self, uiting: str, document: Mapping[str, Any]) -> None:
        """Signed word of what was said, and when. The same again is no other word."""
        ...

    async def uiting(self, uiting: str) -> Document:
        """What the gateway holds of it. Raises ``NietGevonden``."""
        ...

    async def overleg(self, overleg: str) -> Document:
        """A meeting this party belongs to today. Raises ``NietGevonden``."""
        ...


@dataclass(frozen=True)
class Uitingwerk:
    """``wachttijd``: seconds until the next attempt, after so many."""

    engine: Engine
    schrijven: SessieMaker
    lezen: SessieMaker
    kluis: Kluispoort
    gateway: Uitinggateway
    klok: Klok
    terugnemer: Terugnemer
    wachttijd: Callable[[int], float]

    async def ronde(self) -> None:
        """Tells what waits to be told, then takes back and destroys what was not said in time."""
        if not await in_draad(self._is_er_iets):
            return
        for uiting in await in_draad(self._te_bevestigen):
            try:
                await self.bevestig(uiting)
            except (GatewayFout, NietGevonden) as fout:
                _log.warning("uiting nog niet bevestigd", fout=type(fout).__name__)
        for overleg, uitingen in (await in_draad(self._na_te_kijken)).items():
            await self._kijk_na(overleg, uitingen)
        await in_draad(self.neem_terug)
        await in_draad(self.ruim_op)

    async def _kijk_na(self, overleg: str, uitingen: Sequence[str]) -> None:
        """Of a meeting that was called off nothing is said any more.

        Who may not see it today hears nothing of it here; what was permitted stands.
        """
        try:
            afgelast = (await self.gateway.overleg(overleg)).get("afgelast") is True
        except (GatewayFout, NietGevonden) as fout:
            _log.info("overleg nu niet te lezen", fout=type(fout).__name__)
            afgelast = False
        await in_draad(self._leg_nagekeken_vast, uitingen, afgelast)

    async def bevestig(self, uiting: str) -> None:
        """Tells the gateway what is on record here; after a ``GatewayFout`` it is told again.

        What the gateway says cannot have been said like this goes off the record again
        (``InvoerAfgekeurd``): an official tells it anew.
        """
        document = await in_draad(self._document, uiting)
        if document is None:
            return
        try:
            await self.gateway.bevestig_uiting(uiting, document)
        except InvoerAfgekeurd:
            await in_draad(self._neem_bevestiging_terug, uiting)
            raise
        gehoord = _lees_gehoord(await self.gateway.uiting(uiting))
        await in_draad(self._rond_af, uiting, gehoord)

    def neem_terug(self) -> list[str]:
        """Promises to take back what was announced and is not said; the ids of the messages."""
        return self.terugnemer.neem_terug()

    def ruim_op(self) -> int:
        """Destroys content that was not said: first the keys, for good. Of how many messages."""
        nu = self.klok()
        with transactie(self.schrijven) as sessie:
            weg = opslag.te_vernietigen(sessie, nu, _HOOGSTENS)
            sleutels = opslag.sleutels_van(sessie, weg)
        if not weg:
            return 0
        # Outside a transaction: destroying keys rewraps all others and must not hold up the file.
        self.kluis.vernietig_alle(sleutels)
        with transactie(self.schrijven) as sessie:
            vervallen = opslag.ruim(sessie, weg, nu)
            meld_vernietigd_op(sessie, nu, GROND, {UitgaandRij.__tablename__: len(vervallen)})
            for rij in vervallen:
                noteer(sessie, rij.kop, richting=UIT, handeling="vervallen", nu=nu, digest=None)
        wis_resten(self.engine, _TABELLEN)
        return len(weg)

    def _is_er_iets(self) -> bool:
        """Without the write lock, which on SQLite everybody needs: nearly always there is not."""
        with transactie(self.lezen) as sessie:
            return opslag.ligt_er_werk(sessie, self.klok(), self.terugnemer.soort)

    def _te_bevestigen(self) -> Sequence[str]:
        with transactie(self.schrijven) as sessie:
            return opslag.te_bevestigen(sessie, self.klok(), _HOOGSTENS)

    def _na_te_kijken(self) -> dict[str, list[str]]:
        with transactie(self.lezen) as sessie:
            return opslag.na_te_kijken(sessie, self.klok(), _HOOGSTENS)

    def _leg_nagekeken_vast(self, uitingen: Sequence[str], afgelast: bool) -> None:
        with transactie(self.schrijven) as sessie:
            opslag.nagekeken(sessie, uitingen, self.klok(), afgelast=afgelast)

    def _document(self, uiting: str) -> dict[str, Any] | None:
        """What has to be told, counted as an attempt; the same document every time."""
        with transactie(self.schrijven) as sessie:
            rij = sessie.get(UitingRij, uiting, with_for_update=True)
            if rij is None or rij.stand != Uitingstand.TE_BEVESTIGEN or rij.gezegd_op is None:
                return None
            rij.pogingen += 1
            wacht = timedelta(seconds=self.wachttijd(rij.pogingen))
            rij.volgende_poging = self.klok() + wacht
            return {
                "uiting": rij.id,
                "gezegdOp": utc_tekst(rij.gezegd_op),
                "medewerker": rij.gezegd_door,
                "berichten": list(rij.gezegd or ()),
            }

    def _neem_bevestiging_terug(self, uiting: str) -> None:
        with transactie(self.schrijven) as sessie:
            rij = sessie.get_one(UitingRij, uiting, with_for_update=True)
            if rij.stand == Uitingstand.TE_BEVESTIGEN:
                rij.stand, rij.volgende_poging = Uitingstand.OPEN, self.klok()
                rij.gezegd_op = rij.gezegd = rij.gezegd_door = rij.bevestigd_door = None

    def _rond_af(self, uiting: str, gehoord: _Gehoord) -> None:
        nu = self.klok()
        with transactie(self.schrijven) as sessie:
            rij = sessie.get_one(UitingRij, uiting, with_for_update=True)
            if rij.stand != Uitingstand.TE_BEVESTIGEN:
                return
            rij.stand, rij.volgende_poging = Uitingstand.BEVESTIGD, None
            rij.bladnummer = gehoord.bladnummer
            rij.zonder_toestemming = gehoord.zonder_toestemming
            if not gehoord.zonder_toestemming:
                opslag.maak_te_leveren(sessie, uiting, rij.gezegd or (), nu)
        self.ruim_op()


def _lees_gehoord(document: Mapping[str, Any]) -> _Gehoord:
    gezegd = document.get("gezegd")
    waarden = gezegd if isinstance(gezegd, dict) else {}
    zonder, blad = waarden.get("zonderToestemming"), waarden.get("bladnummer")
    if not isinstance(zonder, bool) or not isinstance(blad, int):
        raise GatewayFout("De gateway zegt niet wat zij van deze uiting heeft vastgelegd.")
    return _Gehoord(zonder, blad)
