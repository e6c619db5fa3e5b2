"""Ending the approach of a group: one end criterion, every rest action with an owner (5.3; 4.1).

The person who decides confirms what was shown. Nothing is stored as decided before the gateway has
accepted; what lay ready is finished the next time somebody looks, if the answer got lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.gemeente.aanpak.acties import AF, Acties
from services.gemeente.aanpak.documenten import Document, Documenten
from services.gemeente.aanpak.tabellen import ActieRij
from services.gemeente.afsluiting.begrippen import OpenActie, Restactie, restactiefouten
from shared.bericht.jsonvorm import jcs
from shared.convenant.termijnen import datum_nl
from shared.partij.fouten import Conflict, OngeldigeInvoer
from shared.partij.groepsbesluiten import Groepsbesluiten
from shared.partij.teksten import keur
from shared.partij.toegang import Medewerker
from shared.partij.uitwisseling import Uitwisseling
from shared.web.meldingen import Invoerfout
from shared.web.paginering import eis_if_match, etag

AFSLUITING = "afsluiting"


@dataclass(frozen=True)
class Afsluitvraag:
    """What the official decides: on which criterion, why, and who takes what is left."""

    eindcriterium: str
    motivering: str
    restacties: tuple[Restactie, ...]

    def inhoud(self) -> dict[str, Any]:
        """As it is kept in the file."""
        return {
            "eindcriterium": self.eindcriterium,
            "motivering": self.motivering,
            "restacties": [
                {
                    "actie": een.actie,
                    "eigenaar": een.eigenaar,
                    "uiterlijk": een.uiterlijk.isoformat(),
                }
                for een in self.restacties
            ],
        }


@dataclass(frozen=True)
class Afsluitstand:
    """What an end would leave open today, and the decision once it was taken."""

    open_acties: list[OpenActie]
    besluit: Document | None
    etag: str


class Afsluiting:
    """The use cases of one official."""

    def __init__(self, uitwisseling: Uitwisseling, wie: Medewerker) -> None:
        self._u = uitwisseling
        self._wie = wie

    async def stand(self, groep: str) -> Afsluitstand:
        """What is open and what was decided; finishes a decision whose answer got lost."""
        self._wie.eis_groep(groep)
        toestand = await self._u.gateway.groep(groep)
        return await asyncio.to_thread(self._stand, groep, toestand)

    async def sluit(self, groep: str, vraag: Afsluitvraag, if_match: str | None) -> Document:
        """Takes the decision. Raises ``OngeldigeInvoer`` with everything that is missing."""
        stand = await self.stand(groep)
        if stand.besluit is not None:
            raise Conflict("Deze groep is al afgesloten.")
        eis_if_match(if_match, stand.etag)
        eigenaars = await self._eigenaars() if vraag.restacties else {}
        self._keur(vraag, stand.open_acties, eigenaars)
        inhoud = vraag.inhoud()
        await asyncio.to_thread(self._leg_klaar, groep, inhoud)
        besluiten = Groepsbesluiten(self._u, self._wie, samengesteld=True)
        await besluiten.neem(AFSLUITING, groep, {"eindcriterium": vraag.eindcriterium})
        return await asyncio.to_thread(self._bevestig, groep, inhoud)

    async def _eigenaars(self) -> dict[str, str]:
        return {
            str(een["id"]): str(een["partij"])
            for een in await self._u.gateway.collegas()
            if een.get("geldig") is True
        }

    def _keur(
        self, vraag: Afsluitvraag, open_acties: Sequence[OpenActie], eigenaars: Mapping[str, str]
    ) -> None:
        fouten = keur("/motivering", vraag.motivering)
        criteria = self._u.dienst.regels.eindcriteria
        if vraag.eindcriterium not in criteria:
            zin = f"bestaat niet; kies uit: {', '.join(criteria)}"
            fouten.append(Invoerfout("/eindcriterium", zin))
        vandaag = datum_nl(self._u.dienst.klok())
        fouten += restactiefouten(open_acties, vraag.restacties, eigenaars, vandaag)
        if fouten:
            raise OngeldigeInvoer(fouten)

    def _stand(self, groep: str, toestand: Mapping[str, Any]) -> Afsluitstand:
        with self._u.lezend() as sessie:
            document = Documenten(sessie, self._u.dienst.klok()).zoek(groep, AFSLUITING)
            openstaand = _openstaand(sessie, groep)
        if document is not None and not document.vastgesteld:
            genomen = toestand.get("eindcriterium") == document.inhoud["eindcriterium"]
            document = self._bevestig(groep, document.inhoud) if genomen else None
        gezien = [[actie.id, actie.versie] for actie in openstaand]
        merk = sha256(jcs({"groep": groep, "acties": gezien})).hexdigest()
        return Afsluitstand(openstaand, document, etag(groep, merk))

    def _leg_klaar(self, groep: str, inhoud: Mapping[str, Any]) -> None:
        with self._u.dienst.transactie() as sessie:
            documenten = Documenten(sessie, self._u.dienst.klok())
            bestaand = documenten.zoek(groep, AFSLUITING)
            if bestaand is not None and bestaand.vastgesteld:
                raise Conflict("Deze groep is al afgesloten.")
            documenten.schrijf(groep, AFSLUITING, inhoud, _altijd, self._wie.autorisatie_id)

    def _bevestig(self, groep: str, inhoud: Mapping[str, Any]) -> Document:
        """The gateway took it: lay it down, and allot what is left. Twice is once."""
        with self._u.dienst.transactie() as sessie:
            nu, door = self._u.dienst.klok(), self._wie.autorisatie_id
            documenten = Documenten(sessie, nu)
            document = documenten.lees(groep, AFSLUITING)
            if document.vastgesteld:
                return document
            if document.inhoud != inhoud:
                documenten.schrijf(groep, AFSLUITING, inhoud, _altijd, door)
            _deel_toe(sessie, Acties(sessie, nu, door), groep, inhoud["restacties"])
            return documenten.stel_vast(groep, AFSLUITING, _altijd, door)


def _openstaand(sessie: Session, groep: str) -> list[OpenActie]:
    vraag = select(ActieRij).where(ActieRij.groep == groep, ActieRij.status.not_in(AF))
    return [
        OpenActie(rij.id, rij.versie, rij.omschrijving, rij.partij, rij.eigenaar, rij.uiterlijk)
        for rij in sessie.scalars(vraag.order_by(ActieRij.id))
    ]


def _deel_toe(
    sessie: Session, acties: Acties, groep: str, restacties: Sequence[Mapping[str, str]]
) -> None:
    """What still stands open becomes a rest action; what ended meanwhile stays as it is."""
    genoemd = {een["actie"]: een for een in restacties}
    for een in _openstaand(sessie, groep):
        nieuw = genoemd.get(een.id)
        if nieuw is None:
            acties.maak_restactie(een.id, een.eigenaar, een.uiterlijk)
        else:
            acties.maak_restactie(een.id, nieuw["eigenaar"], date.fromisoformat(nieuw["uiterlijk"]))


def _altijd(_: int) -> bool:
    """The version was held against the whole of what was shown already."""
    return True
