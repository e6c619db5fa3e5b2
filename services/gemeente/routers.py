"""``/v1/personen/{persoonId}/informatiestatus``."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Response

from services.gemeente.informatiestatus import (
    SOORT,
    Informatiestatus,
    InformatiestatusInvoer,
    Informatiestatussen,
)
from shared.partij.dienst import DienstAfh
from shared.partij.modelbasis import Kenmerk, Versiekop
from shared.partij.personen import PersonenRegister
from shared.partij.personen_modellen import VOORBEELD_ID, VOORBEELD_TIJD
from shared.partij.raadplegingen import Geraadpleegd, leg_raadpleging_vast
from shared.partij.toegang import Medewerker, medewerker
from shared.partij.versies import etag_van, versie_eis
from shared.web.routes import maak_router, operatie

Lezer = Annotated[Medewerker, Depends(medewerker("dossier.lezen"))]
Schrijver = Annotated[Medewerker, Depends(medewerker("dossier.schrijven"))]
IfMatch = Annotated[str | None, Header(description="De ETag van de versie die u las.")]
ETAG = {"ETag": "De versie; geef die in If-Match mee bij een wijziging."}
PAD = "/personen/{persoonId}/informatiestatus"
INVOER: dict[str, Any] = {
    "status": "geinformeerd",
    "geinformeerdOp": "2026-11-02",
    "wijze": "verzonden",
    "grond": None,
    "herbeoordeling": None,
    "toelichting": None,
}
UIT: dict[str, Any] = {
    "persoonId": VOORBEELD_ID,
    **INVOER,
    "versie": 1,
    "aangemaaktOp": VOORBEELD_TIJD,
    "gewijzigdOp": VOORBEELD_TIJD,
}


class InformatiestatusUit(InformatiestatusInvoer, Versiekop):
    """A recorded status."""

    persoon_id: str


def informatiestatus_router() -> APIRouter:
    """The operations on the information status of a person."""
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
            koppen=ETAG,
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
            status, nieuw = Informatiestatussen(sessie, dienst.kluis, dienst.klok).leg_vast(
                persoon,
                invoer,
                door=wie.autorisatie_id,
                verwachte_versies=versie_eis(if_match, persoonId),
            )
        uit.status_code = 201 if nieuw else 200
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
            status = Informatiestatussen(sessie, dienst.kluis, dienst.klok).lees(persoon)
            gelezen = [Geraadpleegd(persoonId, persoonId)]
            leg_raadpleging_vast(sessie, dienst.klok, wie, "raadplegen", SOORT, gelezen)
        uit.headers["ETag"] = etag_van(persoonId, status.versie)
        return _uit(status)

    return router


def _uit(status: Informatiestatus) -> InformatiestatusUit:
    return InformatiestatusUit.model_validate(
        {
            **dict(status.invoer),
            "persoon_id": status.persoon_id,
            "versie": status.versie,
            "aangemaakt_op": status.aangemaakt_op,
            "gewijzigd_op": status.gewijzigd_op,
        },
        by_name=True,
    )
