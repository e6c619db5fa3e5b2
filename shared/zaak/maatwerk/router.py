"""``/v1/groepen/{groepId}/maatwerk``: what a party does by itself for a group (covenant 5.1)."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from shared.bestand.eenmaal.begrippen import eenmalig
from shared.bestand.eenmaal.dienst import al_gedaan, een_keer, onthoud
from shared.bestand.groepen.bekend import eis_lopende_groep
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.zonderpersonen.bevestiging import eis_zonder_personen, leg_bevestiging_vast
from shared.partij.dienst import DienstAfh
from shared.partij.web.afhankelijkheden import GroepId, Idempotentiesleutel
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.tijd.kenmerk import uuid7
from shared.verzenden.stukken.begrippen import DELEN
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.verzenden.versturen.router import ONDERWEG
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.maatwerk.opslag import van_groep
from shared.zaak.maatwerk.tabellen import EigenMaatwerkRij
from shared.zaak.maatwerk.terugkoppelen import koppel_terug
from shared.zaak.maatwerk.vormen import (
    INVOER,
    UIT,
    EigenMaatwerkenUit,
    EigenMaatwerkInvoer,
    EigenMaatwerkUit,
    eigen_maatwerk_uit,
)

Lezer = Annotated[Medewerker, Depends(medewerker("dossier.lezen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("dossier.schrijven"))]
Verteller = Annotated[Medewerker, Depends(medewerker(DELEN))]


def eigen_maatwerk_router() -> APIRouter:
    """The operations on own tailor-made work."""
    router = maak_router("maatwerk")
    _voeg_vastleggen_toe(router)
    _voeg_terugkoppelen_toe(router)
    return router


def _voeg_vastleggen_toe(router: APIRouter) -> None:
    @router.post(
        "/groepen/{groepId}/maatwerk",
        response_model=EigenMaatwerkUit,
        **operatie(
            "legEigenMaatwerkVast",
            "Legt vast wat deze partij zelf voor een groep doet",
            status=201,
            verzoek=INVOER,
            antwoord=UIT,
            fouten=(409,),
        ),
    )
    def leg_vast(
        groep: GroepId, invoer: EigenMaatwerkInvoer, dienst: DienstAfh, wie: Schrijver,
        sleutel: Idempotentiesleutel = None,
    ) -> EigenMaatwerkUit:  # fmt: skip
        eis_lopende_groep(dienst, wie, groep)
        teksten = [("/omschrijving", invoer.omschrijving)]
        eis_zonder_personen(teksten, bevestigd=invoer.bevestigd_zonder_personen)
        opdracht = eenmalig(wie.autorisatie_id, sleutel, f"maatwerk/{groep}", invoer)

        def doe() -> EigenMaatwerkUit:
            with dienst.transactie() as sessie:
                eerder = al_gedaan(sessie, opdracht)
                if eerder is not None:
                    return eigen_maatwerk_uit(
                        sessie.get_one(EigenMaatwerkRij, eerder), dienst.regels
                    )
                nu, door, soort = dienst.klok(), wie.autorisatie_id, EigenMaatwerkRij.__tablename__
                rij = EigenMaatwerkRij(
                    id=uuid7(nu),
                    groep=groep,
                    omschrijving=invoer.omschrijving,
                    vastgelegd_op=nu,
                    vastgelegd_door=door,
                )
                sessie.add(rij)
                leg_bevestiging_vast(sessie, soort, rij.id, 1, door=door, nu=nu)
                onthoud(sessie, opdracht, rij.id)
                sessie.flush()
                return eigen_maatwerk_uit(rij, dienst.regels)

        return een_keer(opdracht, doe)

    @router.get(
        "/groepen/{groepId}/maatwerk",
        response_model=EigenMaatwerkenUit,
        **operatie(
            "lijstEigenMaatwerk",
            "Geeft wat deze partij zelf voor een groep doet",
            antwoord={"maatwerk": [UIT], "volgende": None},
        ),
    )
    def lijst(
        groep: GroepId, dienst: DienstAfh, wie: Lezer, pagina: PaginaAfh
    ) -> EigenMaatwerkenUit:
        wie.eis_groep(groep)
        vraag = van_groep(groep, na=pagina.na, hoogstens=pagina.een_meer())
        with dienst.transactie() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            maatwerk = [eigen_maatwerk_uit(rij, dienst.regels) for rij in rijen]
        return EigenMaatwerkenUit(maatwerk=maatwerk, volgende=volgende)


def _voeg_terugkoppelen_toe(router: APIRouter) -> None:
    @router.post(
        "/maatwerk/{id}/_terugkoppelen",
        response_model=EigenMaatwerkUit,
        **operatie(
            "koppelEigenMaatwerkTerug",
            "Vertelt dat maatwerk is gedaan, en verder niets",
            status=201,
            ook=ONDERWEG,
            antwoord={**UIT, "stuk": "0193aaaa-0000-7000-8000-0000000000c4"},
            fouten=(409, 502),
        ),
    )
    async def terug(
        id: Kenmerk, u: UitwisselingAfh, wie: Verteller, uit: Response
    ) -> EigenMaatwerkUit:
        if not await koppel_terug(u, wie, EigenMaatwerkRij, id):
            uit.status_code = 202
        return await asyncio.to_thread(_lees, u, id)


def _lees(u: Uitwisseling, kenmerk: str) -> EigenMaatwerkUit:
    with u.dienst.lezend() as sessie:
        return eigen_maatwerk_uit(sessie.get_one(EigenMaatwerkRij, kenmerk), u.dienst.regels)
