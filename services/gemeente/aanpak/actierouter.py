"""``/v1/groepen/{groepId}/acties`` and ``/v1/acties/{id}``."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from sqlalchemy.orm import Session

from services.gemeente.aanpak import restacties
from services.gemeente.aanpak.beeld import actie_uit, acties_uit
from services.gemeente.aanpak.dienst import Aanpak, Verandervraag
from services.gemeente.aanpak.geven import Actiegever
from services.gemeente.aanpak.router import Gever, Schrijver
from services.gemeente.aanpak.vormen import (
    VOORBEELD_ACTIE_IN,
    VOORBEELD_ACTIE_UIT,
    VOORBEELD_VERLOOP,
    Actieinvoer,
    ActiesUit,
    ActieUit,
    Actiewijziging,
    GegevenActiesUit,
    VerloopUit,
    VerlopenUit,
)
from services.gemeente.acties import dienst as acties
from services.gemeente.acties.begrippen import Actiestatus, Bijstelling, NieuweActie, Verandering
from services.gemeente.acties.dienst import Acties
from services.gemeente.acties.tabellen import ActieRij
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import (
    Handeling,
    leg_raadpleging_vast,
    onder_pseudoniem,
)
from shared.convenant.termijnen import datum_nl
from shared.partij.web.afhankelijkheden import ETAG, GroepId, Idempotentiesleutel, IfMatch
from shared.partij.web.herhaling import opdracht_van
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.keuzes import eis_keuze

# Een actie kan over iemand gaan, onder pseudoniem; daarvoor is het dossier nodig.
Lezer = Annotated[Medewerker, Depends(medewerker("dossier.lezen"))]


_BEVESTIGING = {"bevestigd_zonder_personen"}
_BIJSTELLING = {"omschrijving", "eigenaar", "functie", "uitvoerder", "uiterlijk"}


def acties_router() -> APIRouter:
    """The operations on actions."""
    router = maak_router("acties")
    _voeg_maken_toe(router)
    _voeg_geven_toe(router)
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
            beschrijving="Een actie van een andere partij gaat meteen als stuk naar die partij. "
            "Lukt dat nog niet, dan staat zij op de werklijst om te geven (`teGeven`).",
        ),
    )
    async def maak(
        groep: GroepId, invoer: Actieinvoer, u: UitwisselingAfh, wie: Schrijver, uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> ActieUit:  # fmt: skip
        nieuw = NieuweActie(**invoer.model_dump(exclude=_BEVESTIGING))
        opdracht = opdracht_van(wie.autorisatie_id, sleutel, groep, invoer)
        rij = await Aanpak(u, wie).spreek_af(
            groep, nieuw, opdracht, bevestigd=invoer.bevestigd_zonder_personen
        )
        await Actiegever(u, wie).probeer(rij.id)
        return await asyncio.to_thread(_lees, u, wie, rij.id, uit)

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
            fouten=(409, 412, 428, 502),
            koppen=ETAG,
            beschrijving="Een bijgestelde actie van een andere partij gaat opnieuw naar die partij "
            "en vraagt een nieuw antwoord; een vervallen actie wordt daar teruggenomen. Hoe het "
            "ermee gaat, meldt die partij zelf.",
        ),
    )
    async def verander(
        id: Kenmerk, invoer: Actiewijziging, u: UitwisselingAfh, wie: Schrijver, uit: Response,
        if_match: IfMatch = None,
    ) -> ActieUit:  # fmt: skip
        wat = Verandering(
            **invoer.model_dump(exclude=_BEVESTIGING | _BIJSTELLING),
            bijstelling=Bijstelling(**invoer.model_dump(include=_BIJSTELLING)),
        )
        eis, bevestigd = versie_eis(if_match, id), invoer.bevestigd_zonder_personen
        await Aanpak(u, wie).verander(Verandervraag(id, wat, eis, bevestigd))
        await Actiegever(u, wie).probeer(id)
        return await asyncio.to_thread(_lees, u, wie, id, uit)


def _voeg_geven_toe(router: APIRouter) -> None:
    @router.post(
        "/acties/{id}/_geef",
        response_model=ActieUit,
        **operatie(
            "geefActie",
            "Geeft een actie aan de partij die haar doet, of neemt haar daar terug als zij verviel",
            antwoord={**VOORBEELD_ACTIE_UIT, "status": "open", "stukstand": "geldt"},
            fouten=(409, 502),
            koppen=ETAG,
            beschrijving="Weet die partij al hoe de actie nu is, dan gebeurt er niets.",
        ),
    )
    async def geef(id: Kenmerk, u: UitwisselingAfh, wie: Gever, uit: Response) -> ActieUit:
        await Actiegever(u, wie).geef(id)
        return await asyncio.to_thread(_lees, u, wie, id, uit)

    @router.post(
        "/groepen/{groepId}/acties/_geef",
        response_model=GegevenActiesUit,
        **operatie(
            "geefActies",
            "Geeft alles wat andere partijen over de acties van een groep nog niet weten",
            antwoord={"acties": [VOORBEELD_ACTIE_UIT], "restacties": None},
            fouten=(409, 502),
            beschrijving="Na het afsluiten ook de lijst van restacties, aan elke partij. Wat nog "
            "niet lukt blijft te geven (`teGeven`).",
        ),
    )
    async def geef_alles(groep: GroepId, u: UitwisselingAfh, wie: Gever) -> GegevenActiesUit:
        gever = Actiegever(u, wie)
        te_doen = await asyncio.to_thread(gever.te_geven, groep)
        for kenmerk in te_doen:
            await gever.probeer(kenmerk)
        lijst = await restacties.geef(u, wie, groep)
        return await asyncio.to_thread(_gegeven, u, wie, te_doen, lijst)


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
        with u.dienst.transactie() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            _onthoud_lezing(sessie, u, wie, "lijst", rijen)
            return ActiesUit(acties=acties_uit(sessie, u.dienst, rijen), volgende=volgende)

    @router.get(
        "/acties/{id}",
        response_model=ActieUit,
        **operatie("leesActie", "Geeft een actie", antwoord=VOORBEELD_ACTIE_UIT, koppen=ETAG),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer, uit: Response) -> ActieUit:
        return _lees(u, wie, id, uit)

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
            boek = _boek(u, sessie, wie)
            wie.eis_groep(boek.lees(id).groep)
            return VerlopenUit(
                verloop=[
                    VerloopUit(**{naam: getattr(rij, naam) for naam in VerloopUit.model_fields})
                    for rij in boek.verloop(id)
                ]
            )


def _gegeven(
    u: Uitwisseling, wie: Medewerker, acties: list[str], restlijst: str | None
) -> GegevenActiesUit:
    with u.dienst.transactie() as sessie:
        rijen = [sessie.get_one(ActieRij, kenmerk) for kenmerk in acties]
        _onthoud_lezing(sessie, u, wie, "lijst", rijen)
        return GegevenActiesUit(acties=acties_uit(sessie, u.dienst, rijen), restacties=restlijst)


def _boek(u: Uitwisseling, sessie: Session, wie: Medewerker) -> Acties:
    return Acties(sessie, u.dienst.klok(), wie.autorisatie_id, u.dienst.partij.code)


def _lees(u: Uitwisseling, wie: Medewerker, kenmerk: str, uit: Response) -> ActieUit:
    with u.dienst.transactie() as sessie:
        rij = _boek(u, sessie, wie).lees(kenmerk)
        wie.eis_groep(rij.groep)
        _onthoud_lezing(sessie, u, wie, "raadplegen", [rij])
        uit.headers["ETag"] = etag_van(rij.id, rij.versie)
        return actie_uit(sessie, u.dienst, rij)


def _onthoud_lezing(
    sessie: Session, u: Uitwisseling, wie: Medewerker, hoe: Handeling, rijen: Sequence[ActieRij]
) -> None:
    """Who read these actions, of whoever they are about; most are about nobody."""
    gelezen = [
        over
        for rij in rijen
        if rij.betrokkene is not None
        for over in onder_pseudoniem(sessie, rij.id, [rij.betrokkene])
    ]
    if gelezen:
        soort = ActieRij.__tablename__
        leg_raadpleging_vast(sessie, u.dienst.klok, wie, hoe, soort, gelezen)
