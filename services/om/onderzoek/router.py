"""``/v1/onderzoeken``: criminal investigations into a group, with owner and dates (5.2)."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from services.om.onderzoek import opslag
from services.om.onderzoek.dienst import BEHEREN, IsGegeven, Onderzoeken, Stand
from services.om.onderzoek.vormen import (
    VOORBEELD_INVOER,
    VOORBEELD_UIT,
    VOORBEELD_VERSIE,
    AflopendUit,
    Einde,
    OnderzoekenUit,
    Onderzoekinvoer,
    OnderzoekUit,
    VerloopUit,
    VersieUit,
    ZaakUit,
)
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.convenant.termijnen import datum_nl
from shared.partij.web.afhankelijkheden import ETAG, GroepId, IfMatch
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie

Eigenaar = Annotated[Medewerker, Depends(medewerker(BEHEREN))]
Lezer = Annotated[Medewerker, Depends(medewerker("contextinformatie.doorgeven"))]


def onderzoeken_router(is_gegeven: IsGegeven) -> APIRouter:
    """The operations on investigations."""
    router = maak_router("onderzoeken")
    _voeg_zetten_toe(router, is_gegeven)
    _voeg_lezen_toe(router, is_gegeven)
    return router


def _voeg_zetten_toe(router: APIRouter, is_gegeven: IsGegeven) -> None:
    @router.put(
        "/onderzoeken/{id}",
        response_model=OnderzoekUit,
        **operatie(
            "legOnderzoekVast",
            "Legt een strafrechtelijk onderzoek naar een groep vast, of wijzigt het",
            verzoek=VOORBEELD_INVOER,
            antwoord=VOORBEELD_UIT,
            fouten=(409, 412, 428, 502),
            koppen=ETAG,
            beschrijving=(
                "De dagen gaan als ondertekend groepsbesluit naar de gateway; wie erover gaat en "
                "welke zaken het zijn, blijft hier."
            ),
        ),
    )
    async def leg_vast(
        id: Kenmerk, invoer: Onderzoekinvoer, u: UitwisselingAfh, wie: Eigenaar, uit: Response,
        if_match: IfMatch = None,
    ) -> OnderzoekUit:  # fmt: skip
        stand = await Onderzoeken(u, wie, is_gegeven).leg_vast(id, invoer, versie_eis(if_match, id))
        return _met_etag(u, stand, uit)

    @router.post(
        "/onderzoeken/{id}/_beeindig",
        response_model=OnderzoekUit,
        **operatie(
            "beeindigOnderzoek",
            "Beëindigt een onderzoek eerder dan gepland; na die dag is de toegang voorbij",
            verzoek={"op": "2026-12-24"},
            antwoord={**VOORBEELD_UIT, "tot": "2026-12-24", "dagenOver": 30, "versie": 2},
            fouten=(409, 412, 428, 502),
            koppen=ETAG,
        ),
    )
    async def beeindig(
        id: Kenmerk, einde: Einde, u: UitwisselingAfh, wie: Eigenaar, uit: Response,
        if_match: IfMatch = None,
    ) -> OnderzoekUit:  # fmt: skip
        stand = await Onderzoeken(u, wie, is_gegeven).beeindig(
            id, einde.op, versie_eis(if_match, id)
        )
        return _met_etag(u, stand, uit)


def _voeg_lezen_toe(router: APIRouter, is_gegeven: IsGegeven) -> None:
    @router.get(
        "/onderzoeken",
        response_model=AflopendUit,
        **operatie(
            "lijstAflopendeOnderzoeken",
            "Geeft de onderzoeken die binnenkort aflopen",
            antwoord={"onderzoeken": [VOORBEELD_UIT]},
        ),
    )
    def aflopend(
        u: UitwisselingAfh, wie: Lezer,
        dagen: Annotated[int, Query(ge=0, le=366, description="Binnen hoeveel dagen.")] = 14,
    ) -> AflopendUit:  # fmt: skip
        vandaag = datum_nl(u.dienst.klok())
        with u.dienst.lezend() as sessie:
            rijen = opslag.aflopend(sessie, wie.taak, vandaag, vandaag + timedelta(days=dagen))
            eigen = [Stand(rij, opslag.zaken(sessie, rij.id)) for rij in rijen]
            return AflopendUit(onderzoeken=[_uit(u, een) for een in eigen])

    @router.get(
        "/onderzoeken/{id}",
        response_model=OnderzoekUit,
        **operatie("leesOnderzoek", "Geeft een onderzoek", antwoord=VOORBEELD_UIT, koppen=ETAG),
    )
    async def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer, uit: Response) -> OnderzoekUit:
        return _met_etag(u, await asyncio.to_thread(Onderzoeken(u, wie, is_gegeven).lees, id), uit)

    @router.get(
        "/onderzoeken/{id}/verloop",
        response_model=VerloopUit,
        **operatie(
            "leesVerloopOnderzoek",
            "Geeft elke versie van een onderzoek: wie wanneer wat vastlegde",
            antwoord={"versies": [VOORBEELD_VERSIE]},
        ),
    )
    def verloop(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> VerloopUit:
        rijen = Onderzoeken(u, wie, is_gegeven).verloop(id)
        return VerloopUit(
            versies=[
                VersieUit(
                    zaken=[ZaakUit.model_validate(zaak) for zaak in rij.zaken],
                    **{n: getattr(rij, n) for n in VersieUit.model_fields if n != "zaken"},
                )
                for rij in rijen
            ]
        )

    @router.get(
        "/groepen/{groepId}/onderzoeken",
        response_model=OnderzoekenUit,
        **operatie(
            "lijstOnderzoeken",
            "Geeft de onderzoeken naar een groep",
            antwoord={"onderzoeken": [VOORBEELD_UIT], "volgende": None},
        ),
    )
    def lijst(groep: GroepId, u: UitwisselingAfh, wie: Lezer, pagina: PaginaAfh) -> OnderzoekenUit:
        wie.eis_groep(groep)
        vraag = opslag.van_groep(groep=groep, na=pagina.na, hoogstens=pagina.een_meer())
        with u.dienst.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            standen = [Stand(rij, opslag.zaken(sessie, rij.id)) for rij in rijen]
            return OnderzoekenUit(onderzoeken=[_uit(u, een) for een in standen], volgende=volgende)


def _met_etag(u: Uitwisseling, stand: Stand, uit: Response) -> OnderzoekUit:
    uit.headers["ETag"] = etag_van(stand.rij.id, stand.rij.versie)
    return _uit(u, stand)


def _uit(u: Uitwisseling, stand: Stand) -> OnderzoekUit:
    rij, vandaag = stand.rij, datum_nl(u.dienst.klok())
    return OnderzoekUit(
        id=rij.id,
        groep=rij.groep,
        eigenaar=rij.eigenaar,
        zaken=[
            ZaakUit(id=zaak.id, nummer=zaak.nummer, zaakofficier=zaak.zaakofficier)
            for zaak in stand.zaken
        ],
        van=rij.van,
        tot=rij.tot,
        loopt=rij.van <= vandaag <= rij.tot,
        dagen_over=max(0, (rij.tot - vandaag).days),
        bladnummer=rij.bladnummer,
        versie=rij.versie,
        gewijzigd_op=rij.gewijzigd_op,
        gewijzigd_door=rij.gewijzigd_door,
    )
