"""``/v1/taken``: tasks about a group, with an owner and a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from shared.bestand.eenmaal.begrippen import eenmalig
from shared.bestand.eenmaal.dienst import een_keer
from shared.bestand.groepen.bekend import eis_bekende_groep
from shared.bestand.toegang.afhankelijkheden import Lezer
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.web.afhankelijkheden import ETAG, Idempotentiesleutel, IfMatch
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.versies import etag_van
from shared.partij.web.vormen import Kenmerk
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.taken.tabellen import TaakRij
from shared.zaak.taken.taken import NieuweTaak, Taakstand, Taken, zoek
from shared.zaak.taken.vormen import (
    VOORBEELD_INVOER,
    VOORBEELD_UIT,
    VOORBEELD_VERLOOP,
    Afronding,
    Overdracht,
    Taakinvoer,
    TaakUit,
    TaakverlopenUit,
    Taakwijziging,
    TakenUit,
    taak_uit,
    verloop_uit,
)

Collega = Annotated[Medewerker, Depends(medewerker("taken.bijhouden"))]
_WIJZIGFOUTEN = (409, 412, 428)
_EERSTE = (
    "Was een collega u voor, dan zegt de 412 in wijzigingen wat er sindsdien is veranderd en door "
    "wie."
)


def taken_router() -> APIRouter:
    """The operations on tasks."""
    router = maak_router("taken")
    _voeg_geven_toe(router)
    _voeg_wijzigen_toe(router)
    _voeg_overdragen_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_geven_toe(router: APIRouter) -> None:
    @router.post(
        "/taken",
        response_model=TaakUit,
        **operatie(
            "maakTaak",
            "Maakt een taak voor uzelf of voor een collega",
            status=201,
            verzoek={**VOORBEELD_INVOER, "bevestigdZonderPersonen": True},
            antwoord=VOORBEELD_UIT,
            koppen={**ETAG, "Location": "Waar de taak staat."},
        ),
    )
    def maak(
        invoer: Taakinvoer, dienst: DienstAfh, wie: Collega, uit: Response,
        sleutel: Idempotentiesleutel = None,
    ) -> TaakUit:  # fmt: skip
        eis_bekende_groep(dienst, wie, invoer.groep)
        eigenaar = invoer.eigenaar or wie.autorisatie_id
        nieuw = NieuweTaak(invoer.groep, invoer.titel, eigenaar, invoer.uiterlijk)
        opdracht = eenmalig(wie.autorisatie_id, sleutel, "taken", invoer)

        def doe(taken: Taken) -> TaakRij:
            return taken.maak_een_keer(nieuw, opdracht)

        gemaakt = een_keer(opdracht, lambda: _verander(dienst, wie, uit, doe, invoer))
        basis = dienst.instellingen.server.publieke_url
        uit.headers["Location"] = f"{basis}/taken/{gemaakt.id}"
        return gemaakt


def _voeg_wijzigen_toe(router: APIRouter) -> None:
    @router.patch(
        "/taken/{id}",
        response_model=TaakUit,
        **operatie(
            "wijzigTaak",
            "Geeft een taak een andere titel of dag",
            verzoek={"uiterlijk": "2026-12-08"},
            antwoord={**VOORBEELD_UIT, "uiterlijk": "2026-12-08", "versie": 2},
            fouten=_WIJZIGFOUTEN,
            koppen=ETAG,
            beschrijving=_EERSTE,
        ),
    )
    def wijzig(
        id: Kenmerk, invoer: Taakwijziging, dienst: DienstAfh, wie: Collega, uit: Response,
        if_match: IfMatch = None,
    ) -> TaakUit:  # fmt: skip
        return _verander(
            dienst, wie, uit,
            lambda taken: taken.wijzig(id, invoer.titel, invoer.uiterlijk, if_match), invoer,
        )  # fmt: skip

    @router.post(
        "/taken/{id}/_afronden",
        response_model=TaakUit,
        **operatie(
            "rondTaakAf",
            "Rondt een taak af, met wat eruit kwam",
            verzoek={
                "stand": "klaar", "uitkomst": "De schouw staat op donderdag.",
                "bevestigdZonderPersonen": True,
            },
            antwoord={
                **VOORBEELD_UIT, "stand": "klaar", "versie": 2,
                "uitkomst": "De schouw staat op donderdag.",
            },
            fouten=_WIJZIGFOUTEN,
            koppen=ETAG,
            beschrijving=_EERSTE,
        ),
    )  # fmt: skip
    def rond_af(
        id: Kenmerk, invoer: Afronding, dienst: DienstAfh, wie: Collega, uit: Response,
        if_match: IfMatch = None,
    ) -> TaakUit:  # fmt: skip
        stand = Taakstand(invoer.stand)
        return _verander(
            dienst, wie, uit,
            lambda taken: taken.rond_af(id, stand, invoer.uitkomst, if_match), invoer,
        )  # fmt: skip


def _voeg_overdragen_toe(router: APIRouter) -> None:
    @router.post(
        "/taken/{id}/_overnemen",
        response_model=TaakUit,
        **operatie(
            "neemTaakOver",
            "Neemt een taak van een collega over",
            antwoord={**VOORBEELD_UIT, "versie": 2},
            fouten=_WIJZIGFOUTEN,
            koppen=ETAG,
            beschrijving=_EERSTE,
        ),
    )
    def neem_over(
        id: Kenmerk, dienst: DienstAfh, wie: Collega, uit: Response, if_match: IfMatch = None
    ) -> TaakUit:
        return _verander(dienst, wie, uit, lambda taken: taken.neem_over(id, if_match))

    @router.post(
        "/taken/{id}/_overdragen",
        response_model=TaakUit,
        **operatie(
            "draagTaakOver",
            "Draagt een taak over aan een collega",
            verzoek={"eigenaar": VOORBEELD_INVOER["eigenaar"]},
            antwoord={**VOORBEELD_UIT, "versie": 2},
            fouten=_WIJZIGFOUTEN,
            koppen=ETAG,
            beschrijving=_EERSTE,
        ),
    )
    def draag_over(
        id: Kenmerk, invoer: Overdracht, dienst: DienstAfh, wie: Collega, uit: Response,
        if_match: IfMatch = None,
    ) -> TaakUit:  # fmt: skip
        return _verander(
            dienst, wie, uit,
            lambda taken: taken.draag_over(id, invoer.eigenaar, invoer.toelichting, if_match),
            invoer,
        )  # fmt: skip


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/taken",
        response_model=TakenUit,
        **operatie(
            "lijstTaken",
            "Geeft de taken in de groepen van uw taak, ook de afgeronde",
            antwoord={"taken": [VOORBEELD_UIT], "volgende": None},
        ),
    )
    def lijst(
        dienst: DienstAfh, wie: Lezer, pagina: PaginaAfh,
        groep: Annotated[Kenmerk | None, Query(description="Alleen deze groep.")] = None,
        eigenaar: Annotated[Kenmerk | None, Query(description="Alleen van deze collega.")] = None,
        stand: Annotated[Taakstand | None, Query(description="De stand.")] = None,
    ) -> TakenUit:  # fmt: skip
        vraag = zoek(
            na=pagina.na, hoogstens=pagina.een_meer(), taak=wie.taak, groep=groep,
            eigenaar=eigenaar, stand=stand,
        )  # fmt: skip
        with dienst.transactie() as sessie:
            rijen, volgende = pagina.snijd(sessie.scalars(vraag).all(), lambda rij: rij.id)
            return TakenUit(
                taken=[taak_uit(rij, dienst.regels) for rij in rijen], volgende=volgende
            )

    @router.get(
        "/taken/{id}",
        response_model=TaakUit,
        **operatie("leesTaak", "Geeft een taak", antwoord=VOORBEELD_UIT, koppen=ETAG),
    )
    def lees(id: Kenmerk, dienst: DienstAfh, wie: Lezer, uit: Response) -> TaakUit:
        return _verander(dienst, wie, uit, lambda taken: taken.lees(id))

    @router.get(
        "/taken/{id}/verloop",
        response_model=TaakverlopenUit,
        **operatie(
            "leesTaakverloop",
            "Geeft alles wat er met een taak is gebeurd, en door wie",
            antwoord={"verloop": [VOORBEELD_VERLOOP]},
        ),
    )
    def verloop(id: Kenmerk, dienst: DienstAfh, wie: Lezer) -> TaakverlopenUit:
        nu = dienst.klok()
        with dienst.transactie() as sessie:
            rijen = Taken(sessie, wie, nu, datum_nl(nu)).verloop(id)
            return TaakverlopenUit(verloop=[verloop_uit(rij) for rij in rijen])


def _verander(
    dienst: Dienst,
    wie: Medewerker,
    uit: Response,
    doe: Callable[[Taken], TaakRij],
    invoer: Groepstekstinvoer | None = None,
) -> TaakUit:
    """One step in one transaction; the task as it is after it, with its ETag."""
    bevestigd = invoer is not None and invoer.bevestigd_zonder_personen
    nu = dienst.klok()
    with dienst.transactie() as sessie:
        rij = doe(Taken(sessie, wie, nu, datum_nl(nu), bevestigd=bevestigd))
        uit.headers["ETag"] = etag_van(rij.id, rij.versie)
        return taak_uit(rij, dienst.regels)
