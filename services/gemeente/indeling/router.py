"""``/v1/indelingen`` and ``/v1/groepen/{groepId}/indeling``."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import Field, StringConstraints

from services.gemeente.aanpak.router import Lezer, Schrijver
from services.gemeente.aanpak.vormen import VOORBEELD_GROEP, VOORBEELD_WIE
from services.gemeente.groepsdocumenten.dienst import Document
from services.gemeente.groepsdocumenten.soorten import Groepstekst
from services.gemeente.indeling.dienst import INDELING, Groepsindeling
from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.partij.web.afhankelijkheden import ETAG, GroepId, IfMatch
from shared.partij.web.versies import etag_van, versie_eis
from shared.partij.web.voorbeelden import VOORBEELD_TIJD
from shared.partij.web.vormen import Invoermodel, Uitvoermodel
from shared.verzenden.uitwisseling import UitwisselingAfh
from shared.web.beschrijving.routes import maak_router, operatie

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
Keuzes = dict[Code, Annotated[list[Code], Field(max_length=20)]]

_INVOER: dict[str, Any] = {
    "indeling": {
        "aantasting": ["overlast"],
        "groepssoort": ["fluide-netwerk"],
        "gedrag": ["veroorzaakt-overlast", "verstoort-sociale-norm"],
    },
    "toelichting": "Wisselende groepjes veroorzaken overlast bij het winkelcentrum.",
}
_UIT: dict[str, Any] = {
    **_INVOER,
    "groep": VOORBEELD_GROEP,
    "versie": 1,
    "tijdstip": VOORBEELD_TIJD,
    "door": VOORBEELD_WIE,
}
_AS: dict[str, Any] = {
    "code": "groepssoort",
    "titel": "soort groep",
    "meerdere": False,
    "waarden": {"groep": "groep", "fluide-netwerk": "fluïde netwerk"},
}


class _Keuze(Invoermodel):
    """The chosen values per axis, and why."""

    indeling: Keuzes = Field(
        max_length=20, description="Per regel uit GET /v1/indelingen een of meer waarden."
    )
    toelichting: Groepstekst = Field(description="Waaruit dit blijkt; over niemand herkenbaar.")


class Indelingsinvoer(_Keuze, Groepstekstinvoer):
    """A classification to be kept."""


class IndelingUit(_Keuze, Uitvoermodel):
    """The classification of a group, or one of its versions."""

    groep: str
    versie: int
    tijdstip: datetime
    door: str = Field(description="De autorisatie van wie dit vastlegde.")


class IndelingversiesUit(Uitvoermodel):
    """Every version of a classification."""

    versies: list[IndelingUit]


class AsUit(Uitvoermodel):
    """One axis of the classification."""

    code: str
    titel: str
    meerdere: bool = Field(description="Of er meer waarden tegelijk mogen gelden.")
    waarden: dict[str, str] = Field(description="Elke waarde, met wat zij betekent.")


class AssenUit(Uitvoermodel):
    """Every axis the covenant has."""

    indelingen: list[AsUit]


def indeling_router() -> APIRouter:
    """The operations on a group's classification."""
    router = maak_router("indeling")
    _voeg_assen_toe(router)
    _voeg_schrijven_toe(router)
    _voeg_lezen_toe(router)
    return router


def _voeg_assen_toe(router: APIRouter) -> None:
    @router.get(
        "/indelingen",
        response_model=AssenUit,
        **operatie(
            "lijstIndelingen",
            "Geeft waarop een groep wordt ingedeeld, met de waarden",
            antwoord={"indelingen": [_AS]},
        ),
    )
    def assen(u: UitwisselingAfh, _: Lezer) -> AssenUit:
        return AssenUit(
            indelingen=[
                AsUit(
                    code=code,
                    titel=een.titel,
                    meerdere=een.meerdere,
                    waarden=dict(een.waarden),
                )
                for code, een in u.dienst.regels.indelingen.items()
            ]
        )


def _voeg_schrijven_toe(router: APIRouter) -> None:
    @router.put(
        "/groepen/{groepId}/indeling",
        response_model=IndelingUit,
        **operatie(
            "deelGroepIn",
            "Legt vast waarom een groep onder het convenant valt, en wat voor groep het is",
            verzoek={**_INVOER, "bevestigdZonderPersonen": True},
            antwoord=_UIT,
            fouten=(409, 412, 428, 502),
            koppen=ETAG,
        ),
    )
    async def schrijf(
        groep: GroepId, invoer: Indelingsinvoer, u: UitwisselingAfh, wie: Schrijver, uit: Response,
        if_match: IfMatch = None,
    ) -> IndelingUit:  # fmt: skip
        eis = versie_eis(if_match, _kenmerk(groep))
        document = await Groepsindeling(u, wie).schrijf(
            groep, invoer.indeling, invoer.toelichting, eis,
            bevestigd=invoer.bevestigd_zonder_personen,
        )  # fmt: skip
        return _uit(document, uit)


def _voeg_lezen_toe(router: APIRouter) -> None:
    @router.get(
        "/groepen/{groepId}/indeling",
        response_model=IndelingUit,
        **operatie("leesIndeling", "Geeft hoe een groep is ingedeeld", antwoord=_UIT, koppen=ETAG),
    )
    def lees(groep: GroepId, u: UitwisselingAfh, wie: Lezer, uit: Response) -> IndelingUit:
        return _uit(Groepsindeling(u, wie).lees(groep), uit)

    @router.get(
        "/groepen/{groepId}/indeling/versies",
        response_model=IndelingversiesUit,
        **operatie(
            "leesIndelingversies",
            "Geeft elke indeling die een groep heeft gehad",
            antwoord={"versies": [_UIT]},
        ),
    )
    def versies(groep: GroepId, u: UitwisselingAfh, wie: Lezer) -> IndelingversiesUit:
        return IndelingversiesUit(
            versies=[_vorm(een) for een in Groepsindeling(u, wie).versies(groep)]
        )


def _kenmerk(groep: str) -> str:
    return f"{groep}/{INDELING}"


def _vorm(document: Document) -> IndelingUit:
    return IndelingUit(
        **document.inhoud,
        groep=document.groep,
        versie=document.versie,
        tijdstip=document.tijdstip,
        door=document.door,
    )


def _uit(document: Document, uit: Response) -> IndelingUit:
    uit.headers["ETag"] = etag_van(_kenmerk(document.groep), document.versie)
    return _vorm(document)
