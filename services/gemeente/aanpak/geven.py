"""Giving an action to the party whose it is, and taking it back when it lapses.

What that party does not know yet is kept with the action (``te_geven``), so nothing is forgotten
when nobody could be reached: it stays on the work list until it is given. Of two colleagues who
give one action at once, one gives it as it is now and the other gives nothing.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.gemeente.acties.begrippen import AF, Actiestatus
from services.gemeente.acties.dienst import Acties
from services.gemeente.acties.tabellen import ActieRij
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.berichtsoorten import opdrachtstuk
from shared.partij.fouten import Conflict
from shared.partij.gatewayfouten import GatewayFout
from shared.verzenden.fouten import NietBezorgd
from shared.verzenden.stukken.begrippen import DELEN, Richting, Stukstand
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.uitwisseling import Uitwisseling
from shared.verzenden.versturen.gegevenstuk import Gegevenstuk
from shared.zaak.stukken import lezen
from shared.zaak.stukken.intrekken import Stukintrekking
from shared.zaak.stukken.opdracht import Stukopdracht
from shared.zaak.stukken.versturen import Stukverzending

OPNIEUW = (Stukstand.NIET_GEGEVEN, Stukstand.INGETROKKEN)
"""How a stuk stands that nobody has: its action is to be given once more."""
_KEREN = 3


class _Achterhaald(Exception):
    """A colleague changed or gave the action meanwhile."""


@dataclass(frozen=True)
class _Beeld:
    """The action as it was when this was composed."""

    id: str
    groep: str
    partij: str
    versie: int
    lapt: bool
    eigenaar: str | None
    gegevens: dict[str, Any]


class Actiegever:
    """The use cases of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie
        self._eigen = u.dienst.partij.code

    async def probeer(self, kenmerk: str) -> None:
        """The same as ``geef``, for as far as it goes now: what does not, stays to be given."""
        if DELEN not in self._wie.rechten:
            return
        try:
            await self.geef(kenmerk)
        except (GatewayFout, Conflict, NietBezorgd):
            return

    async def geef(self, kenmerk: str) -> None:
        """Tells the party whose action it is how it is now; nothing when it knows.

        Raises ``ToetsingWeigert`` when it may not be given, ``NietBezorgd`` when it never arrives.
        """
        for _ in range(_KEREN):
            beeld = await asyncio.to_thread(self._beeld, kenmerk)
            if beeld is None:
                return
            if beeld.lapt:
                await self._neem_terug(beeld)
                return
            try:
                stuk = await self._deel(beeld)
            except _Achterhaald:
                continue
            await asyncio.to_thread(lezen.stand_na_versturen, self._u, stuk)
            return
        raise Conflict("Collega's wijzigen deze actie op dit moment. Probeer het zo opnieuw.")

    def te_geven(self, groep: str) -> list[str]:
        """The actions about a group of which their party does not know how they are now."""
        self._wie.eis_groep(groep)
        with self._u.dienst.lezend() as sessie:
            vraag = select(ActieRij).where(ActieRij.groep == groep, ActieRij.partij != self._eigen)
            rijen = sessie.scalars(vraag.order_by(ActieRij.id)).all()
            return [rij.id for rij in rijen if moet_gegeven(sessie, rij)]

    async def _deel(self, beeld: _Beeld) -> str:
        opdracht = Stukopdracht.model_validate(
            {
                "stuk": opdrachtstuk(self._u.dienst.regels),
                "groep": beeld.groep,
                "ontvangers": [{"partij": beeld.partij, "medewerker": beeld.eigenaar}],
                "gegevens": beeld.gegevens,
                # Whoever wrote it confirmed so, and that is on record with the action.
                "bevestigd_zonder_personen": True,
            },
            by_name=True,
        )

        def mee(sessie: Session, gegeven: Gegevenstuk) -> None:
            acties = Acties(sessie, self._u.dienst.klok(), self._wie.autorisatie_id, self._eigen)
            rij = acties.slot(beeld.id)
            if rij.versie != beeld.versie or not moet_gegeven(sessie, rij):
                raise _Achterhaald
            acties.is_gegeven(rij, gegeven.id, gegeven.versie)

        return await Stukverzending(self._u, self._wie, mee=mee).deel(opdracht, None)

    async def _neem_terug(self, beeld: _Beeld) -> None:
        """Every version: an earlier one counts there as long as a later one has not arrived."""
        for stuk in await asyncio.to_thread(self._gegeven, beeld.id):
            try:
                await Stukintrekking(self._u, self._wie).trek_in(stuk)
            except Conflict:
                if await asyncio.to_thread(self._is_onderweg, stuk):
                    raise
        with self._u.dienst.transactie() as sessie:
            nu, door = self._u.dienst.klok(), self._wie.autorisatie_id
            Acties(sessie, nu, door, self._eigen).is_teruggenomen(beeld.id)

    def _gegeven(self, kenmerk: str) -> list[str]:
        vraag = select(GroepsstukRij.id).where(
            GroepsstukRij.richting == Richting.UIT,
            GroepsstukRij.soort == opdrachtstuk(self._u.dienst.regels),
            GroepsstukRij.onderwerp == kenmerk,
        )
        with self._u.dienst.lezend() as sessie:
            return list(sessie.scalars(vraag.order_by(GroepsstukRij.versie)))

    def _is_onderweg(self, stuk: str) -> bool:
        with self._u.dienst.lezend() as sessie:
            return sessie.get_one(GroepsstukRij, stuk).stand == Stukstand.ONDERWEG

    def _beeld(self, kenmerk: str) -> _Beeld | None:
        with self._u.dienst.lezend() as sessie:
            nu, door = self._u.dienst.klok(), self._wie.autorisatie_id
            rij = Acties(sessie, nu, door, self._eigen).lees(kenmerk)
            self._wie.eis_groep(rij.groep)
            if rij.partij == self._eigen or not moet_gegeven(sessie, rij):
                return None
            return _Beeld(
                rij.id, rij.groep, rij.partij, rij.versie, rij.status == Actiestatus.VERVALLEN,
                rij.eigenaar, _gegevens(rij),
            )  # fmt: skip


def moet_gegeven(sessie: Session, rij: ActieRij) -> bool:
    """Whether the party whose action it is does not know how it is now."""
    if rij.status == Actiestatus.VERVALLEN:
        return rij.te_geven and rij.stuk is not None
    if rij.status in AF:
        return False
    stuk = None if rij.stuk is None else sessie.get(GroepsstukRij, rij.stuk)
    return rij.te_geven or (stuk is not None and stuk.stand in OPNIEUW)


def _gegevens(rij: ActieRij) -> dict[str, Any]:
    """What the other party gets of it: nobody's pseudonym."""
    alles = {
        "actie": rij.id,
        "doel": rij.doel,
        "omschrijving": rij.omschrijving,
        "eigenaar": rij.eigenaar,
        "functie": rij.functie,
        "uitvoerder": rij.uitvoerder,
        "uiterlijk": rij.uiterlijk.isoformat(),
        "restactie": rij.restactie or None,
    }
    return {naam: waarde for naam, waarde in alles.items() if waarde is not None}
