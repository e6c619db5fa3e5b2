"""``/v1/groepen/{groepId}/vernietigingen/{id}``: what stands in the way of a destruction."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.dienst import DienstAfh
from shared.partij.web import voorbeelden
from shared.partij.web.voorbeelden import VOORBEELD_BERICHT, VOORBEELD_TIJD
from shared.partij.web.vormen import Kenmerk, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.lijsten.begrippen import WAAROM
from shared.zaak.lijstinzicht.beletsel import WachtOp, Wachtstand, lees_beletsel

Lezer = Annotated[Medewerker, Depends(medewerker("ontvangen", "beheren"))]
VOORBEELD: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-0000000000b1",
    "groep": "0193aaaa-0000-7000-8000-0000000000b2",
    "waarom": "na de nettolijst",
    "gevraagdDoor": voorbeelden.AFZENDER,
    "gevraagdOp": VOORBEELD_TIJD,
    "begonnenOp": VOORBEELD_TIJD,
    "gedaanOp": VOORBEELD_TIJD,
    "aantallen": {"personen": 2},
    "bericht": VOORBEELD_BERICHT,
    "status": "dood",
    "wachtOp": "aankomen",
}


class VernietigingstandUit(Uitvoermodel):
    """A destruction and what it waits for; no names."""

    id: str
    groep: str
    waarom: str
    gevraagd_door: str | None = Field(description="De partij die erom vroeg, als dat zo is.")
    gevraagd_op: datetime
    begonnen_op: datetime | None = Field(description="Vanaf hier zijn er sleutels weg.")
    gedaan_op: datetime | None
    aantallen: dict[str, int] | None = Field(description="Hoeveel er van elk weg is.")
    bericht: str | None = Field(description="Wat vertelt dat het is gedaan.")
    status: str | None = Field(description="Hoe het met dat bericht staat.")
    wacht_op: WachtOp | None = Field(
        description="Wat er eerst moet: beperking (die eindigen), uitvoeren, afronden, melden of "
        "aankomen. Leeg: alles is gedaan en verteld."
    )


def vernietiging_router() -> APIRouter:
    """The one operation."""
    router = maak_router("namenlijsten")

    @router.get(
        "/groepen/{groepId}/vernietigingen/{id}",
        response_model=VernietigingstandUit,
        **operatie(
            "leesVernietiging",
            "Zegt waar een gevraagde vernietiging op wacht, zonder namen",
            antwoord=VOORBEELD,
        ),
    )
    def lees(
        groepId: Kenmerk,  # noqa: N803
        id: Kenmerk,
        dienst: DienstAfh,
        wie: Lezer,
    ) -> VernietigingstandUit:
        wie.eis_groep(groepId)
        with dienst.lezend() as sessie:
            return _uit(lees_beletsel(sessie, groepId, id))

    return router


def _uit(een: Wachtstand) -> VernietigingstandUit:
    rij = een.rij
    return VernietigingstandUit(
        id=rij.id,
        groep=rij.groep,
        waarom=WAAROM.get(rij.grond, rij.grond),
        gevraagd_door=rij.van,
        gevraagd_op=rij.gemaakt_op,
        begonnen_op=rij.begonnen_op,
        gedaan_op=rij.gedaan_op,
        aantallen=rij.aantallen,
        bericht=rij.bevestiging_id,
        status=een.status,
        wacht_op=een.wacht_op,
    )
