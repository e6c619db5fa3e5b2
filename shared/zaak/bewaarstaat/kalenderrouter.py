"""``/v1/bewaarkalender``: how much of what goes in which month, in numbers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.convenant.bewaren.regels import bewaarregels
from shared.convenant.termijnen import datum_nl, plus
from shared.partij.fouten import GeenToegang, OngeldigeInvoer
from shared.partij.web.vormen import Uitvoermodel
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie
from shared.web.meldingen import Invoerfout
from shared.zaak.bewaarstaat.kalender import kalender

Raadpleger = Annotated[Medewerker, Depends(medewerker("raadplegen"))]
_STANDAARD, _HOOGSTENS = "P1Y", "P10Y"


class KalendervakUit(Uitvoermodel):
    """In one month so many of one kind."""

    maand: str = Field(description="Zoals 2027-03.")
    wat: str = Field(description="Waarover het gaat; de titels staan bij `soorten`.")
    regel: str | None = Field(
        description="De rij van `GET /bewaartermijnen` die dit zegt; leeg bij ontvangen gegevens."
    )
    aantal: int


class BewaarkalenderUit(Uitvoermodel):
    """The months ahead, in numbers."""

    van: date
    tot: date
    soorten: dict[str, str]
    vakken: list[KalendervakUit]


_VOORBEELD: dict[str, Any] = {
    "van": "2026-11-23",
    "tot": "2027-11-23",
    "soorten": {"eigen": "eigen gegevens"},
    "vakken": [
        {"maand": "2027-03", "wat": "eigen", "regel": "wpg-13-vernietigen", "aantal": 3},
    ],
}


def bewaarkalender_router() -> APIRouter:
    """The one operation on the months ahead."""
    router = maak_router("bewaren")

    @router.get(
        "/bewaarkalender",
        response_model=BewaarkalenderUit,
        **operatie(
            "leesBewaarkalender",
            "Zegt per maand en per soort hoeveel er weggaat, of opnieuw wordt bekeken",
            antwoord=_VOORBEELD,
            beschrijving="Zoals het bestand nu is, met de berekening van het onderhoud. Er staat "
            "niemand in. Wat al weg had gemoeten telt in de eerste maand.",
        ),
    )
    def lees(
        u: UitwisselingAfh,
        wie: Raadpleger,
        van: Annotated[date | None, Query(description="Vanaf deze dag; zonder: vandaag.")] = None,
        tot: Annotated[
            date | None, Query(description="Tot en met deze dag; zonder: een jaar later.")
        ] = None,
    ) -> BewaarkalenderUit:
        if not wie.taak.alles:
            # A number over groups outside the task still says who is there.
            raise GeenToegang("Dit telt het hele bestand: alleen voor wie alle groepen heeft.")
        eerste = van or datum_nl(u.dienst.klok())
        laatste = tot or plus(eerste, _STANDAARD)
        if not eerste <= laatste <= plus(eerste, _HOOGSTENS):
            zin = "ligt niet tussen 'van' en tien jaar daarna"
            raise OngeldigeInvoer([Invoerfout("query:tot", zin)])
        with u.dienst.lezend() as sessie:
            vakken = kalender(sessie, u.dienst, u.partij.meldingen, eerste, laatste)
        return BewaarkalenderUit(
            van=eerste,
            tot=laatste,
            soorten=dict(bewaarregels(u.dienst.regels).soorten),
            vakken=[
                KalendervakUit(maand=een.maand, wat=een.wat, regel=een.regel, aantal=een.aantal)
                for een in vakken
            ],
        )

    return router
