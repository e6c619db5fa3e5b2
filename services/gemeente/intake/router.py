"""``/v1/intakes`` for officials, and ``/v1/intakesignalen`` for who has a code and no account.

The second asks nobody who he is. It takes one small text for a code, says nothing about any other,
and gives nothing back: not what was written, not by whom, not about which group.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from services.gemeente.intake import opslag
from services.gemeente.intake.dienst import eis_taak, lever_in, open_intake, stand, trek_in
from services.gemeente.intake.tabellen import IntakeRij
from services.gemeente.intake.vormen import (
    GEOPEND,
    INLEVERING,
    OPEN_IN,
    UIT,
    GeopendeIntakeUit,
    Inlevering,
    Intakeinvoer,
    IntakesUit,
    IntakeUit,
)
from shared.bestand.eenmaal.begrippen import eenmalig
from shared.bestand.eenmaal.dienst import een_keer
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.web.afhankelijkheden import Idempotentiesleutel
from shared.partij.web.paginering import PaginaAfh
from shared.partij.web.vormen import Kenmerk
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.verzoek.pogingen import eis_niet_te_vaak

Lezer = Annotated[Medewerker, Depends(medewerker("raadplegen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("dossier.schrijven"))]
_INLEVEREN = "/intakesignalen"


def intake_router() -> APIRouter:
    """The operations on intakes."""
    router = maak_router("intake")
    _voeg_openen_toe(router)
    _voeg_lezen_toe(router)
    _voeg_inleveren_toe(router)
    return router


def _voeg_openen_toe(router: APIRouter) -> None:
    @router.post(
        "/intakes",
        response_model=GeopendeIntakeUit,
        **operatie(
            "openIntake",
            "Opent een intake: een code waarmee een organisatie een signaal inlevert",
            status=201,
            verzoek=OPEN_IN,
            antwoord=GEOPEND,
            fouten=(409,),
            beschrijving="De code staat alleen in dit antwoord en werkt een keer. Wie dezelfde "
            "opdracht met dezelfde sleutel herhaalt krijgt van dezelfde intake een nieuwe code; de "
            "vorige vervalt.",
        ),
    )
    def open_(
        invoer: Intakeinvoer, dienst: DienstAfh, wie: Schrijver,
        sleutel: Idempotentiesleutel = None,
    ) -> GeopendeIntakeUit:  # fmt: skip
        opdracht = eenmalig(wie.autorisatie_id, sleutel, "intakes", invoer)
        wat = (invoer.organisatie, invoer.groep, invoer.geldig_tot)
        rij, code = een_keer(opdracht, lambda: open_intake(dienst, wie, *wat, opdracht))
        adres = f"{dienst.instellingen.server.publieke_url}{_INLEVEREN}"
        return GeopendeIntakeUit(**_vorm(dienst, rij).model_dump(), code=code, inleveradres=adres)

    @router.post(
        "/intakes/{id}/_intrekken",
        response_model=IntakeUit,
        **operatie(
            "trekIntakeIn",
            "Trekt een intake in; de code werkt daarna niet meer",
            antwoord={**UIT, "stand": "ingetrokken", "teruggenomenOp": UIT["geopendOp"]},
            fouten=(409,),
        ),
    )
    def intrekken(id: Kenmerk, dienst: DienstAfh, wie: Schrijver) -> IntakeUit:
        return _vorm(dienst, trek_in(dienst, wie, id))


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/intakes",
        response_model=IntakesUit,
        **operatie(
            "lijstIntakes",
            "Geeft de intakes over een groep, of die bij geen groep horen",
            antwoord={"intakes": [UIT], "volgende": None},
        ),
    )
    def lijst(
        dienst: DienstAfh,
        wie: Lezer,
        pagina: PaginaAfh,
        groep: Annotated[Kenmerk | None, Query(description="De groep; leeg: geen groep.")] = None,
    ) -> IntakesUit:
        eis_taak(wie, groep)
        with dienst.lezend() as sessie:
            gevonden = opslag.zoek(sessie, groep, pagina.na, pagina.een_meer())
            rijen, volgende = pagina.snijd(gevonden, lambda rij: rij.id)
            return IntakesUit(intakes=[_vorm(dienst, rij) for rij in rijen], volgende=volgende)

    @router.get(
        "/intakes/{id}",
        response_model=IntakeUit,
        **operatie("leesIntake", "Geeft een intake, zonder haar code", antwoord=UIT),
    )
    def lees(id: Kenmerk, dienst: DienstAfh, wie: Lezer) -> IntakeUit:
        with dienst.lezend() as sessie:
            rij = opslag.lees(sessie, id)
            eis_taak(wie, rij.groep)
            return _vorm(dienst, rij)


def _voeg_inleveren_toe(router: APIRouter) -> None:
    @router.post(
        _INLEVEREN,
        response_class=Response,
        dependencies=[Depends(eis_niet_te_vaak)],
        **operatie(
            "leverSignaalIn",
            "Levert met een code een signaal over een groep in",
            status=204,
            verzoek=INLEVERING,
            fouten=(403, 429),
            beschrijving="Zonder account. Wijst de tekst een mens aan, of staat er opmaak of een "
            "formule in, dan staat in fouten precies waar, en werkt de code nog. Is het gelukt, "
            "dan werkt zij niet meer. Wat is ingeleverd is hiermee door niemand te lezen.",
        ),
    )
    def inleveren(invoer: Inlevering, dienst: DienstAfh) -> None:
        inhoud = invoer.model_dump(exclude={"code", "bevestigd_zonder_personen"})
        lever_in(dienst, invoer.code, inhoud, bevestigd=invoer.bevestigd_zonder_personen)


def _vorm(dienst: Dienst, rij: IntakeRij) -> IntakeUit:
    eigen = {"stand": stand(dienst, rij), "teruggenomen_op": rij.ingetrokken_op}
    velden = {naam: getattr(rij, naam) for naam in IntakeUit.model_fields.keys() - eigen.keys()}
    return IntakeUit.model_validate({**velden, **eigen}, by_name=True)
