"""The party lays its own file beside the log it witnesses, again and again.

A receiver has the gateway's signed word that a message was decided on and stands in the log under a
number. Whoever holds the gateway's keys can give that word about a message nobody sent. So each
party follows up: under that number in the log it cosigns stands this very decision. And what the
log says this party sent or confirmed, it did send and confirm.

What was reached is kept with each step, so a run that was killed goes on where it was and counts
nothing twice. A gateway that shows nothing is found out by the term.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Protocol

import structlog
from sqlalchemy.orm import Session

from shared.bericht.sleutels.certificaten import Certificaat
from shared.kluis.fouten import KluisFout
from shared.logboek.bladen import GelezenBlad
from shared.logboek.fouten import LogboekFout
from shared.logboek.notitie import Verificatiesleutel
from shared.opslag.draad import in_draad
from shared.opslag.fouten import DatabankFout
from shared.opslag.sessies import SessieMaker, transactie
from shared.overzicht.aansluiting import opslag
from shared.overzicht.aansluiting.begrippen import Soort, Verschil
from shared.overzicht.aansluiting.oordeel import (
    eigen_bericht,
    genoemde_ontvangst,
    is_getekend,
    is_zo_verstuurd,
    klopt,
)
from shared.overzicht.aansluiting.reeks import Reeks, lees_reeks
from shared.overzicht.aansluiting.tabellen import AansluitpostRij
from shared.partij.dienst import Dienst
from shared.partij.fouten import PartijFout
from shared.partij.gatewayfouten import GatewayFout
from shared.verzenden.gateway.poort import Document
from shared.verzenden.getuigen.geheugen import Getuige
from shared.web.beschrijving.operaties import eigen_operatie
from shared.web.proces.achtergrond import steeds

_MAX_REEKSEN = 1000
"""Stretches in one round; the next round goes on."""
_log = structlog.get_logger(__name__)


class Bladbron(Protocol):
    """Where stretches of the log come from; the gateway client fits."""

    async def bladreeks(self, vanaf: int) -> Document:
        """The stretch from this leaf on, unverified."""
        ...


class Aansluiter:
    """One per process; two processes at once do no harm. ``wek``: there may be an alarm to tell."""

    def __init__(
        self,
        dienst: Dienst,
        lezen: SessieMaker,
        bron: Bladbron,
        getuige: Getuige,
        logsleutel: Verificatiesleutel,
        certificaat: Certificaat,
        wek: Callable[[], None],
    ) -> None:
        """``certificaat``: the one this party signs messages with."""
        self._dienst = dienst
        self._lezen = lezen
        self._bron = bron
        self._getuige = getuige
        self._logsleutel = logsleutel
        self._certificaat = certificaat
        self._wek = wek
        self._begonnen = dienst.klok()

    async def draai(self) -> None:
        """A round every so often, until cancelled."""
        rust = self._dienst.instellingen.limieten.aansluiten_seconden
        wat, verwacht = "aansluiten op het log", (DatabankFout, KluisFout)
        await steeds(wat, self._beurt, rust, eerst_rust=True, verwacht=verwacht)

    async def _beurt(self) -> None:
        with eigen_operatie("legNaastLog", "aansluiting"):
            await self.ronde()

    async def ronde(self) -> Mapping[str, int]:
        """One round; in numbers what it found."""
        uitkomst: Counter[str] = Counter({"aangesloten": 0, "logverschillen": 0})
        while await in_draad(self._neem_op):
            pass
        gelezen = True
        try:
            await self._lees_verder(uitkomst)
            await self._lees_terug(uitkomst)
        except (GatewayFout, PartijFout, LogboekFout) as fout:
            # What was shown stands; what was not shown in time is an alarm of its own.
            _log.warning("het log is nu niet na te kijken", fout=type(fout).__name__)
            gelezen = False
        uitkomst["logverschillen"] += await in_draad(self._meld_te_laat, gelezen)
        if uitkomst["logverschillen"]:
            _log.warning("bestand en log verschillen", aantal=uitkomst["logverschillen"])
            self._wek()
        return dict(uitkomst)

    async def _lees_verder(self, uitkomst: Counter[str]) -> None:
        """From where the last round ended to the end of the log."""
        vanaf = await in_draad(self._nagekeken_tot)
        for _ in range(_MAX_REEKSEN):
            reeks = await self._haal(vanaf)
            uitkomst.update(await in_draad(self._verwerk, reeks))
            if reeks.tot in (vanaf, reeks.checkpoint.grootte):
                return
            vanaf = reeks.tot

    async def _lees_terug(self, uitkomst: Counter[str]) -> None:
        """Messages under a number the log was read past before they were taken in."""
        for _ in range(_MAX_REEKSEN):
            vanaf = await in_draad(self._achterop)
            if vanaf is None:
                return
            reeks = await self._haal(vanaf)
            uitkomst.update(await in_draad(self._verwerk, reeks))
            if reeks.tot == vanaf:
                return

    async def _haal(self, vanaf: int) -> Reeks:
        """A proven stretch, of the log this party saw and cosigned before."""
        reeks = lees_reeks(await self._bron.bladreeks(vanaf), vanaf, self._logsleutel)
        await self._getuige.controleer(reeks.checkpoint, reeks.notitie)
        return reeks

    def _neem_op(self) -> bool:
        nu = self._dienst.klok()
        with self._dienst.transactie() as sessie:
            stand = opslag.stand_rij(sessie, self._logsleutel.naam, nu)
            rust = timedelta(seconds=self._dienst.instellingen.limieten.aansluiten_na_seconden)
            return opslag.neem_ingenomen_op(sessie, stand, nu - rust)

    def _nagekeken_tot(self) -> int:
        with transactie(self._lezen) as sessie:
            return opslag.lees_stand(sessie, self._logsleutel.naam).nagekeken_tot

    def _achterop(self) -> int | None:
        with transactie(self._lezen) as sessie:
            tot = opslag.lees_stand(sessie, self._logsleutel.naam).nagekeken_tot
            posten = opslag.posten_onder(sessie, tot, 1)
            return posten[0].bladnummer if posten else None

    def _verwerk(self, reeks: Reeks) -> Mapping[str, int]:
        """What one stretch says, and how far it is now, in one transaction."""
        nu = self._dienst.klok()
        with self._dienst.transactie() as sessie:
            stand = opslag.stand_rij(sessie, self._logsleutel.naam, nu)
            gezien, verschillen = self._over_ingenomen(sessie, reeks)
            verschillen += self._over_verstuurd(sessie, reeks)
            verschillen += self._over_ontvangsten(sessie, reeks)
            nieuw = opslag.leg_vast(sessie, verschillen, nu, reeks.notitie)
            stand.aangesloten += gezien
            stand.bijgewerkt_op = nu
            if stand.nagekeken_tot == reeks.vanaf:
                stand.nagekeken_tot = reeks.tot
        return {"aangesloten": gezien, "logverschillen": nieuw}

    def _over_ingenomen(self, sessie: Session, reeks: Reeks) -> tuple[int, list[Verschil]]:
        """Every message that waits for a leaf in this stretch: it is there, or it is not."""
        gezien, verschillen = 0, list[Verschil]()
        for post in opslag.posten_op(sessie, reeks.vanaf, reeks.tot):
            blad = reeks.bladen.get(post.bladnummer)
            soort: Soort | None = Soort.ONTBREEKT
            if blad is not None:
                soort = klopt(opslag.ingenomen(sessie, post), self._partij, blad)
            if soort is None:
                gezien += 1
                opslag.herstel(sessie, post.bericht_id, self._dienst.klok())
            else:
                verschillen.append(_verschil(soort, post))
            sessie.delete(post)
        return gezien, verschillen

    def _over_verstuurd(self, sessie: Session, reeks: Reeks) -> list[Verschil]:
        """What the log says this party sent is in its own outbox."""
        genoemd = {
            nummer: kop
            for nummer, blad in reeks.bladen.items()
            if (kop := eigen_bericht(blad, self._partij)) is not None
        }
        eigen = opslag.verstuurde_koppen(sessie, {str(kop["id"]) for kop in genoemd.values()})
        return [
            Verschil(Soort.NIET_VERSTUURD, str(kop["id"]), nummer, self._partij)
            for nummer, kop in sorted(genoemd.items())
            if not is_zo_verstuurd(kop, eigen.get(str(kop["id"])))
            and not self._is_van_eigen_systeem(reeks.bladen[nummer])
        ]

    def _is_van_eigen_systeem(self, blad: GelezenBlad) -> bool:
        """Whether another system of this party may have sent it: then its own key signed it."""
        adres = self._dienst.instellingen.gateway
        return adres is not None and adres.eigen_systeem and is_getekend(blad, self._certificaat)

    def _over_ontvangsten(self, sessie: Session, reeks: Reeks) -> list[Verschil]:
        """What the log says this party confirmed, it confirmed, in these words."""
        genoemd = {
            nummer: ontvangst
            for nummer, blad in reeks.bladen.items()
            if (ontvangst := genoemde_ontvangst(blad)) is not None
        }
        berichten = {kenmerk for kenmerk, _ in genoemd.values()}
        verstuurd = opslag.verstuurde_koppen(sessie, berichten)
        gegeven = opslag.gegeven_ontvangsten(sessie, berichten - verstuurd.keys())
        return [
            Verschil(Soort.NIET_ONTVANGEN, kenmerk, nummer, self._partij)
            for nummer, (kenmerk, tekst) in sorted(genoemd.items())
            if kenmerk not in verstuurd and tekst not in gegeven.get(kenmerk, ())
        ]

    def _meld_te_laat(self, gelezen: bool) -> int:
        nu = self._dienst.klok()
        termijn = timedelta(seconds=self._dienst.instellingen.limieten.aansluittermijn_seconden)
        if not gelezen and nu - self._begonnen < termijn:
            # While this process was down nobody looked; the log gets its time to answer again.
            return 0
        with self._dienst.transactie() as sessie:
            posten = opslag.te_late_posten(sessie, nu - termijn)
            verschillen = [_verschil(Soort.TE_LAAT, post) for post in posten]
            return opslag.leg_vast(sessie, verschillen, nu, None)

    @property
    def _partij(self) -> str:
        return self._dienst.partij.code


def _verschil(soort: Soort, post: AansluitpostRij) -> Verschil:
    return Verschil(soort, post.bericht_id, post.bladnummer, post.partij)
