"""``/v1/stukken``: give a stuk about a group, follow it, read what others gave, take one back."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.werkzaamheden.afhankelijkheden import Langwerk, LangwerkAfh
from shared.partij.voortgang.bron import Voortgangbron
from shared.partij.web.afhankelijkheden import Idempotentiesleutel
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.stukken import opslag
from shared.verzenden.stukken.begrippen import DELEN, LEZEN, Richting, Stukstand, is_deelbaar
from shared.verzenden.stukken.voortgang import GEEFVOORTGANG, INTREKVOORTGANG
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.verzenden.versturen.afhankelijkheden import EigentoetsAfh
from shared.verzenden.versturen.router import ONDERWEG
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze
from shared.web.langwerk.onderweg import LANG_WERK
from shared.zaak.stukken import lezen
from shared.zaak.stukken.beantwoorden import Beantwoorden
from shared.zaak.stukken.intrekken import Stukintrekking
from shared.zaak.stukken.opdracht import Antwoordopdracht, Stukopdracht
from shared.zaak.stukken.versturen import Stukverzending
from shared.zaak.stukken.voorbeelden import (
    ANTWOORD,
    ANTWOORDSTUK,
    MET_INHOUD,
    OPDRACHT,
    STUK,
    VOORBEELD,
)
from shared.zaak.stukken.vormen import (
    StukkenUit,
    StukMetInhoudUit,
    StukUit,
    StukvoorbeeldUit,
    VersiesUit,
    voorbeeld_uit,
)

Gever = Annotated[Medewerker, Depends(medewerker(DELEN))]
Lezer = Annotated[Medewerker, Depends(medewerker(LEZEN))]
_LOCATION = {
    **LANG_WERK,
    "Location": "Waar het stuk staat; bij een 202 met `Preference-Applied` hoe ver het is.",
}
_NIEUW = (
    "De dienst telt de versie. Weigert de toetsing het aan elke ontvanger, dan is dat een 403 met "
    "alle redenen; weigert zij het aan een van hen, dan staat dat bij die ontvanger. Is het nog "
    "niet klaar, dan is het antwoord een 202 en gaat de bezorging door."
)


def stukken_router() -> APIRouter:
    """The operations on stukken."""
    router = maak_router("stukken")
    _voeg_geven_toe(router)
    _voeg_intrekken_toe(router)
    _voeg_lezen_toe(router)
    _voeg_beantwoorden_toe(router)
    return router


def _voeg_geven_toe(router: APIRouter) -> None:
    @router.post(
        "/stukken/_voorbeeld",
        response_model=StukvoorbeeldUit,
        **operatie(
            "toonStukvoorbeeld",
            "Toont wat de ontvangers zouden krijgen, en wat eraan in de weg staat",
            verzoek=OPDRACHT,
            antwoord=VOORBEELD,
            fouten=(409, 502),
            beschrijving="Er wordt niets verstuurd en niets bewaard.",
        ),
    )
    async def voorbeeld(
        opdracht: Stukopdracht, u: UitwisselingAfh, toets: EigentoetsAfh, wie: Gever
    ) -> StukvoorbeeldUit:
        return voorbeeld_uit(await Stukverzending(u, wie).voorbeeld(opdracht, toets))

    @router.post(
        "/stukken",
        response_model=StukUit,
        **operatie(
            "deelStuk",
            "Geeft een stuk over een groep aan een of meer andere partijen",
            status=201,
            ook=ONDERWEG,
            verzoek=OPDRACHT,
            antwoord=STUK,
            fouten=(409, 502),
            koppen=_LOCATION,
            beschrijving="Wijst een tekst een mens aan, dan staat in fouten precies waar. "
            + _NIEUW,
        ),
    )
    async def deel(
        opdracht: Stukopdracht,
        u: UitwisselingAfh,
        wie: Gever,
        uit: Response,
        lang: LangwerkAfh,
        sleutel: Idempotentiesleutel = None,
    ) -> StukUit:
        stuk_id = await Stukverzending(u, wie).deel(opdracht, sleutel, lang.wacht)
        return await _gevolgd(u, stuk_id, uit, lang, GEEFVOORTGANG, wie)


def _voeg_intrekken_toe(router: APIRouter) -> None:
    @router.post(
        "/stukken/{id}/_intrekken",
        response_model=StukUit,
        **operatie(
            "trekStukIn",
            "Neemt een gegeven stuk terug bij wie het kreeg",
            status=201,
            ook=ONDERWEG,
            antwoord={**STUK, "stand": "ingetrokken", "teruggenomenOp": STUK["op"]},
            fouten=(409, 502),
            koppen=_LOCATION,
            beschrijving="Elke ontvanger krijgt een intrekking. Wat nog niet was aangekomen, gaat "
            "niet meer weg.",
        ),
    )
    async def trek_in(
        id: Kenmerk, u: UitwisselingAfh, wie: Gever, uit: Response, lang: LangwerkAfh
    ) -> StukUit:
        await Stukintrekking(u, wie).trek_in(id, lang.wacht)
        return await _gevolgd(u, id, uit, lang, INTREKVOORTGANG, wie)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/stukken",
        response_model=StukkenUit,
        **operatie(
            "lijstStukken",
            "Geeft gegeven en ontvangen stukken, van elk alleen de laatste versie",
            antwoord={"stukken": [STUK], "volgende": None},
            beschrijving="Met stand ook wat vervangen is, niet aankwam of apart wordt gehouden.",
        ),
    )
    def lijst(
        u: UitwisselingAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        richting: Annotated[Richting | None, Query(description="Gegeven of gekregen.")] = None,
        stuk: Annotated[str | None, Query(max_length=40, description="Welk stuk.")] = None,
        groep: Annotated[Kenmerk | None, Query(description="De groep.")] = None,
        van: Annotated[str | None, Query(max_length=63, description="Wie het gaf.")] = None,
        onderwerp: Annotated[Kenmerk | None, Query(description="Waar het over gaat.")] = None,
        stand: Annotated[Stukstand | None, Query(description="De stand.")] = None,
    ) -> StukkenUit:
        regels = u.dienst.regels
        eis_keuze("stuk", stuk, [code for code in regels.stukken if is_deelbaar(regels, code)])
        eis_keuze("van", van, regels.partijen)
        waarden = {
            "richting": richting, "soort": stuk, "groep": groep, "van": van,
            "onderwerp": onderwerp, "stand": stand,
        }  # fmt: skip
        vraag = opslag.zoek(
            na=pagina.na, hoogstens=pagina.een_meer(), waarden=waarden, taak=wie.taak,
            zelf=wie.autorisatie_id,
        )  # fmt: skip
        with u.dienst.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            return StukkenUit(stukken=lezen.als_lijst(sessie, rijen, regels), volgende=volgende)

    @router.get(
        "/stukken/{id}",
        response_model=StukMetInhoudUit,
        **operatie(
            "leesStuk",
            "Geeft een stuk met zijn inhoud",
            antwoord=MET_INHOUD,
            beschrijving="Het inzien wordt vastgelegd. Ook een eerdere versie blijft te lezen.",
        ),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> StukMetInhoudUit:
        return lezen.lees(u, wie, id)

    @router.get(
        "/stukken/{id}/versies",
        response_model=VersiesUit,
        **operatie(
            "lijstStukversies",
            "Geeft elke versie van een stuk, zonder inhoud",
            antwoord={"versies": [STUK]},
        ),
    )
    def versies(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> VersiesUit:
        return VersiesUit(versies=lezen.versies(u, wie, id))


def _voeg_beantwoorden_toe(router: APIRouter) -> None:
    @router.post(
        "/informatieverzoeken/{id}/_beantwoord",
        response_model=StukUit,
        **operatie(
            "beantwoordInformatieverzoek",
            "Beantwoordt een informatieverzoek zonder gegevens te geven",
            status=201,
            ook=ONDERWEG,
            verzoek=ANTWOORD,
            antwoord={naam: waarde for naam, waarde in ANTWOORDSTUK.items() if naam != "gegevens"},
            fouten=(409, 502),
            koppen={"Location": "Waar het stuk staat."},
            beschrijving="Een antwoord dat later komt, houdt het verzoek open tot de genoemde dag; "
            "elk ander antwoord sluit het. " + _NIEUW,
        ),
    )
    async def beantwoord(
        id: Kenmerk,
        invoer: Antwoordopdracht,
        u: UitwisselingAfh,
        wie: Gever,
        uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> StukUit:
        return await _gegeven(u, await Beantwoorden(u, wie).beantwoord(id, invoer, sleutel), uit)


async def _gevolgd(
    u: Uitwisseling, stuk_id: str, uit: Response, lang: Langwerk, bron: Voortgangbron,
    wie: Medewerker,
) -> StukUit:  # fmt: skip
    stuk = await _gegeven(u, stuk_id, uit)
    if uit.status_code == 202:
        await lang.volg(bron, stuk_id, wie)
    return stuk


async def _gegeven(u: Uitwisseling, stuk_id: str, uit: Response) -> StukUit:
    stuk, rust = await asyncio.to_thread(lezen.stand_na_versturen, u, stuk_id)
    uit.headers["Location"] = f"{u.dienst.instellingen.server.publieke_url}/stukken/{stuk_id}"
    if not rust:
        uit.status_code = 202
    return stuk
