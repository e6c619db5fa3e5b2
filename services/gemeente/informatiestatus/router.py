"""``/v1/personen/{persoonId}/informatiestatus``."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import Field
from sqlalchemy.orm import Session

from services.gemeente.informatiestatus.dienst import GEINFORMEERD, OPEN, Informatiestatussen
from services.gemeente.informatiestatus.vormen import (
    SOORT,
    Informatiestatus,
    InformatiestatusInvoer,
)
from shared.bestand.personen.register import PersonenRegister
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.toegang.raadplegingen import Geraadpleegd, Handeling, leg_raadpleging_vast
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import Dienst, DienstAfh
from shared.partij.persoon import Persoon
from shared.partij.web.afhankelijkheden import ETAG, IfMatch
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.voorbeelden import VOORBEELD_ID, VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Kenmerk, Versiekop
from shared.web.beschrijving.routes import maak_router, operatie

Lezer = Annotated[Medewerker, Depends(medewerker("dossier.lezen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("dossier.schrijven"))]
PAD = "/personen/{persoonId}/informatiestatus"
VOORBEELD_ANDER = "0193aaaa-0000-7000-8000-000000000012"
INVOER: dict[str, Any] = {
    "status": "geinformeerd",
    "geinformeerdOp": "2026-11-02",
    "wijze": "verzonden",
    "grond": None,
    "herbeoordeling": None,
    "toelichting": None,
    "afweging": None,
}
UIT: dict[str, Any] = {
    "persoonId": VOORBEELD_ID,
    **INVOER,
    "gewijzigdDoor": VOORBEELD_MEDEWERKER,
    "goedgekeurdOp": None,
    "goedgekeurdDoor": None,
    "versie": 1,
    "aangemaaktOp": VOORBEELD_TIJD,
    "gewijzigdOp": VOORBEELD_TIJD,
}


_UITZONDERING: dict[str, Any] = {
    **UIT,
    "status": "uitzondering",
    "geinformeerdOp": None,
    "wijze": None,
    "grond": "UAVG41_1_d",
    "herbeoordeling": "2027-01-15",
    "toelichting": "Een brief nu verstoort een onderzoek (verzonnen).",
    "afweging": {"doelen": "Het onderzoek naar de brand (verzonnen)."},
    "goedgekeurdOp": VOORBEELD_TIJD,
    "goedgekeurdDoor": VOORBEELD_ANDER,
    "versie": 2,
}


_NIET_MEER = InformatiestatusInvoer(
    status=OPEN,
    toelichting="Deze persoon gold als geïnformeerd. De brieven die weg zijn zeggen dat niet meer: "
    "maak de brieven die nu nodig zijn.",
)


class InformatiestatusUit(InformatiestatusInvoer, Versiekop):
    """A recorded status."""

    persoon_id: str
    gewijzigd_door: str = Field(description="De autorisatie van wie deze status vastlegde.")
    goedgekeurd_op: datetime | None
    goedgekeurd_door: str | None = Field(
        description="De tweede functionaris die de uitzondering goedkeurde; zonder telt zij niet."
    )


Briefeis = Callable[[Dienst, Session, Persoon, InformatiestatusInvoer], None]
"""Raises ``Conflict`` for a status that says more than the letters that went."""


Weethet = Callable[[Session, list[str], date], Collection[str]]
"""Of whom of these the letters say on this day that they know."""


def informatiestatus_router(eis_brieven: Briefeis, weten_het: Weethet) -> APIRouter:
    """The operations on the information status of a person; who knows the letters guards it."""
    router = maak_router("informatiestatus")

    @router.put(
        PAD,
        response_model=InformatiestatusUit,
        **operatie(
            "registreerInformatiestatus",
            "Legt vast of een persoon is geïnformeerd, of waarom niet",
            verzoek=INVOER,
            antwoord=UIT,
            fouten=(409, 410, 412, 428),
            ook={201: "Voor het eerst vastgelegd."},
            koppen=ETAG,
            beschrijving=(
                "`geinformeerd` volgt uit de brieven: is niet elke brief die nodig is verzonden of "
                "overhandigd, dan is het antwoord een 409 die zegt welke brief nog weg moet, en "
                "aan wie."
            ),
        ),
    )
    def leg_vast(
        persoonId: Kenmerk,  # noqa: N803
        invoer: InformatiestatusInvoer,
        dienst: DienstAfh,
        wie: Schrijver,
        uit: Response,
        if_match: IfMatch = None,
    ) -> InformatiestatusUit:
        with dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            persoon = PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoonId)
            if invoer.status == GEINFORMEERD:
                _statussen(dienst, sessie).eis_ander(persoon, wie.autorisatie_id)
            status, nieuw = _statussen(dienst, sessie).leg_vast(
                persoon,
                invoer,
                door=wie.autorisatie_id,
                verwachte_versies=versie_eis(if_match, persoonId),
                eis=lambda nieuw: eis_brieven(dienst, sessie, persoon, nieuw),
            )
            _noteer(dienst, sessie, wie, "wijzigen", persoonId)
        uit.status_code = 201 if nieuw else 200
        uit.headers["ETag"] = etag_van(persoonId, status.versie)
        return _uit(status)

    @router.post(
        PAD + "/_goedkeuren",
        response_model=InformatiestatusUit,
        **operatie(
            "keurUitzonderingGoed",
            "Keurt als tweede functionaris een uitzondering op het informeren goed",
            antwoord=_UITZONDERING,
            fouten=(409, 410, 412, 428),
            koppen=ETAG,
            beschrijving=(
                "Niet door wie haar vastlegde. Zonder deze goedkeuring wordt niets verstrekt, en "
                "wie de uitzondering daarna wijzigt, laat opnieuw een tweede meekijken."
            ),
        ),
    )
    def keur_goed(
        persoonId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Schrijver,
        uit: Response,
        if_match: IfMatch = None,
    ) -> InformatiestatusUit:
        eis = versie_eis(if_match, persoonId)
        with dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            persoon = PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoonId)
            status = _statussen(dienst, sessie).keur_goed(
                persoon, door=wie.autorisatie_id, verwachte_versies=eis
            )
            _noteer(dienst, sessie, wie, "wijzigen", persoonId)
        uit.headers["ETag"] = etag_van(persoonId, status.versie)
        return _uit(status)

    @router.get(
        PAD,
        response_model=InformatiestatusUit,
        **operatie(
            "leesInformatiestatus",
            "Toont of een persoon is geïnformeerd",
            antwoord=UIT,
            fouten=(410,),
            koppen=ETAG,
            beschrijving=(
                "Wat er vandaag geldt, en dus wat er met een verstrekking meegaat: zeggen de "
                "brieven niet meer dat deze persoon het weet, dan is de status `open`."
            ),
        ),
    )
    def lees(
        persoonId: Kenmerk,  # noqa: N803
        dienst: DienstAfh,
        wie: Lezer,
        uit: Response,
    ) -> InformatiestatusUit:
        with dienst.transactie() as sessie:
            wie.eis_persoon(sessie, persoonId)
            persoon = PersonenRegister(sessie, dienst.kluis, dienst.klok).lees(persoonId)
            status = _statussen(dienst, sessie).lees(persoon)
            if status.invoer.status == GEINFORMEERD:
                weet = persoonId in weten_het(sessie, [persoonId], datum_nl(dienst.klok()))
                status = status if weet else replace(status, invoer=_NIET_MEER)
            _noteer(dienst, sessie, wie, "raadplegen", persoonId)
        uit.headers["ETag"] = etag_van(persoonId, status.versie)
        return _uit(status)

    return router


def _noteer(dienst: Dienst, sessie: Session, wie: Medewerker, wat: Handeling, persoon: str) -> None:
    gelezen = [Geraadpleegd(persoon, persoon)]
    leg_raadpleging_vast(sessie, dienst.klok, wie, wat, SOORT, gelezen)


def _statussen(dienst: Dienst, sessie: Session) -> Informatiestatussen:
    return Informatiestatussen(sessie, dienst.kluis, dienst.klok, dienst.regels)


def _uit(status: Informatiestatus) -> InformatiestatusUit:
    kop = {naam: waarde for naam, waarde in vars(status).items() if naam != "invoer"}
    return InformatiestatusUit.model_validate({**dict(status.invoer), **kop}, by_name=True)
