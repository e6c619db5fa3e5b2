"""``/v1/groepen/{groepId}/maatwerk``: what the OM does by itself for a group (covenant 5.1).

The covenant calls it all internal, and only for what limits recidivism. So there is no way out: no
kind of data and no source. What is told in the meeting is one line that points at nobody, and the
only message says that it was done; the internal note too holds no person, for whoever is prosecuted
stands in the OM's own files.
"""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from services.om.maatwerk.dienst import keur
from services.om.maatwerk.opslag import van_groep
from services.om.maatwerk.tabellen import MaatwerkRij
from services.om.maatwerk.vormen import INVOER, UIT, MaatwerkenUit, Maatwerkinvoer, MaatwerkUit
from shared.bestand.eenmaal.begrippen import eenmalig
from shared.bestand.eenmaal.dienst import al_gedaan, een_keer, onthoud
from shared.bestand.groepen.bekend import eis_lopende_groep
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.zonderpersonen.bevestiging import (
    leg_bevestiging_vast,
)
from shared.partij.dienst import DienstAfh
from shared.partij.web.afhankelijkheden import GroepId, Idempotentiesleutel
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.tijd.kenmerk import uuid7
from shared.verzenden.stukken.begrippen import DELEN
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.verzenden.versturen.router import ONDERWEG
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.maatwerk.terugkoppelen import koppel_terug

Lezer = Annotated[Medewerker, Depends(medewerker("dossier.lezen"))]
Verteller = Annotated[Medewerker, Depends(medewerker(DELEN))]
Schrijver = Annotated[Medewerker, Depends(medewerker("dossier.schrijven"))]


def maatwerk_router() -> APIRouter:
    """The operations on the OM's own work for a group."""
    router = maak_router("maatwerk")

    @router.post(
        "/groepen/{groepId}/maatwerk",
        response_model=MaatwerkUit,
        **operatie(
            "legMaatwerkVast",
            "Legt eigen maatwerk van het OM voor een groep vast; het blijft intern",
            status=201,
            verzoek=INVOER,
            antwoord=UIT,
            fouten=(409,),
        ),
    )
    def leg_vast(
        groep: GroepId, invoer: Maatwerkinvoer, dienst: DienstAfh, wie: Schrijver,
        sleutel: Idempotentiesleutel = None,
    ) -> MaatwerkUit:  # fmt: skip
        eis_lopende_groep(dienst, wie, groep)
        keur(invoer)
        opdracht = eenmalig(wie.autorisatie_id, sleutel, f"maatwerk/{groep}", invoer)

        def doe() -> MaatwerkUit:
            with dienst.transactie() as sessie:
                eerder = al_gedaan(sessie, opdracht)
                if eerder is not None:
                    return _uit(sessie.get_one(MaatwerkRij, eerder))
                nu, door = dienst.klok(), wie.autorisatie_id
                rij = MaatwerkRij(
                    id=uuid7(nu),
                    groep=groep,
                    soort=invoer.soort,
                    intern=invoer.intern,
                    terugkoppeling=invoer.terugkoppeling,
                    vastgelegd_op=nu,
                    vastgelegd_door=door,
                )
                sessie.add(rij)
                leg_bevestiging_vast(sessie, "maatwerk", rij.id, 1, door=door, nu=nu)
                onthoud(sessie, opdracht, rij.id)
                sessie.flush()
                return _uit(rij)

        return een_keer(opdracht, doe)

    @router.get(
        "/groepen/{groepId}/maatwerk",
        response_model=MaatwerkenUit,
        **operatie(
            "lijstMaatwerk",
            "Geeft het eigen maatwerk van het OM voor een groep",
            antwoord={"maatwerk": [UIT], "volgende": None},
        ),
    )
    def lijst(groep: GroepId, dienst: DienstAfh, wie: Lezer, pagina: PaginaAfh) -> MaatwerkenUit:
        wie.eis_groep(groep)
        vraag = van_groep(groep=groep, na=pagina.na, hoogstens=pagina.een_meer())
        with dienst.transactie() as sessie:
            gevonden = sessie.scalars(vraag).all()
            rijen, volgende = pagina.snijd(gevonden, lambda rij: rij.id)
            return MaatwerkenUit(maatwerk=[_uit(rij) for rij in rijen], volgende=volgende)

    @router.post(
        "/maatwerk/{id}/_terugkoppelen",
        response_model=MaatwerkUit,
        **operatie(
            "koppelMaatwerkTerug",
            "Vertelt de gemeente dat maatwerk is gedaan, en verder niets",
            status=201,
            ook=ONDERWEG,
            antwoord={**UIT, "stuk": "0193aaaa-0000-7000-8000-0000000000c4"},
            fouten=(409, 502),
            beschrijving="Wat er is gedaan, voor wie en wanneer, blijft bij het OM.",
        ),
    )
    async def terug(id: Kenmerk, u: UitwisselingAfh, wie: Verteller, uit: Response) -> MaatwerkUit:
        if not await koppel_terug(u, wie, MaatwerkRij, id):
            uit.status_code = 202
        return await asyncio.to_thread(_lees, u, id)

    return router


def _lees(u: Uitwisseling, kenmerk: str) -> MaatwerkUit:
    with u.dienst.lezend() as sessie:
        return _uit(sessie.get_one(MaatwerkRij, kenmerk))


def _uit(rij: MaatwerkRij) -> MaatwerkUit:
    return MaatwerkUit(**{naam: getattr(rij, naam) for naam in MaatwerkUit.model_fields})
