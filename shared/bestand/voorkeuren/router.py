"""``/v1/voorkeuren``: the filters I gave a name."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pydantic import Field, StringConstraints

from shared.bestand.toegang.bevoegdheid import VAN_HEMZELF
from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.bestand.voorkeuren.dienst import HOOGSTENS, Voorkeuren
from shared.bestand.voorkeuren.tabellen import VoorkeurRij
from shared.partij.dienst import DienstAfh
from shared.partij.web.voorbeelden import VOORBEELD_ID
from shared.partij.web.vormen import Invoermodel, Kenmerk, Uitvoermodel
from shared.web.beschrijving.routes import maak_router, operatie

Zelf = Annotated[Medewerker, Depends(medewerker(VAN_HEMZELF))]
Scherm = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Naam = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
Lid = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
_INVOER: dict[str, Any] = {
    "scherm": "werklijst",
    "naam": "Alleen van mij",
    "keuzes": {"van": "mij"},
}
_UIT: dict[str, Any] = {"id": VOORBEELD_ID, **_INVOER, "gewijzigdOp": "2026-11-23T12:00:00Z"}


class Voorkeurinvoer(Invoermodel):
    """A filter with a name."""

    scherm: Scherm = Field(description="Waar het filter bij hoort.")
    naam: Naam = Field(description="Hoe u het noemt. Er mag niemand in te herkennen zijn.")
    keuzes: dict[Lid, Code] = Field(max_length=10, description="Alleen codes; geen vrije tekst.")


class VoorkeurUit(Uitvoermodel):
    """A filter, to who keeps it."""

    id: str
    scherm: str
    naam: str
    keuzes: dict[str, str]
    gewijzigd_op: datetime


class VoorkeurenUit(Uitvoermodel):
    """All my filters, by name."""

    voorkeuren: list[VoorkeurUit]


def voorkeuren_router() -> APIRouter:
    """Keep one, see them all, throw one away."""
    router = maak_router("voorkeuren")

    @router.get(
        "/voorkeuren",
        response_model=VoorkeurenUit,
        **operatie("lijstVoorkeuren", "Geeft uw eigen filters", antwoord={"voorkeuren": [_UIT]}),
    )
    def lijst(dienst: DienstAfh, wie: Zelf) -> VoorkeurenUit:
        return VoorkeurenUit(
            voorkeuren=[_uit(een) for een in Voorkeuren(dienst, wie.autorisatie_id).lijst()]
        )

    @router.put(
        "/voorkeuren/{id}",
        response_model=VoorkeurUit,
        **operatie(
            "bewaarVoorkeur",
            "Bewaart een filter onder een naam",
            verzoek=_INVOER,
            antwoord=_UIT,
            fouten=(409,),
            beschrijving=f"Alleen voor u, hoogstens {HOOGSTENS}. Het kenmerk kiest u zelf: nog "
            "eens sturen is hetzelfde filter. In de naam mag niemand te herkennen zijn. Het is "
            "weg als uw autorisatie voorbij is.",
        ),
    )
    def bewaar(id: Kenmerk, invoer: Voorkeurinvoer, dienst: DienstAfh, wie: Zelf) -> VoorkeurUit:
        bewaard = Voorkeuren(dienst, wie.autorisatie_id).bewaar(
            id, invoer.scherm, invoer.naam, invoer.keuzes
        )
        return _uit(bewaard)

    @router.delete(
        "/voorkeuren/{id}",
        **operatie("verwijderVoorkeur", "Haalt een filter weg", status=204, fouten=(400,)),
    )
    def verwijder(id: Kenmerk, dienst: DienstAfh, wie: Zelf) -> None:
        Voorkeuren(dienst, wie.autorisatie_id).verwijder(id)

    return router


def _uit(rij: VoorkeurRij) -> VoorkeurUit:
    return VoorkeurUit(
        id=rij.id,
        scherm=rij.scherm,
        naam=rij.naam,
        keuzes=rij.keuzes,
        gewijzigd_op=rij.gewijzigd_op,
    )
