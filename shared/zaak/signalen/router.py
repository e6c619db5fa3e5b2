"""``/v1/gegeven-signalen``: the signals and observations this party gives (4.1, step 1)."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Response

from shared.partij.web.afhankelijkheden import Idempotentiesleutel
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.begrippen import Richting
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.verzenden.versturen.router import ONDERWEG
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.signalen.dienst import Signalen
from shared.zaak.signalen.vormen import GEVING, VERBETERING, Signaalgeving, Signaalverbetering
from shared.zaak.stukken import lezen
from shared.zaak.stukken.router import Gever, Lezer
from shared.zaak.stukken.voorbeelden import MET_INHOUD, STUK
from shared.zaak.stukken.vormen import StukkenUit, StukMetInhoudUit, StukUit

_PAD = "/gegeven-signalen"
_LOCATION = {"Location": "Waar het signaal staat."}


def signalen_router() -> APIRouter:
    """The operations on given signals."""
    router = maak_router("gegeven signalen")
    _voeg_geven_toe(router)
    _voeg_terugnemen_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_geven_toe(router: APIRouter) -> None:
    @router.post(
        _PAD,
        response_model=StukUit,
        **operatie(
            "geefSignaal",
            "Geeft een signaal of waarneming over groepsgedrag van de eigen partij",
            status=201,
            ook=ONDERWEG,
            verzoek=GEVING,
            antwoord=STUK,
            fouten=(409, 502),
            koppen=_LOCATION,
            beschrijving="Wijst de tekst een mens aan, dan staat in fouten precies waar. Zonder "
            "ontvangers gaat het naar wie de signalen verzamelt.",
        ),
    )
    async def geef(
        invoer: Signaalgeving, u: UitwisselingAfh, wie: Gever, uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> StukUit:  # fmt: skip
        return await _gegeven(u, await Signalen(u, wie).geef(invoer, sleutel), uit)

    @router.post(
        f"{_PAD}/{{id}}/_verbeter",
        response_model=StukUit,
        **operatie(
            "verbeterGegevenSignaal",
            "Verbetert een gegeven signaal bij iedereen die het kreeg",
            status=201,
            ook=ONDERWEG,
            verzoek=VERBETERING,
            antwoord={**STUK, "versie": 2},
            fouten=(409, 410, 502),
            koppen=_LOCATION,
            beschrijving="Het wordt een volgende versie, met een eigen kenmerk. Is er al een "
            "latere dan deze, dan is het een 409: verbeter die.",
        ),
    )
    async def verbeter(
        id: Kenmerk, invoer: Signaalverbetering, u: UitwisselingAfh, wie: Gever, uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> StukUit:  # fmt: skip
        return await _gegeven(u, await Signalen(u, wie).verbeter(id, invoer, sleutel), uit)


def _voeg_terugnemen_toe(router: APIRouter) -> None:
    @router.post(
        f"{_PAD}/{{id}}/_intrekken",
        response_model=StukUit,
        **operatie(
            "trekGegevenSignaalIn",
            "Trekt een gegeven signaal in bij iedereen die het kreeg",
            status=201,
            ook=ONDERWEG,
            antwoord={**STUK, "stand": "ingetrokken", "teruggenomenOp": STUK["op"]},
            fouten=(409, 502),
            koppen=_LOCATION,
            beschrijving="Daar telt het niet meer, en als bewijs ook niet.",
        ),
    )
    async def trek_in(id: Kenmerk, u: UitwisselingAfh, wie: Gever, uit: Response) -> StukUit:
        await Signalen(u, wie).trek_in(id)
        return await _gegeven(u, id, uit)

    @router.delete(
        f"{_PAD}/{{id}}",
        **operatie(
            "verwijderGegevenSignaal",
            "Verwijdert wat een gegeven signaal zei, in elke versie, uit het eigen bestand",
            status=204,
            fouten=(409,),
            beschrijving="Eerst intrekken: zolang een ander het heeft, is het een 409. Daarna "
            "blijft alleen dat het is gegeven, en aan wie. Is de termijn voorbij, dan gebeurt dit "
            "vanzelf.",
        ),
    )
    def verwijder(id: Kenmerk, u: UitwisselingAfh, wie: Gever) -> None:
        Signalen(u, wie).verwijder(id)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        _PAD,
        response_model=StukkenUit,
        **operatie(
            "lijstGegevenSignalen",
            "Geeft de signalen die deze partij gaf, en wat ervan werd",
            antwoord={"stukken": [STUK], "volgende": None},
            beschrijving="Van elk de laatste versie. Per ontvanger staat waar het is, of het apart "
            "ligt, en of het daar is teruggenomen of verwijderd.",
        ),
    )
    def lijst(
        u: UitwisselingAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        groep: Annotated[Kenmerk | None, Query(description="De groep.")] = None,
        eigen: Annotated[bool, Query(description="Alleen wat u zelf gaf.")] = False,
    ) -> StukkenUit:
        waarden = {
            "richting": Richting.UIT, "soort": u.dienst.regels.signalen.stuk, "groep": groep,
            "medewerker": wie.autorisatie_id if eigen else None,
        }  # fmt: skip
        vraag = opslag.zoek(
            na=pagina.na, hoogstens=pagina.een_meer(), waarden=waarden, taak=wie.taak,
            zelf=wie.autorisatie_id,
        )  # fmt: skip
        with u.dienst.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            stukken = lezen.als_lijst(sessie, rijen, u.dienst.regels)
            return StukkenUit(stukken=stukken, volgende=volgende)

    @router.get(
        f"{_PAD}/{{id}}",
        response_model=StukMetInhoudUit,
        **operatie(
            "leesGegevenSignaal",
            "Geeft een gegeven signaal met wat het zegt en wat ervan werd",
            antwoord=MET_INHOUD,
            beschrijving="Het inzien wordt vastgelegd.",
        ),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> StukMetInhoudUit:
        return Signalen(u, wie).lees(id)


async def _gegeven(u: Uitwisseling, kenmerk: str, uit: Response) -> StukUit:
    stuk, rust = await asyncio.to_thread(lezen.stand_na_versturen, u, kenmerk)
    uit.headers["Location"] = f"{u.dienst.instellingen.server.publieke_url}{_PAD}/{kenmerk}"
    if not rust:
        uit.status_code = 202
    return stuk
