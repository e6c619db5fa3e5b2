"""An official gives a signal of the own party, corrects it, takes it back and deletes it (4.1).

It is a stuk as any other; here it is one operation, in which nobody types who gives it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer, Vernietigd
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.begrippen import Richting, Stukstand
from shared.verzenden.stukken.tabellen import GroepsstukRij
from shared.verzenden.stukken.zicht import eis_zichtbaar
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.signalen.begrippen import WEG
from shared.zaak.signalen.vergeten import vergeet
from shared.zaak.signalen.vormen import Signaalgeving, Signaalverbetering
from shared.zaak.stukken import lezen
from shared.zaak.stukken.intrekken import Stukintrekking
from shared.zaak.stukken.opdracht import Stukopdracht, fouten_in
from shared.zaak.stukken.versturen import Stukverzending
from shared.zaak.stukken.vormen import StukMetInhoudUit

_LEDEN = {"soort", "datum", "plek", "omschrijving"}


class Signalen:
    """The use cases of one official."""

    def __init__(self, u: Uitwisseling, wie: Medewerker) -> None:
        self._u = u
        self._wie = wie
        self._code = u.dienst.regels.signalen.stuk
        self._partij = u.dienst.partij.code

    async def geef(self, invoer: Signaalgeving, sleutel: str | None) -> str:
        """Records it and gives it; the id. Raises ``OngeldigeInvoer`` with every fault."""
        gegevens = {**invoer.model_dump(mode="json", include=_LEDEN), "bron": self._partij}
        return await self._deel(
            {
                "groep": invoer.groep,
                "ontvangers": [een.model_dump() for een in invoer.ontvangers]
                or self._verzamelaar(),
                "gegevens": gegevens,
                "bevestigd_zonder_personen": invoer.bevestigd_zonder_personen,
            },
            sleutel,
        )

    async def verbeter(self, kenmerk: str, invoer: Signaalverbetering, sleutel: str | None) -> str:
        """The next version, to whoever has this one. Raises ``Conflict`` for one that is not it."""
        eerder, ontvangers = await asyncio.to_thread(self._laatste, kenmerk)
        return await self._deel(
            {
                "groep": eerder.groep,
                "ontvangers": ontvangers,
                "gegevens": {**(eerder.gegevens or {}), **invoer.anders()},
                "in_reactie_op": kenmerk,
                "bevestigd_zonder_personen": invoer.bevestigd_zonder_personen,
            },
            sleutel,
        )

    async def trek_in(self, kenmerk: str) -> None:
        """Takes it back from whoever has it."""
        await asyncio.to_thread(self._eigen, kenmerk)
        await Stukintrekking(self._u, self._wie).trek_in(kenmerk)

    def lees(self, kenmerk: str) -> StukMetInhoudUit:
        """What it says, and what became of it with each receiver."""
        self._eigen(kenmerk)
        return lezen.lees(self._u, self._wie, kenmerk)

    def verwijder(self, kenmerk: str) -> None:
        """Only that it was given stays here. Raises ``Conflict`` while others have it."""
        self._eigen(kenmerk)
        with self._u.dienst.lezend() as sessie:
            keten = sessie.scalars(opslag.versies(opslag.lees(sessie, kenmerk))).all()
            if any(een.stand not in (*WEG, Stukstand.VERVANGEN) for een in keten):
                raise Conflict("Een ander heeft dit signaal nog, of krijgt het. Trek het eerst in.")
        vergeet(self._u.dienst, kenmerk)

    def _verzamelaar(self) -> list[dict[str, Any]]:
        naar = self._u.dienst.regels.signalen.verzamelaar
        if naar == self._partij:
            zin = "ontbreekt: bij u komen de signalen samen; noem wie dit krijgt"
            raise OngeldigeInvoer([Invoerfout("/ontvangers", zin)])
        return [{"partij": naar, "medewerker": None}]

    async def _deel(self, wat: Mapping[str, Any], sleutel: str | None) -> str:
        opdracht = Stukopdracht.model_validate({"stuk": self._code, **wat}, by_name=True)
        fouten = list(fouten_in(opdracht, self._u.dienst.regels, self._partij))
        dag = opdracht.gegevens.get("datum")
        if dag is not None and date.fromisoformat(dag) > datum_nl(self._u.dienst.klok()):
            fouten.append(Invoerfout("/gegevens/datum", "ligt in de toekomst"))
        if fouten:
            raise OngeldigeInvoer(fouten).als_velden("gegevens")
        return await Stukverzending(self._u, self._wie).deel(opdracht, sleutel)

    def _eigen(self, kenmerk: str) -> None:
        with self._u.dienst.lezend() as sessie:
            self._rij(sessie, kenmerk)

    def _rij(self, sessie: Session, kenmerk: str) -> GroepsstukRij:
        rij = opslag.lees(sessie, kenmerk)
        if rij.richting != Richting.UIT or rij.soort != self._code:
            raise NietGevonden("Dit is geen signaal dat u gaf.")
        eis_zichtbaar(self._wie, rij)
        return rij

    def _laatste(self, kenmerk: str) -> tuple[StukMetInhoudUit, list[dict[str, Any]]]:
        gelezen = self.lees(kenmerk)
        if gelezen.stand == Stukstand.VERVANGEN:
            raise Conflict("Er is een latere versie van dit signaal; verbeter die.")
        if gelezen.stand == Stukstand.INGETROKKEN:
            raise Conflict("Dit signaal is ingetrokken en verandert niet meer.")
        if gelezen.gegevens is None:
            raise Vernietigd("Dit signaal is verwijderd.")
        with self._u.dienst.lezend() as sessie:
            heeft = opslag.lopende(sessie, kenmerk)
        if not heeft:
            raise Conflict("Niemand heeft dit signaal; geef een nieuw.")
        return gelezen, [{"partij": een.ontvanger, "medewerker": een.medewerker} for een in heeft]
