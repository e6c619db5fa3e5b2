"""``/v1/groepen``: how groups stand, in words and numbers."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Path

from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.convenant.einde import groep_loopt
from shared.overzicht.groepspagina.begrippen import geopend_op, nieuwste_eerst, stap_sinds, verder
from shared.overzicht.groepspagina.opslag import Aantallen, aantallen
from shared.overzicht.groepspagina.vormen import VOORBEELD, GroepenUit, Groepspagina
from shared.partij.dienst import Dienst
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.besluiten.groepsbesluiten import Groepsbesluiten


def groepspagina_router() -> APIRouter:
    """All groups, and one."""
    router = maak_router("groepen")

    @router.get(
        "/groepen",
        response_model=GroepenUit,
        **operatie(
            "lijstGroepen",
            "Geeft de groepen van uw taak zoals de gateway ze kent, de nieuwste eerst",
            antwoord={"groepen": [VOORBEELD], "totaal": 1, "lopend": 1},
            fouten=(502,),
        ),
    )
    async def lijst(u: UitwisselingAfh, wie: Lezer) -> GroepenUit:
        standen = nieuwste_eerst(await Groepsbesluiten(u, wie).groepen())
        return GroepenUit(
            groepen=await asyncio.to_thread(_paginas, u.dienst, standen),
            totaal=len(standen),
            lopend=sum(map(groep_loopt, standen)),
        )

    @router.get(
        "/groepen/{groepId}",
        response_model=Groepspagina,
        **operatie(
            "leesGroep",
            "Geeft de stand van een groep zoals de gateway die kent, en wat de volgende stap opent",
            antwoord=VOORBEELD,
            fouten=(502,),
        ),
    )
    async def lees(
        groepId: Annotated[Kenmerk, Path(description="De groep.")],  # noqa: N803
        u: UitwisselingAfh,
        wie: Lezer,
    ) -> dict[str, Any]:
        stand = await Groepsbesluiten(u, wie).groep(groepId)
        (pagina,) = await asyncio.to_thread(_paginas, u.dienst, [stand])
        return pagina

    return router


def _paginas(dienst: Dienst, standen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    with dienst.lezend() as sessie:
        geteld = aantallen(sessie, [stand["id"] for stand in standen])
    return [_pagina(dienst, stand, geteld[stand["id"]]) for stand in standen]


def _pagina(dienst: Dienst, stand: dict[str, Any], geteld: Aantallen) -> dict[str, Any]:
    return {
        **stand,
        "stapnaam": dienst.regels.stappen[stand["stap"]].naam,
        "geopendOp": geopend_op(stand),
        "stapSinds": stap_sinds(stand),
        "verder": list(verder(dienst.regels, stand)),
        "aantallen": vars(geteld),
    }
