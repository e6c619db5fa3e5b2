"""``/v1/werkzaamheden``: how far the long work is that I began."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from shared.bestand.toegang.bevoegdheid import VAN_HEMZELF
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.werkzaamheden.dienst import Werkzaamheden
from shared.partij.dienst import DienstAfh
from shared.partij.web.voorbeelden import VOORBEELD_ID, VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Kenmerk, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.langwerk.begrippen import HERHAAL_SECONDEN, Werkstand

Zelf = Annotated[Medewerker, Depends(medewerker(VAN_HEMZELF))]
_HERHAAL = {"Retry-After": "Na hoeveel seconden het loont om opnieuw te vragen."}
_UIT: dict[str, Any] = {
    "id": VOORBEELD_ID,
    "soort": "vernietigingsplan",
    "titel": "Personen vernietigen",
    "stand": "bezig",
    "gedaan": 3,
    "totaal": 12,
    "begonnenOp": VOORBEELD_TIJD,
    "begonnenDoor": VOORBEELD_MEDEWERKER,
    "klaarOp": None,
    "resultaat": None,
    "zin": "3 van 12 personen vernietigd. U kunt weggaan: dit gaat door, ook als de dienst "
    "opnieuw start.",
}


class WerkzaamheidUit(Uitvoermodel):
    """Long work that somebody began."""

    id: str
    soort: str
    titel: str
    stand: Werkstand
    gedaan: int = Field(description="Hoeveel van het totaal al is gedaan.")
    totaal: int
    begonnen_op: datetime
    begonnen_door: str = Field(description="De autorisatie van wie het begon.")
    klaar_op: datetime | None = Field(description="Leeg: nog niet klaar.")
    resultaat: str | None = Field(description="Waar de uitkomst staat, als het klaar is.")
    zin: str = Field(description="Hoe het ervoor staat, en wat u kunt doen.")


class WerkzaamhedenUit(Uitvoermodel):
    """All of mine, the newest first."""

    werkzaamheden: list[WerkzaamheidUit]


def werkzaamheden_router() -> APIRouter:
    """See them all, or one."""
    router = maak_router("werkzaamheden")

    @router.get(
        "/werkzaamheden",
        response_model=WerkzaamhedenUit,
        **operatie(
            "lijstWerkzaamheden",
            "Geeft het lange werk dat u begon, het nieuwste eerst",
            antwoord={"werkzaamheden": [_UIT]},
            beschrijving="Alleen dat van uzelf, zonder personen. Na dertig dagen is wat klaar is "
            "weg uit deze lijst; wat eruit kwam blijft staan waar het hoort.",
        ),
    )
    def lijst(dienst: DienstAfh, wie: Zelf) -> WerkzaamhedenUit:
        alle = Werkzaamheden(dienst, wie.autorisatie_id).lijst()
        return WerkzaamhedenUit(
            werkzaamheden=[WerkzaamheidUit.model_validate(vars(een)) for een in alle]
        )

    @router.get(
        "/werkzaamheden/{id}",
        response_model=WerkzaamheidUit,
        **operatie(
            "leesWerkzaamheid",
            "Zegt hoe ver lang werk is dat u begon",
            antwoord=_UIT,
            koppen=_HERHAAL,
        ),
    )
    def lees(id: Kenmerk, dienst: DienstAfh, wie: Zelf, uit: Response) -> WerkzaamheidUit:
        gevonden = Werkzaamheden(dienst, wie.autorisatie_id).lees(id)
        if gevonden.stand is not Werkstand.KLAAR:
            uit.headers["Retry-After"] = str(HERHAAL_SECONDEN)
        return WerkzaamheidUit.model_validate(vars(gevonden))

    return router
