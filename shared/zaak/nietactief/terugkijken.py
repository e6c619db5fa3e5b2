"""Looking back into what is kept: only for one of the covenant's reasons, and always recorded."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from shared.bestand.afscherming.opslag import is_beperkt
from shared.bestand.nodig.oordeel import met_eigen
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import BEPERKT, Medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen, leg_bevestiging_vast
from shared.convenant.bestand.nietactief import Aanleiding
from shared.convenant.einde import groep_loopt
from shared.convenant.termijnen import datum_nl, plus
from shared.partij.fouten import GeenToegang, NietGevonden
from shared.tijd.kenmerk import uuid7
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.nietactief import opslag
from shared.zaak.nietactief.begrippen import Bewaarditem, Terugblikvraag, vraagfouten
from shared.zaak.nietactief.items import eis_leesbaar, items_van
from shared.zaak.nietactief.opslag import Afgeschermden
from shared.zaak.nietactief.tabellen import TerugblikpersoonRij, TerugblikRij

SOORT = TerugblikRij.__tablename__
_GEPRIORITEERD = "ja"


@dataclass(frozen=True)
class Gevonden:
    """Somebody who was found, with everything that is to be tested; nothing once it was."""

    persoon_id: str
    getoetst: bool
    items: Sequence[Bewaarditem] = field(default=(), repr=False)


@dataclass(frozen=True)
class Terugblik:
    """One look back, and who was found as far as it is still open."""

    rij: TerugblikRij
    is_open: bool
    personen: Sequence[Gevonden] = ()


class Terugkijken:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._dienst = uitwisseling.dienst
        self._wie = wie

    async def begin(self, vraag: Terugblikvraag, *, bevestigd: bool) -> Terugblik:
        """Records why, and finds whom it is about. Raises ``OngeldigeInvoer`` with every fault."""
        fouten = list(vraagfouten(self._dienst.regels.niet_actief, vraag))
        if not fouten:
            fouten = await self._groepfouten(vraag)
        eis_zonder_personen([("/reden", vraag.reden)], bevestigd=bevestigd, fouten=fouten)
        kenmerk = await asyncio.to_thread(self._begin, vraag)
        return await asyncio.to_thread(self.lees, kenmerk)

    def lees(self, kenmerk: str) -> Terugblik:
        """The look with everything that is still to be tested in it; reading that is recorded."""
        dienst = self._dienst
        with dienst.transactie() as sessie:
            rij = opslag.lees(sessie, kenmerk)
            self._eis_groepen(rij)
            is_open = rij.open_tot >= datum_nl(dienst.klok())
            personen = list(self._gevonden(sessie, rij)) if is_open else []
            gelezen = [
                Geraadpleegd(item.id, een.persoon_id) for een in personen for item in een.items
            ]
            gelezen = gelezen or [Geraadpleegd(kenmerk, None)]
            leg_raadpleging_vast(sessie, dienst.klok, self._wie, "raadplegen", SOORT, gelezen)
            sessie.flush()
            sessie.expunge_all()
        return Terugblik(rij, is_open, personen)

    def lijst(self, *, na: str | None, limiet: int) -> Sequence[TerugblikRij]:
        """Who looked back, when and why; nobody is named in it."""
        with self._dienst.lezend() as sessie:
            return opslag.lijst(sessie, na=na, limiet=limiet)

    def _begin(self, vraag: Terugblikvraag) -> str:
        dienst, nu = self._dienst, self._dienst.klok()
        kenmerk = uuid7(nu)
        with dienst.transactie() as sessie:
            aanleiding = dienst.regels.niet_actief.aanleidingen[vraag.aanleiding]
            wie = self._zoek(sessie, vraag, aanleiding)
            sessie.add(
                TerugblikRij(
                    id=kenmerk,
                    aanleiding=vraag.aanleiding,
                    groep=vraag.groep,
                    nieuwe_groep=vraag.nieuwe_groep,
                    reden=vraag.reden,
                    gevonden=len(wie),
                    getoetst=0,
                    open_tot=plus(datum_nl(nu), dienst.regels.niet_actief.open),
                    gemaakt_op=nu,
                    gemaakt_door=self._wie.autorisatie_id,
                )
            )
            sessie.flush()
            sessie.add_all(TerugblikpersoonRij(terugblik=kenmerk, persoon_id=een) for een in wie)
            leg_bevestiging_vast(sessie, SOORT, kenmerk, 1, door=self._wie.autorisatie_id, nu=nu)
            gelezen = [Geraadpleegd(kenmerk, een) for een in wie] or [Geraadpleegd(kenmerk, None)]
            leg_raadpleging_vast(sessie, dienst.klok, self._wie, "zoeken", SOORT, gelezen)
        return kenmerk

    def _zoek(
        self, sessie: Session, vraag: Terugblikvraag, aanleiding: Aanleiding
    ) -> Sequence[str]:
        """Only who is exactly meant: the members of that group, or one name with its date.

        Whose data are restricted is not found; who asks by name hears that, or he would record
        him anew.
        """
        if vraag.groep is not None:
            leden = opslag.oude_leden(sessie, vraag.groep, self._wie.taak)
            return [een for een in leden if not is_beperkt(sessie, een)]
        assert vraag.naam is not None  # noqa: S101 - for the type checker: asked for
        register = PersonenRegister(sessie, self._dienst.kluis, self._dienst.klok)
        taak = Afgeschermden.van(self._wie.taak)
        gevonden = [een.id for een in register.zoek(vraag.naam, vraag.geboortedatum, taak=taak)]
        if any(is_beperkt(sessie, een) for een in gevonden):
            raise GeenToegang(BEPERKT)
        if aanleiding.alleen_eigen:
            eigen = met_eigen(sessie, self._dienst, gevonden)
            return [een for een in gevonden if een in eigen]
        return gevonden

    def _gevonden(self, sessie: Session, rij: TerugblikRij) -> Iterator[Gevonden]:
        aanleiding = self._dienst.regels.niet_actief.aanleidingen[rij.aanleiding]
        register = PersonenRegister(sessie, self._dienst.kluis, self._dienst.klok)
        for een in opslag.personen(sessie, rij.id, self._wie.taak):
            if een.getoetst_op is not None or not register.bestaat(een.persoon_id):
                yield Gevonden(een.persoon_id, een.getoetst_op is not None)
                continue
            if is_beperkt(sessie, een.persoon_id):
                continue
            persoon = register.lees(een.persoon_id)
            items = items_van(sessie, self._dienst, persoon, aanleiding, rij.groep)
            eis_leesbaar(self._wie, items)
            yield Gevonden(een.persoon_id, False, items)

    def _eis_groepen(self, rij: TerugblikRij) -> None:
        for groep in (rij.groep, rij.nieuwe_groep):
            if groep is not None:
                self._wie.eis_groep(groep)

    async def _groepfouten(self, vraag: Terugblikvraag) -> list[Invoerfout]:
        """That the old group ended, and that the new one runs (and was taken on, if asked)."""
        aanleiding = self._dienst.regels.niet_actief.aanleidingen[vraag.aanleiding]
        fouten = []
        if vraag.groep is not None:
            stand = await self._stand(vraag.groep)
            if stand is None or groep_loopt(stand):
                zin = "is geen groep waarvan de aanpak is afgesloten"
                fouten.append(Invoerfout("/groep", zin))
        if vraag.nieuwe_groep is not None:
            stand = await self._stand(vraag.nieuwe_groep)
            if stand is None or not groep_loopt(stand):
                fouten.append(Invoerfout("/nieuweGroep", "is geen groep waarvan de aanpak loopt"))
            elif aanleiding.vanaf_stap is not None and int(stand["stap"]) < aanleiding.vanaf_stap:
                zin = (
                    f"is nog niet in stap {aanleiding.vanaf_stap}: zonder startbesluit wordt er "
                    "over niemand iets gebruikt"
                )
                fouten.append(Invoerfout("/nieuweGroep", zin))
            elif aanleiding.geprioriteerd and stand.get("prioritering") != _GEPRIORITEERD:
                zin = "heeft nog geen prioriteit; dat besluit de driehoek eerst"
                fouten.append(Invoerfout("/nieuweGroep", zin))
        return fouten

    async def _stand(self, groep: str) -> Mapping[str, Any] | None:
        self._wie.eis_groep(groep)
        try:
            return await self._u.gateway.groep(groep)
        except NietGevonden:
            return None
