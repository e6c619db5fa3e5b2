"""``/v1/groepen/{groepId}/wat-mag``: what may be given now, to whom, and what is needed first."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Query

from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.overzicht.watmag.dienst import wat_mag
from shared.overzicht.watmag.vormen import VOORBEELD, WatMagUit
from shared.partij.web.vormen import Kenmerk, Regel
from shared.verzenden.mogelijk.stand import stand_van
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.verzenden.versturen.afhankelijkheden import EigentoetsAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze


def watmag_router() -> APIRouter:
    """The one question."""
    router = maak_router("keuzes")

    @router.get(
        "/groepen/{groepId}/wat-mag",
        response_model=WatMagUit,
        **operatie(
            "toonWatMag",
            "Zegt wat er nu over deze groep van u naar wie mag, op welke grond, en wat niet",
            antwoord=VOORBEELD,
            fouten=(502,),
            beschrijving=(
                "Van elke soort gegeven en elk stuk het oordeel van de toetsing zelf, met de groep "
                "zoals zij nu is, als alles wat iemand kiest en verklaart goed is. Over een "
                "persoon zegt dit niets."
            ),
        ),
    )
    async def toon(
        groepId: Annotated[Kenmerk, Path(description="De groep.")],  # noqa: N803
        u: UitwisselingAfh,
        toetsing: EigentoetsAfh,
        wie: Lezer,
        naar: Annotated[Regel | None, Query(description="Alleen naar deze partij.")] = None,
    ) -> WatMagUit:
        regels, eigen = u.dienst.regels, u.dienst.partij.code
        anderen = [code for code in regels.partijen if code != eigen]
        eis_keuze("naar", naar, anderen)
        wie.eis_groep(groepId)
        groep = await u.gateway.groep(groepId)
        stand = await stand_van(u.dienst, toetsing.boek, groep, regels.partijen)
        ontvangers = anderen if naar is None else [naar]
        return await asyncio.to_thread(wat_mag, regels, eigen, ontvangers, stand)

    return router
