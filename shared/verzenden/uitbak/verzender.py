"""The outbox worker: posts what was promised until the gateway and the receiver acknowledged it.

What an attempt can come to, and what happens then:

| the gateway                         | the row                                            |
|-------------------------------------|----------------------------------------------------|
| 201, every check holds              | afgeleverd, or geweigerd when the receiver refused |
| 201 on what is to be said           | aangekondigd: its content waits until it was said  |
| 201, a check fails                  | bewijs_onvoldoende, asked again                    |
| 403 with the closing gates          | geweigerd, with every reason                       |
| 400 outside the time window         | sealed anew under the same id, posted at once      |
| 409, or the message itself at fault | dood: a person has to look                         |
| (never decided, and the file has changed) | dood: composed anew, or left                 |
| 503, no answer, anything else       | wachtend, later again with growing pauses          |
| (not asked: the log raised an alarm) | wachtend, until somebody acknowledges it          |

The same bytes are posted every time, so the gateway recognises a repeat. An id is only sealed
anew when the gateway said that it never decided on it: it looks an id up before it looks at the
time. No row is lost when the process is killed: its lease runs out and another attempt follows.
Content of what was said is posted in the same way, to an address of its own.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import structlog

from shared.bericht.fouten import BerichtFout
from shared.bericht.sleutels.certificaten import Certificaat
from shared.kluis.fouten import KluisFout, KluisNietBeschikbaar
from shared.opslag.draad import in_draad
from shared.opslag.fouten import DatabankNietBeschikbaar
from shared.partij.fouten import NietGevonden, PartijFout, Vernietigd
from shared.partij.gatewayfouten import (
    BerichtBestaatAl,
    BuitenTijdvenster,
    GatewayFout,
    GatewayOnbereikbaar,
    GatewayWeigert,
    ToetsingWeigert,
)
from shared.verzenden.fouten import BewijsOnvoldoende, Tegengehouden
from shared.verzenden.gateway.poort import Document
from shared.verzenden.samenstellen.samenstelling import Samenstelling
from shared.verzenden.tabellen import Fase, Verzendstatus
from shared.verzenden.uitbak.aflevercontrole import Verzendmiddelen, beoordeel
from shared.verzenden.uitbak.gereedmaken import maak_gereed, maak_levering
from shared.verzenden.uitbak.hercontrole import NietMeerActueel
from shared.verzenden.uitbak.opslag import Verzendopslag
from shared.verzenden.uitbak.zending import Gereed, Uitkomst, Zending, nieuwe_houder
from shared.web.beschrijving.operaties import eigen_operatie
from shared.web.limieten import Verzending
from shared.web.proces.achtergrond import steeds

S = Verzendstatus
_log = structlog.get_logger(__name__)
_HANDELING = ("verzendBericht", "verstrekkingen")
_ONLEESBAAR = "Wat er van dit bericht bewaard is, is niet te openen. Waarschuw de beheerder."


class Verzender:
    """Delivers messages: at once for the official who waits, and in rounds for the rest."""

    def __init__(
        self,
        opslag: Verzendopslag,
        middelen: Verzendmiddelen,
        instellingen: Verzending,
        voorwerk: Callable[[], Awaitable[None]],
        kans: Callable[[], float] = random.random,
    ) -> None:
        """``voorwerk``: what may make messages due, done at the start of every round."""
        self._opslag = opslag
        self._voorwerk = voorwerk
        self._middelen = middelen
        self._instellingen = instellingen
        self._kans = kans
        self._wekker = asyncio.Event()
        self._gestopt = False
        self._een_tegelijk = asyncio.Lock()
        self._lopend: set[asyncio.Task[Any]] = set()

    @property
    def lease(self) -> timedelta:
        """How long an attempt may take before another worker may take over."""
        return timedelta(seconds=self._instellingen.lease_seconden)

    async def eerste_poging(self, samenstelling: Samenstelling) -> Zending:
        """The first attempt at what was composed just now, to be promised and then delivered.

        Sealed when the receiver's certificate is at hand; else a later attempt does that.
        """
        zending = Zending(samenstelling, None, 1, nieuwe_houder())
        try:
            return zending.met(await self.maak_gereed(zending, vers=True))
        except GatewayFout:
            return zending

    async def maak_gereed(self, zending: Zending, *, vers: bool = False) -> Gereed:
        """Seals and signs what this attempt posts: the one place where that happens.

        ``vers``: composed just now, so that the file is not held against it once more. Raises
        ``GatewayFout`` while the receiver's certificate is not to be had.
        """
        ontvanger = (await self._middelen.boek.zoek(zending.ontvanger)).versleuteling
        nu = self._middelen.klok()
        if zending.fase == Fase.INHOUD:
            return await in_draad(self._maak_levering, zending, ontvanger, nu)
        return await in_draad(self._maak_bericht, zending, ontvanger, nu, vers=vers)

    async def bezorg_direct(self, zending: Zending) -> Verzendstatus:
        """Delivers a message just placed, for as long as an official is willing to wait.

        The attempt goes on in the background when the wait is over; the state then is ``onderweg``.
        """
        taak = asyncio.create_task(self.bezorg(zending))
        self._houd_vast(taak)
        klaar, _ = await asyncio.wait({taak}, timeout=self._instellingen.wacht_seconden)
        return taak.result() if klaar else S.ONDERWEG

    async def probeer_nu(self, bericht_id: str, wacht: float | None = None) -> None:
        """One attempt at a message that was promised, for as long as an official waits: as long as
        anybody does, or so many seconds."""
        taak = asyncio.create_task(self._probeer(bericht_id))
        self._houd_vast(taak)
        hoogstens = self._instellingen.wacht_seconden if wacht is None else wacht
        await asyncio.wait({taak}, timeout=hoogstens)

    def wek(self) -> None:
        """Something became due: look now instead of at the next round."""
        self._wekker.set()

    async def draai(self) -> None:
        """Works the outbox until it is cancelled; after ``stop`` it only rests."""
        rust = self._instellingen.rusttijd_seconden
        verwacht = (DatabankNietBeschikbaar, KluisNietBeschikbaar, PartijFout)
        await steeds("de uitbak legen", self._beurt, rust, self._wekker, verwacht=verwacht)

    async def _beurt(self) -> bool:
        async with self._een_tegelijk:
            return not self._gestopt and await self.ronde() > 0

    async def stop(self) -> None:
        """No new attempts; returns when the running ones are settled or have run out of time.

        What is cut off nevertheless is taken up again when its lease ends.
        """
        self._gestopt = True
        if self._lopend:
            await asyncio.wait(self._lopend, timeout=self._instellingen.wacht_seconden)

    async def uitgewerkt(self) -> None:
        """Returns when no round is under way."""
        async with self._een_tegelijk:
            return

    async def ronde(self) -> int:
        """One attempt at every message that is due, a bounded number at a time; how many."""
        await self._voorwerk()
        aantal = self._instellingen.gelijktijdig
        ids = await in_draad(self._opslag.aan_de_beurt, self._middelen.klok(), aantal)
        taken = [asyncio.create_task(self._probeer(bericht_id)) for bericht_id in ids]
        for taak in taken:
            self._houd_vast(taak)
        await asyncio.gather(*taken)
        return len(ids)

    def _houd_vast(self, taak: asyncio.Task[Any]) -> None:
        """Somebody must hold a task while it runs, and ``stop`` must know of it."""
        self._lopend.add(taak)
        taak.add_done_callback(self._lopend.discard)

    async def bezorg(self, zending: Zending) -> Verzendstatus:
        """One attempt at a claimed message, settled; the state it leaves the message in."""
        try:
            uitkomst = await self._poging(zending)
        except DatabankNietBeschikbaar:
            # The lease runs out by itself; nothing was settled, so nothing is lost.
            return S.ONDERWEG
        except Exception as fout:  # noqa: BLE001 - whatever it is, the lease must be given back
            _log.exception("verzending mislukt", transactieId=zending.bericht_id)
            uitkomst = self._later(zending, f"Onverwachte fout ({type(fout).__name__}).")
        return await self._rond_af(zending, uitkomst)

    async def _probeer(self, bericht_id: str) -> None:
        """One attempt, in the trace in which the message was promised."""
        try:
            spoor = await in_draad(self._opslag.spoor, bericht_id)
        except DatabankNietBeschikbaar as fout:
            _log.warning("uitbak nu niet te lezen", fout=type(fout).__name__)
            return
        with eigen_operatie(*_HANDELING, spoor):
            await self._probeer_in_spoor(bericht_id)

    async def _probeer_in_spoor(self, bericht_id: str) -> None:
        houder = nieuwe_houder()
        nu = self._middelen.klok()
        try:
            geclaimd = await in_draad(self._opslag.claim, bericht_id, houder, nu, self.lease)
            if not geclaimd:
                return
            zending = await in_draad(self._opslag.lees, bericht_id)
        except (DatabankNietBeschikbaar, KluisNietBeschikbaar) as fout:
            # The lease runs out by itself, and then it is read again.
            _log.warning("uitbak nu niet te lezen", fout=type(fout).__name__)
            return
        except (Vernietigd, BerichtFout, KluisFout) as fout:
            melding = _ONLEESBAAR if isinstance(fout, KluisFout) else fout.melding
            uitkomst = Uitkomst(S.DOOD, melding)
            await in_draad(self._opslag.rond_af, bericht_id, houder, uitkomst, nu)
            return
        await self.bezorg(zending)

    async def _poging(self, zending: Zending) -> Uitkomst:
        try:
            zending, document = await self._verstuur(zending)
            return await beoordeel(self._middelen, zending, document)
        except ToetsingWeigert as fout:
            return Uitkomst(
                S.GEWEIGERD, fout.melding, besluit=fout.besluit, bladnummer=fout.bladnummer
            )
        except BewijsOnvoldoende as fout:
            return self._later(zending, fout.melding, S.BEWIJS_ONVOLDOENDE)
        except BuitenTijdvenster as fout:
            return self._later(zending, f"{fout.melding} Controleer de klok van deze server.")
        except (
            BerichtBestaatAl, GatewayWeigert, BerichtFout, NietMeerActueel, Tegengehouden
        ) as fout:  # fmt: skip
            return Uitkomst(S.DOOD, fout.melding)
        except (GatewayOnbereikbaar, NietGevonden) as fout:
            return self._later(zending, fout.melding, gevraagd=getattr(fout, "opnieuw_na", None))

    async def _verstuur(self, zending: Zending) -> tuple[Zending, Document]:
        if await in_draad(self._middelen.alarmboek.open):
            raise GatewayOnbereikbaar(
                "Het log spreekt zichzelf tegen; er gaat niets uit tot iemand het alarm beoordeelt."
            )
        gereed = zending.gereed or await self._bewaarde_bytes(zending)
        self._eis_eigen_sleutel(zending)
        if zending.fase == Fase.INHOUD:
            gateway = self._middelen.gateway
            document = await gateway.lever_inhoud(zending.bericht_id, gereed.body, gereed.koppen)
            return zending.met(gereed), document
        try:
            document = await self._middelen.gateway.verstuur(gereed.body, gereed.koppen)
        except BuitenTijdvenster:
            gereed = await self._bewaarde_bytes(zending)
            document = await self._middelen.gateway.verstuur(gereed.body, gereed.koppen)
        return zending.met(gereed), document

    def _eis_eigen_sleutel(self, zending: Zending) -> None:
        """Nothing leaves under a key that this party's own document does not name: nobody would
        believe it. Where the document is not known (yet), the gateway and the receiver judge."""
        eigen = self._middelen.boek.bekend(zending.samenstelling.kop.afzender)
        naam = self._middelen.ondertekenaar.certificaat.x5t_s256
        if eigen is not None and naam not in eigen.document.certificaten.ondertekening:
            raise GatewayOnbereikbaar(
                "Het certificaat waarmee deze dienst ondertekent staat niet in het eigen "
                "partijdocument; er gaat niets uit tot dat weer klopt. Waarschuw de beheerder."
            )

    async def _bewaarde_bytes(self, zending: Zending) -> Gereed:
        """Seals, and keeps the bytes before they are posted."""
        gereed = await self.maak_gereed(zending)
        nu = self._middelen.klok()
        if not await in_draad(self._opslag.bewaar_gereed, zending, gereed, nu):
            raise GatewayOnbereikbaar("Een andere poging heeft dit bericht overgenomen.")
        return gereed

    def _maak_bericht(
        self, zending: Zending, ontvanger: Certificaat, nu: datetime, *, vers: bool
    ) -> Gereed:
        """With today's age classes, and only while the file still says it."""
        klassen = None
        if not vers:
            self._opslag.eis_actueel(zending)
            klassen = self._opslag.klassen(zending, nu)
        middelen = self._middelen
        return maak_gereed(
            zending.samenstelling, klassen, middelen.ondertekenaar, ontvanger, nu, middelen.regels
        )

    def _maak_levering(self, zending: Zending, ontvanger: Certificaat, nu: datetime) -> Gereed:
        """What was said, as it was said: whatever the file says by now."""
        zout = zending.zout or b""
        return maak_levering(
            zending.samenstelling, zout, self._middelen.ondertekenaar, ontvanger, nu
        )

    def _later(
        self,
        zending: Zending,
        melding: str,
        status: Verzendstatus = S.WACHTEND,
        gevraagd: float | None = None,
    ) -> Uitkomst:
        """Again after a pause, unless it has been tried often enough for a person to look."""
        if zending.poging >= self._instellingen.maximale_pogingen:
            return Uitkomst(S.DOOD, f"Na {zending.poging} pogingen niet gelukt. {melding}")
        return Uitkomst(
            status,
            melding,
            wacht=wachttijd(self._instellingen, zending.poging, gevraagd, self._kans),
        )

    async def _rond_af(self, zending: Zending, uitkomst: Uitkomst) -> Verzendstatus:
        try:
            await in_draad(
                self._opslag.rond_af,
                zending.bericht_id,
                zending.houder,
                uitkomst,
                self._middelen.klok(),
            )
        except DatabankNietBeschikbaar:
            return S.ONDERWEG
        if uitkomst.fout is not None:
            _log.info(
                f"verzending {uitkomst.status.value}",
                transactieId=zending.bericht_id,
                poging=zending.poging,
            )
        return uitkomst.status


def wachttijd(
    instellingen: Verzending,
    poging: int,
    gevraagd: float | None = None,
    kans: Callable[[], float] = random.random,
) -> float:
    """Seconds until the next attempt: doubling, bounded, spread, never sooner than asked."""
    grens = instellingen.maximale_wachttijd_seconden
    # The exponent is bounded first: two to the power of many attempts is no float.
    basis = min(grens, instellingen.eerste_wachttijd_seconden * 2.0 ** min(poging - 1, 32))
    gespreid = basis * (1 - instellingen.spreiding * kans())
    return gespreid if gevraagd is None else max(gespreid, min(gevraagd, grens))
