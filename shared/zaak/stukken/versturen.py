"""What an official does with stukken: see what would leave, give one, take one back.

A version goes to all of its receivers or to none: their messages are promised together, and each is
decided on and delivered by itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.bestand.zonderpersonen.bevestiging import leg_bevestiging_vast
from shared.convenant.begrippen import Convenantregels
from shared.convenant.verzoek import Kop
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.partij.gatewayfouten import GatewayFout
from shared.verzenden.samenstellen.samenstelling import Afzender
from shared.verzenden.samenstellen.vormcontrole import eis_verzendbaar
from shared.verzenden.stukken import opslag
from shared.verzenden.tabellen import UitgaandRij, Verzendstatus
from shared.verzenden.uitwisseling import Uitwisseling
from shared.verzenden.versturen.eigentoets import Eigentoets
from shared.verzenden.versturen.gegevenstuk import Gegevenstuk, leg_gegeven_vast, probeer_wachtende
from shared.verzenden.versturen.verstrekken import vingerafdruk
from shared.web.meldingen import Invoerfout
from shared.zaak.acties import opslag as acties
from shared.zaak.stukken.opdracht import (
    Ontvangervoorbeeld,
    Stukopdracht,
    Stukvoorbeeld,
    fouten_in,
)
from shared.zaak.stukken.opstellen import stel_op
from shared.zaak.stukken.pseudoniemen import noemt_mensen

Samen: TypeAlias = Callable[[Session, Gegevenstuk], None]
_WACHT = (Verzendstatus.WACHTEND, Verzendstatus.BEWIJS_ONVOLDOENDE)
_KEREN = 5
"""How often a version is numbered anew because a colleague was first; after that it is asked."""


class Stukverzending:
    """The use cases of one official.

    ``meldt``: of an answer, the codes that change something here once it arrived. ``stuk_id``: of
    what the service composed; another receiver of that gets the same version. ``mee``: what changes
    here in the transaction that promises it; what that raises, promises nothing.
    """

    def __init__(
        self,
        u: Uitwisseling,
        wie: Medewerker,
        *,
        meldt: Mapping[str, Any] | None = None,
        stuk_id: str | None = None,
        mee: Samen | None = None,
    ) -> None:
        self._u = u
        self._wie = wie
        self._regels = u.dienst.regels
        self._meldt = meldt
        self._stuk_id = stuk_id
        self._mee = mee

    async def voorbeeld(self, opdracht: Stukopdracht, toets: Eigentoets) -> Stukvoorbeeld:
        """Composes, and decides about each receiver on the gateway's toestand. Stores nothing."""
        stap = await self._stap(opdracht)
        gegeven, koppen = await asyncio.to_thread(self._stel_op, opdracht, stap, None)
        besluiten = [(kop, *await toets.beslis(kop)) for kop in koppen]
        stuk = gegeven.samenstellingen[0].stuk
        assert stuk is not None  # noqa: S101 - for the type checker: that is what it is about
        return Stukvoorbeeld(stuk, tuple(Ontvangervoorbeeld(*een) for een in besluiten))

    async def deel(
        self, opdracht: Stukopdracht, sleutel: str | None, wacht: float | None = None
    ) -> str:
        """Promises it to every receiver and delivers it; the stuk's id.

        The same order under the same key is the same stuk. ``wacht``: for so many seconds, if not
        for as long as anybody does. Raises ``OngeldigeInvoer`` with every fault, ``Conflict`` for
        another order under a used key.
        """
        stap = await self._stap(opdracht)
        verzoek = vingerafdruk(opdracht)
        stuk_id = await asyncio.to_thread(self._eerder, sleutel, verzoek)
        if stuk_id is None:
            stuk_id = await asyncio.to_thread(self._beloof, opdracht, stap, sleutel, verzoek)
        await probeer_nu(self._u, stuk_id, wacht)
        return stuk_id

    async def _stap(self, opdracht: Stukopdracht) -> int | None:
        """The group's step, asked of the gateway where the order names none.

        First what needs no gateway: whether the group is in the task, and what is wrong.
        """
        if opdracht.groep is not None:
            self._wie.eis_groep(opdracht.groep)
        fouten = await asyncio.to_thread(self._fouten, opdracht)
        if fouten:
            raise OngeldigeInvoer(fouten)
        if opdracht.groep is None or opdracht.stap is not None:
            return opdracht.stap
        stap = (await self._u.gateway.groep(opdracht.groep)).get("stap")
        if not isinstance(stap, int):
            raise GatewayFout("De gateway gaf een groep zonder stap.")
        return stap

    def _fouten(self, opdracht: Stukopdracht) -> list[Invoerfout]:
        partij = self._u.dienst.partij.code
        eigen_weg = self._meldt is not None or self._stuk_id is not None
        return list(fouten_in(opdracht, self._regels, partij, eigen_weg=eigen_weg))

    def _beloof(
        self, opdracht: Stukopdracht, stap: int | None, sleutel: str | None, verzoek: str
    ) -> str:
        dienst, uitbak = self._u.dienst, self._u.opslag
        for _ in range(_KEREN):
            gegeven, _koppen = self._stel_op(opdracht, stap, sleutel)
            nu = dienst.klok()
            beloften = [
                uitbak.bereid_belofte_voor(een, nu, verzoek=verzoek)
                for een in gegeven.samenstellingen
            ]
            try:
                with dienst.transactie() as sessie:
                    if self._mee is not None:
                        self._mee(sessie, gegeven)
                    leg_gegeven_vast(sessie, uitbak, gegeven, beloften, nu)
                    self._bevestigd(sessie, opdracht, gegeven, nu)
            except IntegrityError:
                # A colleague gave this version, or this very order came in twice at once.
                eerder = self._eerder(sleutel, verzoek)
                if eerder is not None:
                    return eerder
                continue
            return gegeven.id
        raise Conflict("Anderen delen op dit moment hetzelfde stuk. Probeer het zo opnieuw.")

    def _bevestigd(
        self, sessie: Session, opdracht: Stukopdracht, gegeven: Gegevenstuk, nu: datetime
    ) -> None:
        """Who was asked to confirm that nobody is in it, did (D4)."""
        if self._regels.stukken[opdracht.stuk].legt_vast:
            leg_bevestiging_vast(
                sessie, opdracht.stuk, gegeven.id, gegeven.versie,
                door=self._wie.autorisatie_id, nu=nu,
            )  # fmt: skip

    def _stel_op(
        self, opdracht: Stukopdracht, stap: int | None, sleutel: str | None
    ) -> tuple[Gegevenstuk, list[Kop]]:
        """The version with a kop that has its commitments, for every receiver."""
        dienst = self._u.dienst
        afzender = Afzender(
            dienst.partij.code, self._regels, self._wie.autorisatie_id, dienst.klok()
        )
        with self._u.dienst.lezend() as sessie:
            gegeven = stel_op(
                sessie, afzender, self._wie, opdracht, stap,
                sleutel=sleutel, meldt=self._meldt, stuk_id=self._stuk_id,
            )  # fmt: skip
            _eis_geen_mensen(sessie, self._regels, gegeven)
            if self._mee is None:
                _eis_bij_de_actie(sessie, self._regels, gegeven)
        return gegeven, [eis_verzendbaar(een, self._regels) for een in gegeven.samenstellingen]

    def _eerder(self, sleutel: str | None, verzoek: str) -> str | None:
        if sleutel is None:
            return None
        with self._u.dienst.lezend() as sessie:
            rij = opslag.zoek_herhaling(sessie, self._wie.autorisatie_id, sleutel)
            if rij is None:
                return None
            bericht = sessie.get_one(UitgaandRij, opslag.berichten(sessie, rij.id)[0].bericht_id)
            if self._u.opslag.zegel.open_geheim(bericht).verzoek != verzoek:
                raise Conflict("Deze Idempotency-Key is al gebruikt voor een andere opdracht.")
            return rij.id


