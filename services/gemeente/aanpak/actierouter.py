"""``/v1/groepen/{groepId}/acties`` and ``/v1/acties/{id}``."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from services.gemeente.aanpak.dienst import Aanpak, Verandervraag
from services.gemeente.aanpak.router import Schrijver
from services.gemeente.aanpak.vormen import (
    VOORBEELD_ACTIE_IN,
    VOORBEELD_ACTIE_UIT,
    VOORBEELD_VERLOOP,
    Actieinvoer,
    ActiesUit,
    ActieUit,
    Actiewijziging,
    VerloopUit,
    VerlopenUit,
)
from services.gemeente.acties import dienst as acties
from services.gemeente.acties.dienst import AF, Acties, Actiestatus, NieuweActie, Verandering
from services.gemeente.acties.tabellen import ActieRij
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.convenant.termijnen import datum_nl
from shared.partij.web.afhankelijkheden import ETAG, GroepId, IfMatch
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze

# Een actie kan over iemand gaan, onder pseudoniem; daarvoor is het dossier nodig.
Lezer = Annotated[Medewerker, Depends(medewerker("dossier.lezen"))]

_BEVESTIGING = {"bevestigd_zonder_personen"}


def acties_router() -> APIRouter:
    """The operations on actions."""
    router = maak_router("acties")
    _voeg_maken_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_maken_toe(router: APIRouter) -> None:
    @router.post(
        "/groepen/{groepId}/acties",
        response_model=ActieUit,
        **operatie(
            "spreekActieAf",
            "Spreekt een actie af, met een eigenaar en een datum",
            status=201,
            verzoek=VOORBEELD_ACTIE_IN,
            antwoord=VOORBEELD_ACTIE_UIT,
            fouten=(409, 502),
            koppen=ETAG,
        ),
    )
    async def maak(
        groep: GroepId, invoer: Actieinvoer, u: UitwisselingAfh, wie: Schrijver, uit: Response
    ) -> ActieUit:
        nieuw = NieuweActie(**invoer.model_dump(exclude=_BEVESTIGING))
        rij = await Aanpak(u, wie).spreek_af(
            groep, nieuw, bevestigd=invoer.bevestigd_zonder_personen
        )
        return _uit(u, rij, uit)

    @router.patch(
        "/acties/{id}",
        response_model=ActieUit,
        **operatie(
            "volgActie",
            "Legt voortgang of effect vast, of stelt een actie bij",
            verzoek={
                "status": "bezig",
                "voortgang": "De eerste maand zit erop.",
                "bevestigdZonderPersonen": True,
            },
            antwoord={**VOORBEELD_ACTIE_UIT, "status": "bezig", "versie": 2},
            fouten=(409, 412, 428),
            koppen=ETAG,
        ),
    )
    async def verander(
        id: Kenmerk, invoer: Actiewijziging, u: UitwisselingAfh, wie: Schrijver, uit: Response,
        if_match: IfMatch = None,
    ) -> ActieUit:  # fmt: skip
        wat = Verandering(**invoer.model_dump(exclude=_BEVESTIGING))
        eis, bevestigd = versie_eis(if_match, id), invoer.bevestigd_zonder_personen
        vraag = Verandervraag(id, wat, eis, bevestigd)
        return _uit(u, await asyncio.to_thread(Aanpak(u, wie).verander, vraag), uit)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/groepen/{groepId}/acties",
        response_model=ActiesUit,
        **operatie(
            "lijstActies",
            "Geeft de acties voor een groep",
            antwoord={"acties": [VOORBEELD_ACTIE_UIT], "volgende": None},
        ),
    )
    def lijst(
        groep: GroepId, u: UitwisselingAfh, wie: Lezer, pagina: PaginaAfh,
        status: Annotated[Actiestatus | None, Query(description="De stand.")] = None,
        partij: Annotated[str | None, Query(max_length=63, description="Wie het doet.")] = None,
        eigenaar: Annotated[Kenmerk | None, Query(description="Wiens actie het is.")] = None,
        teLaat: Annotated[bool, Query(description="Alleen over de datum.")] = False,  # noqa: N803
    ) -> ActiesUit:  # fmt: skip
        eis_keuze("partij", partij, u.dienst.regels.partijen)
        wie.eis_groep(groep)
        vraag = acties.zoek(
            groep, na=pagina.na, hoogstens=pagina.een_meer(), status=status, partij=partij,
            eigenaar=eigenaar, te_laat_op=datum_nl(u.dienst.klok()) if teLaat else None,
        )  # fmt: skip
        with u.dienst.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            return ActiesUit(acties=[_vorm(u, rij) for rij in rijen], volgende=volgende)

    @router.get(
        "/acties/{id}",
        response_model=ActieUit,
        **operatie("leesActie", "Geeft een actie", antwoord=VOORBEELD_ACTIE_UIT, koppen=ETAG),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer, uit: Response) -> ActieUit:
        with u.dienst.lezend() as sessie:
            rij = Acties(sessie, u.dienst.klok(), wie.autorisatie_id).lees(id)
            wie.eis_groep(rij.groep)
            return _uit(u, rij, uit)

    @router.get(
        "/acties/{id}/verloop",
        response_model=VerlopenUit,
        **operatie(
            "leesActieverloop",
            "Geeft alles wat er met een actie is gebeurd",
            antwoord={"verloop": [VOORBEELD_VERLOOP]},
        ),
    )
    def verloop(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> VerlopenUit:
        with u.dienst.lezend() as sessie:
            boek = Acties(sessie, u.dienst.klok(), wie.autorisatie_id)
            wie.eis_groep(boek.lees(id).groep)
            return VerlopenUit(
                verloop=[
                    VerloopUit(**{naam: getattr(rij, naam) for naam in VerloopUit.model_fields})
                    for rij in boek.verloop(id)
                ]
            )


def _vorm(u: Uitwisseling, rij: ActieRij) -> ActieUit:
    velden = {naam: getattr(rij, naam) for naam in ActieUit.model_fields if naam != "te_laat"}
    te_laat = rij.status not in AF and rij.uiterlijk < datum_nl(u.dienst.klok())
    return ActieUit(**velden, te_laat=te_laat)


def _uit(u: Uitwisseling, rij: ActieRij, uit: Response) -> ActieUit:
    uit.headers["ETag"] = etag_van(rij.id, rij.versie)
    return _vorm(u, rij)
