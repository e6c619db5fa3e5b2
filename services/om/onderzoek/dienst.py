"""Criminal investigations into a group: with an owner and dates, told to the gateway (5.2).

A group has one investigation at a time; a further case joins it. So the flag at the gateway never
spans a day on which none runs. The days are set by a signed decision of the party that owns the
flag; what the register here adds (owner, cases, history) stays here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.om.functionarissen import bezwaar
from services.om.onderzoek import opslag
from services.om.onderzoek.tabellen import OnderzoekRij, OnderzoekversieRij, ZaakRij
from services.om.onderzoek.vormen import Onderzoekinvoer
from shared.bericht.tijd import utc_tekst
from shared.bestand.toegang.medewerker import Medewerker
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, NietGevonden, OngeldigeInvoer
from shared.tijd.kenmerk import uuid7
from shared.verzenden.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.zaak.besluiten.groepsbesluiten import Groepsbesluiten

Versie_eis = Callable[[int], bool]
IsGegeven = Callable[[Session, Collection[str]], bool]
"""Whether something was given to one of these cases already: then the case stays."""
BESLUITSOORT = "onderzoek"
BEHEREN, BEHANDELEN = "onderzoeken.beheren", "zaken.behandelen"


@dataclass(frozen=True)
class Stand:
    """An investigation with its cases, as stored."""

    rij: OnderzoekRij
    zaken: Sequence[ZaakRij]


class Onderzoeken:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker, is_gegeven: IsGegeven) -> None:
        self._u = uitwisseling
        self._dienst = uitwisseling.dienst
        self._wie = wie
        self._is_gegeven = is_gegeven

    async def leg_vast(self, kenmerk: str, invoer: Onderzoekinvoer, eis: Versie_eis) -> Stand:
        """Sets or changes an investigation: first at the gateway, then here. Repeatable.

        Raises ``OngeldigeInvoer`` with every fault, ``Conflict`` when the group has another one
        or this one is over, and what the gateway has against the decision.
        """
        self._wie.eis_groep(invoer.groep)
        async with self._u.sloten.op(f"onderzoek/{invoer.groep}"):
            nieuwe_dagen = await asyncio.to_thread(self._keur, kenmerk, invoer, eis)
            blad = None
            if nieuwe_dagen:
                blad = await self._besluit(invoer.groep, invoer.van, invoer.tot)
            return await asyncio.to_thread(self._bewaar, kenmerk, invoer, blad, eis)

    async def beeindig(self, kenmerk: str, op: date, eis: Versie_eis) -> Stand:
        """Ends it on this day, earlier than planned; access ends with that day (reading E8)."""
        groep = (await asyncio.to_thread(self.lees, kenmerk)).rij.groep
        async with self._u.sloten.op(f"onderzoek/{groep}"):
            return await self._beeindig(kenmerk, op, eis)

    async def _beeindig(self, kenmerk: str, op: date, eis: Versie_eis) -> Stand:
        stand = await asyncio.to_thread(self.lees, kenmerk)
        eis(stand.rij.versie)
        if not self._vandaag() <= op <= stand.rij.tot:
            zin = f"ligt tussen vandaag en de laatste dag ({stand.rij.tot.isoformat()})"
            raise OngeldigeInvoer([Invoerfout("/op", zin)])
        van = min(stand.rij.van, op)
        blad = await self._besluit(stand.rij.groep, van, op)
        invoer = Onderzoekinvoer.model_validate(
            {
                "groep": stand.rij.groep,
                "eigenaar": stand.rij.eigenaar,
                "zaken": [_zaak(zaak) for zaak in stand.zaken],
                "van": van,
                "tot": op,
            }
        )
        return await asyncio.to_thread(self._bewaar, kenmerk, invoer, blad, eis)

    def lees(self, kenmerk: str) -> Stand:
        """An investigation within the task."""
        with self._u.dienst.lezend() as sessie:
            rij = sessie.get(OnderzoekRij, kenmerk)
            if rij is None:
                raise NietGevonden("Dit onderzoek is hier niet vastgelegd.")
            self._wie.eis_groep(rij.groep)
            stand = Stand(rij, opslag.zaken(sessie, kenmerk))
            sessie.expunge_all()
        return stand

    def verloop(self, kenmerk: str) -> Sequence[OnderzoekversieRij]:
        """Every version of an investigation within the task."""
        self.lees(kenmerk)
        with self._u.dienst.lezend() as sessie:
            gevonden = opslag.versies(sessie, kenmerk)
            sessie.expunge_all()
        return gevonden

    def _vandaag(self) -> date:
        return datum_nl(self._dienst.klok())

    async def _besluit(self, groep: str, van: date, tot: date) -> int | None:
        """Has the days decided on, under this party's signature; the leaf's number."""
        nu = self._dienst.klok()
        besluit = {
            "id": uuid7(nu),
            "groep": groep,
            "soort": BESLUITSOORT,
            "tijdstip": utc_tekst(nu),
            "gegevens": {"van": van.isoformat(), "tot": tot.isoformat()},
        }
        besluiten = Groepsbesluiten(self._u, self._wie)
        getoond = await asyncio.to_thread(besluiten.onderteken, besluit, None)
        antwoord = await besluiten.dien_in(besluit, {}, getoond.digest)
        bladnummer = antwoord.get("bladnummer")
        return bladnummer if isinstance(bladnummer, int) else None

    def _keur(self, kenmerk: str, invoer: Onderzoekinvoer, eis: Versie_eis) -> bool:
        """Refuses what cannot be; whether the days are others than those decided on."""
        with self._u.dienst.lezend() as sessie:
            oud = sessie.get(OnderzoekRij, kenmerk)
            if oud is None:
                self._eis_vrij(sessie, invoer.groep)
            else:
                eis(oud.versie)
                self._eis_wijzigbaar(sessie, oud, invoer)
            fouten = self._fouten(sessie, invoer, oud)
        if fouten:
            raise OngeldigeInvoer(fouten)
        return oud is None or (oud.van, oud.tot) != (invoer.van, invoer.tot)

    def _eis_vrij(self, sessie: Session, groep: str) -> None:
        ander = opslag.nog_niet_voorbij(sessie, groep, self._vandaag())
        if ander is not None:
            raise Conflict(
                "Naar deze groep loopt al een onderzoek, of het begint nog. Voeg de zaak daaraan "
                f"toe ({ander.id})."
            )

    def _eis_wijzigbaar(self, sessie: Session, oud: OnderzoekRij, invoer: Onderzoekinvoer) -> None:
        if oud.groep != invoer.groep:
            raise Conflict("Dit onderzoek gaat over een andere groep.")
        if oud.tot < self._vandaag():
            raise Conflict("Dit onderzoek is voorbij. Leg een nieuw onderzoek vast.")
        weg = {zaak.id for zaak in opslag.zaken(sessie, oud.id)} - {z.id for z in invoer.zaken}
        if self._is_gegeven(sessie, weg):
            raise Conflict("Bij een zaak die u weglaat is al contextinformatie gegeven.")

    def _fouten(
        self, sessie: Session, invoer: Onderzoekinvoer, oud: OnderzoekRij | None
    ) -> list[Invoerfout]:
        vandaag = self._vandaag()
        fouten = []
        if invoer.tot < max(invoer.van, vandaag):
            fouten.append(Invoerfout("/tot", "ligt voor het begin, of is al voorbij"))
        if oud is not None and oud.van <= vandaag and invoer.van != oud.van:
            fouten.append(Invoerfout("/van", "verandert niet meer: het onderzoek is begonnen"))
        if len({zaak.id for zaak in invoer.zaken}) < len(invoer.zaken):
            fouten.append(Invoerfout("/zaken", "noemt een zaak twee keer"))
        mensen = [("/eigenaar", invoer.eigenaar, BEHEREN)]
        for nummer, zaak in enumerate(invoer.zaken):
            mensen.append((f"/zaken/{nummer}/zaakofficier", zaak.zaakofficier, BEHANDELEN))
            bekend = sessie.get(ZaakRij, zaak.id)
            if bekend is not None and (oud is None or bekend.onderzoek != oud.id):
                fouten.append(Invoerfout(f"/zaken/{nummer}/id", "hoort bij een ander onderzoek"))
        for pad, wie, recht in mensen:
            waarom = bezwaar(sessie, self._dienst, wie, recht, invoer.groep)
            if waarom is not None:
                fouten.append(Invoerfout(pad, waarom))
        return fouten

    def _bewaar(
        self, kenmerk: str, invoer: Onderzoekinvoer, blad: int | None, eis: Versie_eis
    ) -> Stand:
        with self._dienst.transactie() as sessie:
            rij = sessie.get(OnderzoekRij, kenmerk, with_for_update=True)
            if rij is None:
                rij = OnderzoekRij(id=kenmerk, groep=invoer.groep, versie=0, bladnummer=None)
                sessie.add(rij)
            else:
                eis(rij.versie)
            rij.eigenaar, rij.van, rij.tot = invoer.eigenaar, invoer.van, invoer.tot
            rij.bladnummer = rij.bladnummer if blad is None else blad
            rij.versie += 1
            rij.gewijzigd_op, rij.gewijzigd_door = self._dienst.klok(), self._wie.autorisatie_id
            sessie.flush()
            self._bewaar_zaken(sessie, kenmerk, invoer)
            sessie.add(_versie(rij, invoer))
            sessie.flush()
            stand = Stand(rij, opslag.zaken(sessie, kenmerk))
            sessie.expunge_all()
        return stand

    def _bewaar_zaken(self, sessie: Session, kenmerk: str, invoer: Onderzoekinvoer) -> None:
        blijft = {zaak.id for zaak in invoer.zaken}
        sessie.execute(
            delete(ZaakRij).where(ZaakRij.onderzoek == kenmerk, ZaakRij.id.not_in(blijft))
        )
        for zaak in invoer.zaken:
            rij = sessie.get(ZaakRij, zaak.id) or ZaakRij(id=zaak.id, onderzoek=kenmerk)
            if rij.onderzoek != kenmerk:
                raise Conflict("Deze zaak is zojuist bij een ander onderzoek gezet.")
            rij.nummer, rij.zaakofficier = zaak.nummer, zaak.zaakofficier
            sessie.add(rij)
        sessie.flush()


def _versie(rij: OnderzoekRij, invoer: Onderzoekinvoer) -> OnderzoekversieRij:
    return OnderzoekversieRij(
        onderzoek=rij.id,
        versie=rij.versie,
        eigenaar=rij.eigenaar,
        van=rij.van,
        tot=rij.tot,
        zaken=[zaak.model_dump(by_alias=True) for zaak in invoer.zaken],
        bladnummer=rij.bladnummer,
        tijdstip=rij.gewijzigd_op,
        door=rij.gewijzigd_door,
    )


def _zaak(rij: ZaakRij) -> dict[str, Any]:
    return {"id": rij.id, "nummer": rij.nummer, "zaakofficier": rij.zaakofficier}
