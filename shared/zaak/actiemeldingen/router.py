"""``/v1/ontvangen-acties``: what other parties asked this one to do, and how it goes."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.convenant.termijnen import datum_nl
from shared.partij.web.afhankelijkheden import ETAG, GroepId, Idempotentiesleutel, IfMatch
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.vormen import Kenmerk
from shared.verzenden.stukken.begrippen import DELEN, LEZEN
from shared.verzenden.uitwisseling import Uitwisseling, UitwisselingAfh
from shared.verzenden.versturen.router import ONDERWEG
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.actiemeldingen.dienst import Actiemelden
from shared.zaak.actiemeldingen.vormen import (
    ACTIE,
    MELDING,
    VERLOOP,
    Actiemelding,
    OntvangenActiesUit,
    OntvangenActieUit,
    OntvangenVerlopenUit,
    actie_uit,
    verloop_uit,
)
from shared.zaak.acties import opslag
from shared.zaak.acties.begrippen import Actiestand, Melding
from shared.zaak.stukken import lezen

Melder = Annotated[Medewerker, Depends(medewerker(DELEN))]
Lezer = Annotated[Medewerker, Depends(medewerker(LEZEN))]
_BEVESTIGING = {"bevestigd_zonder_personen"}


def actiemeldingen_router() -> APIRouter:
    """The operations on actions that other parties gave."""
    router = maak_router("ontvangen acties")
    _voeg_melden_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_melden_toe(router: APIRouter) -> None:
    @router.post(
        "/ontvangen-acties/{id}/_meld",
        response_model=OntvangenActieUit,
        **operatie(
            "meldActie",
            "Neemt een actie aan, geeft haar terug, of meldt voortgang, effect of dat zij klaar is",
            status=201,
            ook=ONDERWEG,
            verzoek=MELDING,
            antwoord={**ACTIE, "stand": "bezig", "versie": 3},
            fouten=(409, 412, 428, 502),
            koppen=ETAG,
            beschrijving="Wie de actie gaf, krijgt het als stuk. Teruggeven vraagt een reden, "
            "voortgang en afronden wat er is gebeurd of wat het opleverde. Is het daar nog niet "
            "aangekomen, dan is het antwoord een 202 en gaat de bezorging door.",
        ),
    )
    async def meld(
        id: Kenmerk, invoer: Actiemelding, u: UitwisselingAfh, wie: Melder, uit: Response,
        sleutel: Idempotentiesleutel = None, if_match: IfMatch = None,
    ) -> OntvangenActieUit:  # fmt: skip
        gezegd = invoer.model_dump(exclude={*_BEVESTIGING, "stand"})
        stuk = await Actiemelden(u, wie).meld(
            id, Melding(Actiestand(invoer.stand), **gezegd), versie_eis(if_match, id), sleutel,
            bevestigd=invoer.bevestigd_zonder_personen,
        )  # fmt: skip
        _, rust = await asyncio.to_thread(lezen.stand_na_versturen, u, stuk)
        if not rust:
            uit.status_code = 202
        return await asyncio.to_thread(_lees, u, wie, id, uit)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/groepen/{groepId}/ontvangen-acties",
        response_model=OntvangenActiesUit,
        **operatie(
            "lijstOntvangenActies",
            "Geeft de acties die andere partijen ons voor een groep gaven",
            antwoord={"acties": [ACTIE], "volgende": None},
        ),
    )
    def lijst(
        groep: GroepId, u: UitwisselingAfh, wie: Lezer, pagina: PaginaAfh,
        stand: Annotated[Actiestand | None, Query(description="De stand.")] = None,
        eigenaar: Annotated[Kenmerk | None, Query(description="Wiens actie het is.")] = None,
    ) -> OntvangenActiesUit:  # fmt: skip
        wie.eis_groep(groep)
        vraag = opslag.van_groep(
            groep, na=pagina.na, hoogstens=pagina.een_meer(), stand=stand, eigenaar=eigenaar
        )
        vandaag = datum_nl(u.dienst.klok())
        with u.dienst.lezend() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            acties = [actie_uit(rij, u.dienst.regels, vandaag) for rij in rijen]
        return OntvangenActiesUit(acties=acties, volgende=volgende)

    @router.get(
        "/ontvangen-acties/{id}",
        response_model=OntvangenActieUit,
        **operatie(
            "leesOntvangenActie",
            "Geeft een actie die een andere partij ons gaf",
            antwoord=ACTIE,
            koppen=ETAG,
        ),
    )
    def lees(id: Kenmerk, u: UitwisselingAfh, wie: Lezer, uit: Response) -> OntvangenActieUit:
        return _lees(u, wie, id, uit)

    @router.get(
        "/ontvangen-acties/{id}/verloop",
        response_model=OntvangenVerlopenUit,
        **operatie(
            "leesVerloopOntvangenActie",
            "Geeft alles wat er met zo'n actie is gebeurd",
            antwoord={"verloop": [VERLOOP]},
        ),
    )
    def verloop(id: Kenmerk, u: UitwisselingAfh, wie: Lezer) -> OntvangenVerlopenUit:
        with u.dienst.lezend() as sessie:
            wie.eis_groep(opslag.lees(sessie, id).groep)
            return OntvangenVerlopenUit(
                verloop=[verloop_uit(rij) for rij in opslag.verloop(sessie, id)]
            )


def _lees(u: Uitwisseling, wie: Medewerker, kenmerk: str, uit: Response) -> OntvangenActieUit:
    with u.dienst.lezend() as sessie:
        rij = opslag.lees(sessie, kenmerk)
        wie.eis_groep(rij.groep)
        uit.headers["ETag"] = etag_van(rij.id, rij.versie)
        return actie_uit(rij, u.dienst.regels, datum_nl(u.dienst.klok()))
