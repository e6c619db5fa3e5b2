"""``/v1/overlegreeksen`` and ``/v1/overleggen``: meetings planned and registered beforehand."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.web.afhankelijkheden import ETAG, IfMatch
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.overleg import opslag
from shared.zaak.overleg.plannen import Gepland, Planning
from shared.zaak.overleg.register import PLANNEN, eis_zien, lees_overleg
from shared.zaak.overleg.tabellen import OverlegreeksRij
from shared.zaak.overleg.voorbeelden import (
    VOORBEELD_GEPLAND,
    VOORBEELD_INVOER,
    VOORBEELD_OVERLEG,
    VOORBEELD_REEKS,
    VOORBEELD_REEKS_UIT,
)
from shared.zaak.overleg.vormen import (
    GeplandUit,
    Overleginvoer,
    OverlegUit,
    ReeksenUit,
    Reeksinvoer,
    ReeksUit,
)

Planner = Annotated[Medewerker, Depends(medewerker(PLANNEN))]
Deelnemer = Annotated[Medewerker, Depends(medewerker("verslagen.lezen"))]


def overleggen_router() -> APIRouter:
    """The operations on series and meetings."""
    router = maak_router("overleggen")
    _voeg_reeksen_toe(router)
    _voeg_plannen_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_reeksen_toe(router: APIRouter) -> None:
    @router.put(
        "/overlegreeksen/{id}",
        response_model=ReeksUit,
        **operatie(
            "zetOverlegreeks",
            "Legt doel, frequentie en samenstelling van een reeks overleggen vast",
            verzoek={**VOORBEELD_REEKS, "bevestigdZonderPersonen": True},
            antwoord=VOORBEELD_REEKS_UIT,
            fouten=(409, 412, 428),
            koppen=ETAG,
        ),
    )
    def zet(
        id: Kenmerk, invoer: Reeksinvoer, u: UitwisselingAfh, wie: Planner, uit: Response,
        if_match: IfMatch = None,
    ) -> ReeksUit:  # fmt: skip
        rij = Planning(u, wie).zet_reeks(id, invoer, versie_eis(if_match, id))
        uit.headers["ETag"] = etag_van(id, rij.versie)
        return _reeks(rij)

    @router.get(
        "/overlegreeksen",
        response_model=ReeksenUit,
        **operatie(
            "lijstOverlegreeksen",
            "Geeft de reeksen overleggen over een groep",
            antwoord={"overlegreeksen": [VOORBEELD_REEKS_UIT], "volgende": None},
        ),
    )
    def lijst(
        u: UitwisselingAfh, wie: Planner, pagina: PaginaAfh,
        groep: Annotated[Kenmerk, Query(description="De groep.")],
    ) -> ReeksenUit:  # fmt: skip
        wie.eis_groep(groep)
        vraag = opslag.reeksen(na=pagina.na, hoogstens=pagina.een_meer(), groep=groep)
        with u.dienst.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            return ReeksenUit(overlegreeksen=[_reeks(rij) for rij in rijen], volgende=volgende)

    @router.get(
        "/overlegreeksen/{id}",
        response_model=ReeksUit,
        **operatie(
            "leesOverlegreeks",
            "Geeft een reeks overleggen",
            antwoord=VOORBEELD_REEKS_UIT,
            koppen=ETAG,
        ),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Planner, uit: Response) -> ReeksUit:
        rij = Planning(u, wie).reeks(id)
        uit.headers["ETag"] = etag_van(id, rij.versie)
        return _reeks(rij)


def _voeg_plannen_toe(router: APIRouter) -> None:
    @router.put(
        "/overleggen/{id}",
        response_model=GeplandUit,
        **operatie(
            "planOverleg",
            "Registreert een overleg en zijn deelnemers, voordat het begint",
            verzoek=VOORBEELD_INVOER,
            antwoord=VOORBEELD_GEPLAND,
            fouten=(409, 412, 428, 502),
            koppen=ETAG,
            beschrijving=(
                "Wie het convenant vandaag of op de dag zelf buiten dit overleg houdt, kan geen "
                "deelnemer zijn. Is er al iets toegestaan om te zeggen, dan komt er niemand bij."
            ),
        ),
    )
    async def plan(
        id: Kenmerk, invoer: Overleginvoer, u: UitwisselingAfh, wie: Planner, uit: Response,
        if_match: IfMatch = None,
    ) -> GeplandUit:  # fmt: skip
        gepland = await Planning(u, wie).plan(id, invoer, versie_eis(if_match, id))
        uit.headers["ETag"] = etag_van(id, gepland.versie)
        return _gepland(gepland)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/overleggen/{id}",
        response_model=OverlegUit,
        **operatie(
            "leesOverleg",
            "Geeft een overleg, met wat er is gezegd en wat nog open staat",
            antwoord=VOORBEELD_OVERLEG,
            fouten=(502,),
            koppen=ETAG,
        ),
    )
    async def lees(id: Kenmerk, u: UitwisselingAfh, wie: Deelnemer, uit: Response) -> OverlegUit:
        overleg = await lees_overleg(u, id)
        eis_zien(wie, overleg)
        gepland = Planning(u, wie).gepland(id)
        if gepland is not None:
            uit.headers["ETag"] = etag_van(id, gepland.versie)
        gezien = [een for een in overleg.uitingen if een.groep is None or wie.in_taak(een.groep)]
        return overleg.model_copy(update={"uitingen": gezien})


def _reeks(rij: OverlegreeksRij) -> ReeksUit:
    return ReeksUit(
        id=rij.id,
        groep=rij.groep,
        doel=rij.doel,
        frequentie=rij.frequentie,
        samenstelling=list(rij.samenstelling),
        versie=rij.versie,
        gewijzigd_op=rij.gewijzigd_op,
    )


def _gepland(gepland: Gepland) -> GeplandUit:
    return GeplandUit(
        id=gepland.id,
        reeksen=list(gepland.reeksen),
        bladnummer=gepland.bladnummer,
        versie=gepland.versie,
    )
