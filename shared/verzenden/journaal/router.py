"""``/v1/journaal``: what this party sent and received."""

from typing import Annotated

from fastapi import APIRouter, Query

from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.bestand.toegang.taakgrens import ALLES
from shared.partij.dienst import DienstAfh
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.journaal import journaal
from shared.verzenden.journaal.vormen import VOORBEELD_REGEL, JournaalUit, regel_uit
from shared.web.beschrijving.routes import maak_router, operatie

_TOEZICHT = "controleren"


def journaal_router() -> APIRouter:
    """The party's own record of sending and receiving."""
    router = maak_router("journaal")

    @router.get(
        "/journaal",
        response_model=JournaalUit,
        **operatie(
            "lijstJournaal",
            "Geeft wat deze partij verstuurde en ontving, met het bewijs, zonder inhoud",
            antwoord={"journaal": [VOORBEELD_REGEL], "volgende": None},
            beschrijving="Over de groepen van uw taak; wie toezicht houdt ziet alles.",
        ),
    )
    def lijst(
        dienst: DienstAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        bericht: Annotated[Kenmerk | None, Query(description="Alleen over dit bericht.")] = None,
    ) -> JournaalUit:
        taak = ALLES if _TOEZICHT in wie.rechten else wie.taak
        vraag = journaal.zoek(na=pagina.na, hoogstens=pagina.een_meer(), bericht=bericht, taak=taak)
        with dienst.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda r: r.id)
            return JournaalUit(journaal=[regel_uit(rij) for rij in rijen], volgende=volgende)

    return router
