"""``/v1/groepen/{groepId}/stapstand``: what of the step is done, and what it still asks (4.1)."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import Field

from services.gemeente.aanpak.router import Lezer
from services.gemeente.aanpak.vormen import VOORBEELD_GROEP
from services.gemeente.groepsdocumenten.begrippen import openstaand
from services.gemeente.groepsdocumenten.dienst import Documenten
from services.gemeente.groepsdocumenten.soorten import SOORTEN, stapcode
from services.gemeente.groepsdocumenten.stapeisen import Documenteisen
from shared.bestand.toegang.medewerker import Medewerker
from shared.partij.web.afhankelijkheden import GroepId
from shared.partij.web.vormen import Uitvoermodel
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie


class StapdocumentUit(Uitvoermodel):
    """A document that is written in this step, as it stands."""

    code: str
    titel: str
    nodig: bool = Field(description="De groep kan de stap pas uit als het vaststaat.")
    versie: int = Field(description="0: nog niet geschreven.")
    vastgesteld: bool
    tijdstip: datetime | None


class StapstandUit(Uitvoermodel):
    """A step of a group: what is done, and everything that is missing."""

    groep: str
    stap: int
    vragen: int
    beantwoord: int
    documenten: list[StapdocumentUit]
    open_vragen: list[str] = Field(
        description="Zonder antwoord, en zonder reden waarom zij hier niet speelt."
    )
    ontbreekt: list[str] = Field(
        description="In zinnen, ook over de vragen. Leeg: de groep kan deze stap uit."
    )


VOORBEELD: dict[str, Any] = {
    "groep": VOORBEELD_GROEP,
    "stap": 3,
    "vragen": 4,
    "beantwoord": 3,
    "documenten": [
        {
            "code": "probleemdefinitie",
            "titel": "de probleemdefinitie",
            "nodig": True,
            "versie": 0,
            "vastgesteld": False,
            "tijdstip": None,
        }
    ],
    "openVragen": ["Wat is ons advies?"],
    "ontbreekt": ["Stap 3 is pas klaar als dit is vastgesteld: de probleemdefinitie."],
}


def stapstand_router() -> APIRouter:
    """One operation: the step as a screen shows it."""
    router = maak_router("aanpak")

    @router.get(
        "/groepen/{groepId}/stapstand",
        response_model=StapstandUit,
        **operatie(
            "leesStapstand",
            "Geeft wat er van de stap van een groep klaar is, en wat er nog ontbreekt",
            antwoord=VOORBEELD,
            fouten=(502,),
        ),
    )
    async def lees(groep: GroepId, u: UitwisselingAfh, wie: Lezer) -> StapstandUit:
        wie.eis_groep(groep)
        stand = await u.gateway.groep(groep)
        return await asyncio.to_thread(_stand, u, wie, groep, int(stand["stap"]))

    return router


def _stand(u: Uitwisseling, wie: Medewerker, groep: str, stap: int) -> StapstandUit:
    wie.eis_groep(groep)
    dienst = u.dienst
    rij = dienst.regels.stappen[stap]
    with dienst.lezend() as sessie:
        documenten = Documenten(sessie, dienst.klok())
        antwoorden = documenten.zoek(groep, stapcode(stap))
        inhoud = None if antwoorden is None else antwoorden.inhoud
        gevonden = {
            een.code: documenten.zoek(groep, een.code) for een in SOORTEN if stap in een.stappen
        }
        ontbreekt = Documenteisen().ontbreekt(sessie, dienst, groep, stap)
    open_vragen = openstaand(rij.vragen, inhoud)
    return StapstandUit(
        groep=groep,
        stap=stap,
        vragen=len(rij.vragen),
        beantwoord=len(rij.vragen) - len(open_vragen),
        open_vragen=open_vragen,
        documenten=[
            StapdocumentUit(
                code=een.code,
                titel=dienst.regels.stukken[een.stuk].titel,
                nodig=een.code in rij.documenten,
                versie=0 if document is None else document.versie,
                vastgesteld=document is not None and document.vastgesteld,
                tijdstip=None if document is None else document.tijdstip,
            )
            for een in SOORTEN
            if een.code in gevonden
            for document in [gevonden[een.code]]
        ],
        ontbreekt=[str(een["uitleg"]) for een in ontbreekt],
    )