def _eis_geen_mensen(sessie: Session, regels: Convenantregels, gegeven: Gegevenstuk) -> None:
    stuk = gegeven.samenstellingen[0].stuk
    zin = "is het pseudoniem van iemand; een stuk noemt niemand, ook niet zo"
    gevonden = [] if stuk is None else list(noemt_mensen(sessie, regels, stuk))
    if gevonden:
        raise OngeldigeInvoer([Invoerfout(f"/gegevens{een.pad}", zin) for een in gevonden])


def _eis_bij_de_actie(sessie: Session, regels: Convenantregels, gegeven: Gegevenstuk) -> None:
    """Of an action that was given to this party is told where it is kept: so both stay the same."""
    code = gegeven.kop.stuk
    meldt = code is not None and regels.stukken[code].meldt_stand
    if meldt and acties.gekregen(sessie, gegeven.onderwerp):
        zin = "is een actie die u kreeg; meld hoe het ermee staat bij die actie zelf"
        raise OngeldigeInvoer([Invoerfout("/gegevens/actie", zin)])


async def probeer_nu(u: Uitwisseling, stuk_id: str, wacht: float | None = None) -> None:
    """One attempt at everything of a given stuk that waits, for as long as an official does."""
    await probeer_wachtende(u, lambda sessie: _te_proberen(sessie, stuk_id), wacht)


def _te_proberen(sessie: Session, stuk_id: str) -> list[str]:
    rijen = opslag.berichten(sessie, stuk_id)
    namen = [naam for rij in rijen for naam in (rij.bericht_id, rij.intrekking) if naam]
    return [n for n in namen if sessie.get_one(UitgaandRij, n).status in _WACHT]
