"""``/v1/overlegreeksen``, ``/v1/overleggen`` and ``/v1/mondelinge-verstrekkingen``."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Response

from shared.partij.modelbasis import Kenmerk
from shared.partij.overleg import opslag
from shared.partij.overleg.modellen import MondelingRij, OverlegreeksRij
from shared.partij.overleg.mondeling import Mondeling
from shared.partij.overleg.plannen import Planning
from shared.partij.overleg.verslag import Verslag, Verslagen
from shared.partij.overleg.vormen import (
    VOORBEELD_INVOER,
    VOORBEELD_MONDELING,
    VOORBEELD_MONDELING_UIT,
    VOORBEELD_OVERLEG,
    VOORBEELD_OVERLEG_ID,
    VOORBEELD_REEKS,
    VOORBEELD_REEKS_ID,
    VOORBEELD_REEKS_UIT,
    VOORBEELD_VERSLAG,
    Bevestigopdracht,
    GeplandUit,
    MondelingenUit,
    Mondelingopdracht,
    MondelingUit,
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
from shared.partij.routers.verstrekkingen import Idempotentiesleutel, stand_na_versturen
from shared.partij.toegang import Medewerker, medewerker
from shared.partij.uitwisseling import UitwisselingAfh
from shared.partij.uitwisseling_modellen import UitgaandRij
from shared.partij.versies import etag_van, versie_eis
from shared.web.routes import maak_router, operatie

Deelnemer = Annotated[Medewerker, Depends(medewerker("overleggen"))]
Verstrekker = Annotated[Medewerker, Depends(medewerker("verstrekken"))]
IfMatch = Annotated[str | None, Header(alias="If-Match", description="De ETag bij een wijziging.")]
_ETAG = {"ETag": "De versie, voor If-Match bij een wijziging."}


def overleggen_router() -> APIRouter:
    """The operations on meetings and on what is said."""
    router = maak_router("overleggen")
    _voeg_reeksen_toe(router)
    _voeg_overleggen_toe(router)
    _voeg_mondeling_toe(router)
    _voeg_verslag_toe(router)
    return router


def _voeg_reeksen_toe(router: APIRouter) -> None:
    @router.put(
        "/overlegreeksen/{id}",
        response_model=ReeksUit,
        **operatie(
            "zetOverlegreeks",
            "Legt doel, frequentie en samenstelling van een reeks overleggen vast",
            verzoek=VOORBEELD_REEKS,
            antwoord=VOORBEELD_REEKS_UIT,
            fouten=(409, 412, 428),
            koppen=_ETAG,
        ),
    )
    def zet(
        id: Kenmerk, invoer: Reeksinvoer, u: UitwisselingAfh, wie: Deelnemer, uit: Response,
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
        u: UitwisselingAfh, wie: Deelnemer, pagina: PaginaAfh,
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
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Deelnemer, uit: Response) -> ReeksUit:
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
        id: Kenmerk, invoer: Overleginvoer, u: UitwisselingAfh, wie: Deelnemer, uit: Response,
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
        wie: Deelnemer,
        groep: Annotated[Kenmerk, Query(description="De groep.")],
    ) -> OverleggenUit:
        wie.eis_groep(groep)
        gevonden = await u.gateway.overleggen(groep)
        return OverleggenUit(overleggen=[OverlegUit.model_validate(een) for een in gevonden])

    @router.get(
        "/overleggen/{id}",
        response_model=OverlegUit,
        **operatie(
            "leesOverleg",
            "Geeft een overleg, met wat er volgens het log is gezegd",
            antwoord=VOORBEELD_OVERLEG,
            fouten=(502,),
        ),
    )
    async def lees(id: Kenmerk, u: UitwisselingAfh, wie: Deelnemer) -> OverlegUit:
        overleg = await u.gateway.overleg(id)
        wie.eis_groep(str(overleg["groep"]))
        return OverlegUit.model_validate(overleg)


def _voeg_mondeling_toe(router: APIRouter) -> None:
    @router.post(
        "/mondelinge-verstrekkingen",
        response_model=MondelingUit,
        **operatie(
            "vraagMondelingeVerstrekking",
            "Vraagt of iets gezegd mag worden, voordat het gezegd wordt",
            status=201,
            verzoek=VOORBEELD_MONDELING,
            antwoord=VOORBEELD_MONDELING_UIT,
            fouten=(409, 410, 502),
            beschrijving=(
                "Een 201 betekent: zeg het nu. Een weigering is een 403 met alle redenen; zeg het "
                "dan niet. Is het antwoord een 202, dan is het nog niet zeker; zeg het nog niet."
            ),
        ),
    )
    async def vraag(
        opdracht: Mondelingopdracht, u: UitwisselingAfh, wie: Verstrekker, uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> MondelingUit:  # fmt: skip
        bericht = await Mondeling(u, wie).vraag(opdracht, sleutel)
        await stand_na_versturen(u, bericht, uit)
        return _stand(u, wie, bericht)

    @router.post(
        "/mondelinge-verstrekkingen/{bericht}/_bevestig",
        response_model=MondelingUit,
        **operatie(
            "bevestigMondelingeVerstrekking",
            "Vertelt of het ook gezegd is; zo niet, dan wordt het bericht ingetrokken",
            verzoek={"gedeeld": True},
            antwoord={**VOORBEELD_MONDELING_UIT, "gedeeld": True, "bladnummer": 44},
            fouten=(409, 502),
        ),
    )
    async def bevestig(
        bericht: Kenmerk, opdracht: Bevestigopdracht, u: UitwisselingAfh, wie: Verstrekker
    ) -> MondelingUit:
        await Mondeling(u, wie).bevestig(bericht, opdracht.overleg, gedeeld=opdracht.gedeeld)
        return _stand(u, wie, bericht)

    @router.get(
        "/mondelinge-verstrekkingen/{bericht}",
        response_model=MondelingUit,
        **operatie(
            "leesMondelingeVerstrekking",
            "Geeft of iets gezegd mocht worden, en of het gezegd is",
            antwoord=VOORBEELD_MONDELING_UIT,
        ),
    )
    def lees(bericht: Kenmerk, u: UitwisselingAfh, wie: Deelnemer) -> MondelingUit:
        return _stand(u, wie, bericht)

    @router.get(
        "/mondelinge-verstrekkingen",
        response_model=MondelingenUit,
        **operatie(
            "lijstMondelingeVerstrekkingen",
            "Geeft wat er mondeling gedeeld mocht worden, en of het gezegd is",
            antwoord={"mondelingeVerstrekkingen": [VOORBEELD_MONDELING_UIT], "volgende": None},
        ),
    )
    def lijst(
        u: UitwisselingAfh, wie: Deelnemer, pagina: PaginaAfh,
        groep: Annotated[Kenmerk, Query(description="De groep.")],
        overleg: Annotated[Kenmerk | None, Query(description="Het overleg.")] = None,
        open: Annotated[
            bool | None, Query(description="Alleen waarvan (niet) is verteld of het gezegd is.")
        ] = None,
    ) -> MondelingenUit:  # fmt: skip
        wie.eis_groep(groep)
        gezocht = opslag.mondeling(
            na=pagina.na, hoogstens=pagina.een_meer(), groep=groep, overleg=overleg, open_=open
        )
        with u.lezend() as sessie:
            gevonden = [(rij, bericht) for rij, bericht in sessie.execute(gezocht)]
            rijen, volgende = pagina.snijd(gevonden, lambda rij: rij[0].bericht_id)
            uit = [_mondeling(rij, bericht) for rij, bericht in rijen]
        return MondelingenUit(mondelinge_verstrekkingen=uit, volgende=volgende)


def _voeg_verslag_toe(router: APIRouter) -> None:
    @router.get(
        "/overleggen/{id}/verslag",
        response_model=VerslagUit,
        **operatie(
            "leesVerslag",
            "Geeft het verslag: welke gegevens deze partij zei en te horen kreeg",
            antwoord=VOORBEELD_VERSLAG,
            fouten=(502,),
            beschrijving="Het verslag volgt uit wat is getoetst en gezegd. Lezen wordt vastgelegd.",
        ),
    )
    async def lees(id: Kenmerk, u: UitwisselingAfh, wie: Deelnemer) -> VerslagUit:
        return _verslag(await Verslagen(u, wie).lees(id))

    @router.post(
        "/overleggen/{id}/verslag/_vaststellen",
        response_model=VerslagUit,
        **operatie(
            "stelVerslagVast",
            "Stelt het verslag vast, met de afspraken; daarna verandert het niet meer",
            verzoek={"afspraken": "Het plein wordt de komende maand vaker bezocht."},
            antwoord=VOORBEELD_VERSLAG,
            fouten=(409, 502),
        ),
    )
    async def stel_vast(
        id: Kenmerk, vaststelling: Vaststelling, u: UitwisselingAfh, wie: Deelnemer
    ) -> VerslagUit:
        return _verslag(await Verslagen(u, wie).stel_vast(id, vaststelling.afspraken))


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


def _stand(u: UitwisselingAfh, wie: Medewerker, bericht: str) -> MondelingUit:
    stand = Mondeling(u, wie).stand(bericht)
    return _mondeling(stand.rij, stand.bericht)


def _mondeling(rij: MondelingRij, bericht: UitgaandRij) -> MondelingUit:
    return MondelingUit(
        bericht=rij.bericht_id,
        overleg=rij.overleg,
        groep=bericht.groep,
        status=bericht.status,
        gedeeld=rij.gedeeld,
        verslag=rij.verslag,
        bladnummer=rij.bladnummer,
        bevestigd_op=rij.bevestigd_op,
    )


def _verslag(verslag: Verslag) -> VerslagUit:
    rij = verslag.vastgesteld
    vaststelling: dict[str, Any] = {
        naam: None if rij is None else getattr(rij, naam)
        for naam in ("afspraken", "digest", "vastgesteld_op", "vastgesteld_door")
    }
    return VerslagUit(
        overleg=OverlegUit.model_validate(verslag.inhoud["overleg"]),
        gezegd=verslag.inhoud["gezegd"],
        gehoord=verslag.inhoud["gehoord"],
        open=verslag.open,
        **vaststelling,
    )
