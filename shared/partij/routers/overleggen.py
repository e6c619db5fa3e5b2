"""``/v1/overlegreeksen`` and ``/v1/overleggen``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Response

from shared.partij.fouten import GeenToegang
from shared.partij.modelbasis import Kenmerk
from shared.partij.overleg import opslag
from shared.partij.overleg.modellen import OverlegreeksRij
from shared.partij.overleg.plannen import Planning
from shared.partij.overleg.verslag import (
    PLANNEN,
    Verslag,
    Verslagen,
    eis_eigen_groep,
    is_deelnemer,
)
from shared.partij.overleg.vormen import (
    VOORBEELD_INVOER,
    VOORBEELD_OVERLEG,
    VOORBEELD_OVERLEG_ID,
    VOORBEELD_REEKS,
    VOORBEELD_REEKS_ID,
    VOORBEELD_REEKS_UIT,
    VOORBEELD_VERSLAG,
    GeplandUit,
    OverleggenUit,
    Overleginvoer,
    OverlegUit,
    ReeksenUit,
    Reeksinvoer,
    ReeksUit,
    Vaststelling,
    VerslagUit,
)
from shared.partij.paginering import PaginaAfh
from shared.partij.toegang import TOEZICHT, Medewerker, medewerker
from shared.partij.uitwisseling import UitwisselingAfh
from shared.partij.versies import etag_van, versie_eis
from shared.web.routes import maak_router, operatie

Planner = Annotated[Medewerker, Depends(medewerker("overleggen"))]
Lezer = Annotated[Medewerker, Depends(medewerker("verslagen.lezen"))]
IfMatch = Annotated[str | None, Header(alias="If-Match", description="De ETag bij een wijziging.")]
_LEDEN = tuple(veld.alias or naam for naam, veld in OverlegUit.model_fields.items())
_ETAG = {"ETag": "De versie, voor If-Match bij een wijziging."}


def overleggen_router() -> APIRouter:
    """The operations on meetings and their verslagen."""
    router = maak_router("overleggen")
    _voeg_reeksen_toe(router)
    _voeg_overleggen_toe(router)
    _voeg_verslag_toe(router)
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
            koppen=_ETAG,
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
        with u.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            return ReeksenUit(overlegreeksen=[_reeks(rij) for rij in rijen], volgende=volgende)

    @router.get(
        "/overlegreeksen/{id}",
        response_model=ReeksUit,
        **operatie(
            "leesOverlegreeks",
            "Geeft een reeks overleggen",
            antwoord=VOORBEELD_REEKS_UIT,
            koppen=_ETAG,
        ),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Planner, uit: Response) -> ReeksUit:
        rij = Planning(u, wie).reeks(id)
        uit.headers["ETag"] = etag_van(id, rij.versie)
        return _reeks(rij)


def _voeg_overleggen_toe(router: APIRouter) -> None:
    @router.put(
        "/overleggen/{id}",
        response_model=GeplandUit,
        **operatie(
            "planOverleg",
            "Registreert een overleg en zijn deelnemers, voordat het begint",
            verzoek=VOORBEELD_INVOER,
            antwoord={
                "id": VOORBEELD_OVERLEG_ID,
                "reeks": VOORBEELD_REEKS_ID,
                "bladnummer": 40,
                "versie": 1,
            },
            fouten=(409, 412, 428, 502),
            koppen=_ETAG,
        ),
    )
    async def plan(
        id: Kenmerk, invoer: Overleginvoer, u: UitwisselingAfh, wie: Planner, uit: Response,
        if_match: IfMatch = None,
    ) -> GeplandUit:  # fmt: skip
        rij = await Planning(u, wie).plan(id, invoer, versie_eis(if_match, id))
        uit.headers["ETag"] = etag_van(id, rij.versie)
        return GeplandUit(id=id, reeks=rij.reeks, bladnummer=rij.bladnummer, versie=rij.versie)

    @router.get(
        "/overleggen",
        response_model=OverleggenUit,
        **operatie(
            "lijstOverleggen",
            "Geeft de overleggen over een groep waar deze partij vandaag bij hoort",
            antwoord={"overleggen": [VOORBEELD_OVERLEG]},
            fouten=(502,),
        ),
    )
    async def lijst(
        u: UitwisselingAfh,
        wie: Lezer,
        groep: Annotated[Kenmerk, Query(description="De groep.")],
    ) -> OverleggenUit:
        wie.eis_groep(groep)
        gevonden = await u.gateway.overleggen(groep)
        return OverleggenUit(overleggen=[_overleg(een) for een in gevonden if _ziet(wie, een)])

    @router.get(
        "/overleggen/{id}",
        response_model=OverlegUit,
        **operatie(
            "leesOverleg",
            "Geeft een overleg: waar, wanneer, over welke groepen en met wie",
            antwoord=VOORBEELD_OVERLEG,
            fouten=(502,),
        ),
    )
    async def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> OverlegUit:
        overleg = await u.gateway.overleg(id)
        eis_eigen_groep(wie, overleg)
        if not _ziet(wie, overleg):
            raise GeenToegang("U bent geen aangemelde deelnemer van dit overleg.")
        return _overleg(overleg)


def _voeg_verslag_toe(router: APIRouter) -> None:
    @router.get(
        "/overleggen/{id}/verslag",
        response_model=VerslagUit,
        **operatie(
            "leesVerslag",
            "Geeft het verslag: welke gegevens deze partij zei en te horen kreeg",
            antwoord=VOORBEELD_VERSLAG,
            fouten=(502,),
            beschrijving=(
                "Het verslag volgt uit wat is getoetst en gezegd, en is voor wie erbij was. Lezen "
                "wordt vastgelegd."
            ),
        ),
    )
    async def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> VerslagUit:
        return _verslag(await Verslagen(u, wie).lees(id))

    @router.post(
        "/overleggen/{id}/verslag/_vaststellen",
        response_model=VerslagUit,
        **operatie(
            "stelVerslagVast",
            "Stelt het verslag vast, met de afspraken; daarna verandert het niet meer",
            verzoek={
                "afspraken": "Het plein wordt de komende maand vaker bezocht.",
                "bevestigdZonderPersonen": True,
            },
            antwoord=VOORBEELD_VERSLAG,
            fouten=(409, 502),
        ),
    )
    async def stel_vast(
        id: Kenmerk, vaststelling: Vaststelling, u: UitwisselingAfh, wie: Planner
    ) -> VerslagUit:
        bevestigd = vaststelling.bevestigd_zonder_personen
        verslagen = Verslagen(u, wie)
        return _verslag(await verslagen.stel_vast(id, vaststelling.afspraken, bevestigd=bevestigd))


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


def _ziet(wie: Medewerker, overleg: Mapping[str, Any]) -> bool:
    """Who plans meetings sees those of the groups; anybody else only where he sits himself."""
    return bool({PLANNEN, TOEZICHT} & wie.rechten) or is_deelnemer(wie, overleg)


def _overleg(document: Mapping[str, Any]) -> OverlegUit:
    return OverlegUit.model_validate({n: document[n] for n in _LEDEN})


def _verslag(verslag: Verslag) -> VerslagUit:
    rij = verslag.vastgesteld
    vaststelling: dict[str, Any] = {
        naam: None if rij is None else getattr(rij, naam)
        for naam in ("afspraken", "digest", "vastgesteld_op", "vastgesteld_door")
    }
    return VerslagUit(
        overleg=_overleg(verslag.inhoud["overleg"]),
        gezegd=verslag.inhoud["gezegd"],
        gehoord=verslag.inhoud["gehoord"],
        open=verslag.open,
        weggelaten=verslag.weggelaten,
        **vaststelling,
    )
