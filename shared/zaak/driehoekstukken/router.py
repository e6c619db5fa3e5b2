"""``/v1/groepen/{groepId}/driehoekstukken``: a list under numbers, for who decides on the group."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Response
from pydantic import Field

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.partij.web import voorbeelden
from shared.partij.web.afhankelijkheden import GroepId
from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Kenmerk, Partijcode, Uitvoermodel
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.verzenden.versturen.router import LOCATION, ONDERWEG, stand_na_versturen
from shared.verzenden.versturen.vormen import VOORBEELD_STAND, VerzendingUit
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.driehoekstukken.dienst import Driehoekstuk, Driehoekstukken
from shared.zaak.lijstinzicht.afhankelijkheden import lijstlezer

Deler = Annotated[Medewerker, Depends(medewerker("stukken.delen"))]
Beslisser = Annotated[Medewerker, Depends(medewerker("driehoekstuk.lezen"))]
Lijstlezer = Annotated[Medewerker, Depends(lijstlezer("namenlijsten.lezen"))]
LijstId = Annotated[Kenmerk, Path(alias="lijstId", description="De namenlijst.")]
StukId = Annotated[Kenmerk, Path(alias="stukId", description="Het stuk.")]
_PAD = "/groepen/{groepId}/driehoekstukken"

_LID: dict[str, Any] = {
    "nummer": 1,
    "leeftijdsklasse": "16-17",
    "stand": "blijft",
    "bekendBij": 2,
    "eigenGegevens": 3,
    "vanAnderen": 1,
}
_STUK: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-0000000000f4",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "van": voorbeelden.ONTVANGER,
    "op": VOORBEELD_TIJD,
    "lijst": "bruto",
    "namenlijst": "0193aaaa-0000-7000-8000-0000000000f1",
    "door": VOORBEELD_MEDEWERKER,
    "leden": [_LID],
}


class StuklidUit(Uitvoermodel):
    """One person as who decides sees him: a number, an age class, and counts."""

    nummer: int
    leeftijdsklasse: str
    stand: str
    bekend_bij: int = Field(description="Bij hoeveel partijen.")
    eigen_gegevens: int = Field(description="Hoeveel de partij die het opstelde zelf heeft.")
    van_anderen: int = Field(description="Hoeveel zij van anderen kreeg.")


class DriehoekstukUit(Uitvoermodel):
    """One document."""

    id: str
    groep: str
    van: str = Field(description="De partij die het opstelde.")
    op: datetime = Field(description="Wanneer het is opgesteld, of hier kwam.")
    lijst: str
    namenlijst: str | None = Field(description="Alleen waar het is opgesteld.")
    door: str | None = Field(description="Wie het opstelde; alleen daar.")
    leden: list[StuklidUit]


class DriehoekstukkenUit(Uitvoermodel):
    """What was made here and what came in, the oldest first."""

    driehoekstukken: list[DriehoekstukUit]


class Deelopdracht(Invoermodel):
    """Who gets it."""

    ontvanger: Partijcode
    ontvangende_medewerker: Kenmerk = Field(description="De autorisatie van wie het leest.")


class NummerUit(Uitvoermodel):
    """Which entry of the list a number is."""

    nummer: int
    regel: str


class NummersUit(Uitvoermodel):
    """Which number is whom, for who owns the list."""

    nummers: list[NummerUit]


def driehoekstukken_router() -> APIRouter:
    """Make, share and read."""
    router = maak_router("namenlijsten")
    _voeg_opstellen_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_opstellen_toe(router: APIRouter) -> None:
    @router.post(
        "/groepen/{groepId}/namenlijsten/{lijstId}/driehoekstukken",
        response_model=DriehoekstukUit,
        **operatie(
            "stelDriehoekstukOp",
            "Zet een namenlijst zoals zij nu is onder nummers, om aan de driehoek voor te leggen",
            status=201,
            antwoord=_STUK,
            fouten=(409,),
            beschrijving=(
                "De nummers zijn in elk stuk anders, en van wat anderen gaven staat er alleen "
                "hoeveel het is."
            ),
        ),
    )
    def opstellen(
        groep: GroepId, lijst: LijstId, u: UitwisselingAfh, wie: Deler
    ) -> DriehoekstukUit:
        return _uit(Driehoekstukken(u, wie).stel_op(groep, lijst))

    @router.post(
        _PAD + "/{stukId}/_deel",
        response_model=VerzendingUit,
        **operatie(
            "deelDriehoekstuk",
            "Stuurt zo'n stuk aan wie bij een andere partij over de groep beslist",
            status=201,
            ook=ONDERWEG,
            verzoek={
                "ontvanger": voorbeelden.ONTVANGER, "ontvangendeMedewerker": VOORBEELD_MEDEWERKER,
            },
            antwoord=VOORBEELD_STAND,
            fouten=(409, 410, 502),
            koppen=LOCATION,
        ),
    )  # fmt: skip
    async def deel(
        groep: GroepId, stuk: StukId, opdracht: Deelopdracht, u: UitwisselingAfh, wie: Deler,
        uit: Response,
    ) -> VerzendingUit:  # fmt: skip
        bericht = await Driehoekstukken(u, wie).deel(
            groep, stuk, opdracht.ontvanger, opdracht.ontvangende_medewerker
        )
        return await stand_na_versturen(u, bericht, uit)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        _PAD,
        response_model=DriehoekstukkenUit,
        **operatie(
            "lijstDriehoekstukken",
            "Geeft de lijsten onder nummers over een groep: hier opgesteld, of gekregen",
            antwoord={"driehoekstukken": [_STUK]},
            beschrijving="Het inzien wordt vastgelegd.",
        ),
    )
    def lijst(groep: GroepId, u: UitwisselingAfh, wie: Beslisser) -> DriehoekstukkenUit:
        gevonden = Driehoekstukken(u, wie).lijst(groep)
        return DriehoekstukkenUit(driehoekstukken=[_uit(een) for een in gevonden])

    @router.get(
        _PAD + "/{stukId}/nummers",
        response_model=NummersUit,
        **operatie(
            "lijstDriehoekstuknummers",
            "Geeft welk nummer welke regel van de namenlijst is",
            antwoord={"nummers": [{"nummer": 1, "regel": "0193aaaa-0000-7000-8000-0000000000f2"}]},
            beschrijving="Voor wie de lijst zelf leest. Het inzien wordt per persoon vastgelegd.",
        ),
    )
    def nummers(groep: GroepId, stuk: StukId, u: UitwisselingAfh, wie: Lijstlezer) -> NummersUit:
        gevonden = Driehoekstukken(u, wie).nummers(groep, stuk)
        return NummersUit(
            nummers=[NummerUit(nummer=nummer, regel=regel) for nummer, regel in gevonden.items()]
        )


def _uit(stuk: Driehoekstuk) -> DriehoekstukUit:
    return DriehoekstukUit(
        id=stuk.id,
        groep=stuk.groep,
        van=stuk.van,
        op=stuk.op,
        lijst=stuk.lijst,
        namenlijst=stuk.lijst_id,
        door=stuk.door,
        leden=[StuklidUit.model_validate(dict(lid)) for lid in stuk.leden],
    )
