"""``/v1/selectielijst``: for which own records an archivist approved destroying (reading H10)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from shared.bestand.toegang.medewerker import Medewerker, medewerker
from shared.convenant.termijnen import datum_nl
from shared.partij.dienst import DienstAfh
from shared.partij.web.afhankelijkheden import ETAG, IfMatch
from shared.partij.web.versies import etag_van, versie_eis
from shared.web.beschrijving.routes import maak_router, operatie
from shared.zaak.vernietigen import opslag, vormen
from shared.zaak.vernietigen.begrippen import RAADPLEGEN, VERNIETIGEN, Akkoord
from shared.zaak.vernietigen.proef import categorieen
from shared.zaak.vernietigen.selectielijst import lees_akkoord, leg_akkoord_vast, versie_van
from shared.zaak.vernietigen.vormen import (
    Akkoordinvoer,
    AkkoordUit,
    SelectielijstUit,
    Vastgelegd,
)

Vastlegger = Annotated[Medewerker, Depends(medewerker(VERNIETIGEN))]
Lezer = Annotated[Medewerker, Depends(medewerker(RAADPLEGEN))]


def selectielijst_router() -> APIRouter:
    """The operations on what an archivist approved."""
    router = maak_router("personen")

    @router.get(
        "/selectielijst",
        response_model=SelectielijstUit,
        **operatie(
            "leesSelectielijst",
            "Voor welke eigen gegevens de archivaris instemde met vernietigen",
            antwoord={
                "categorieen": [
                    {"categorie": "gegeven", "geldt": True, "akkoord": vormen.AKKOORD_IN}
                ]
            },
        ),
    )
    def lees(dienst: DienstAfh, _: Lezer) -> SelectielijstUit:
        with dienst.transactie() as sessie:
            akkoorden = opslag.akkoorden(sessie)
        vandaag = datum_nl(dienst.klok())
        soorten = sorted(categorieen(dienst))
        return SelectielijstUit(categorieen=[_uit(een, akkoorden, vandaag) for een in soorten])

    _voeg_akkoord_toe(router)
    return router


def _voeg_akkoord_toe(router: APIRouter) -> None:
    @router.get(
        "/selectielijst/{categorie}",
        response_model=AkkoordUit,
        **operatie(
            "leesSelectielijstakkoord",
            "Of de archivaris instemde met vernietigen van deze eigen gegevens",
            antwoord={"categorie": "gegeven", "geldt": True, "akkoord": vormen.AKKOORD_IN},
            koppen=ETAG,
        ),
    )
    def lees_een(categorie: str, dienst: DienstAfh, _: Lezer, uit: Response) -> AkkoordUit:
        with dienst.transactie() as sessie:
            versie = versie_van(lees_akkoord(sessie, dienst, categorie))
            akkoorden = opslag.akkoorden(sessie)
        uit.headers["ETag"] = etag_van(categorie, versie)
        return _uit(categorie, akkoorden, datum_nl(dienst.klok()))

    @router.put(
        "/selectielijst/{categorie}",
        response_model=AkkoordUit,
        **operatie(
            "legSelectielijstakkoordVast",
            "Legt vast dat de archivaris instemde: wie, wanneer, welke lijst en welke categorie",
            verzoek=vormen.AKKOORD_IN,
            antwoord={"categorie": "gegeven", "geldt": True, "akkoord": vormen.AKKOORD_IN},
            fouten=(412, 428),
            koppen=ETAG,
        ),
    )
    def leg_vast(
        categorie: str,
        invoer: Akkoordinvoer,
        dienst: DienstAfh,
        wie: Vastlegger,
        uit: Response,
        if_match: IfMatch = None,
    ) -> AkkoordUit:
        verwacht = versie_eis(if_match, categorie)
        with dienst.transactie() as sessie:
            leg_akkoord_vast(sessie, dienst, wie, categorie, invoer, verwacht)
            versie = versie_van(lees_akkoord(sessie, dienst, categorie))
            uit.headers["ETag"] = etag_van(categorie, versie)
            return _uit(categorie, opslag.akkoorden(sessie), datum_nl(dienst.klok()))


def _uit(categorie: str, akkoorden: Mapping[str, Akkoord], dag: date) -> AkkoordUit:
    akkoord = akkoorden.get(categorie)
    if akkoord is None:
        return AkkoordUit(categorie=categorie, geldt=False, akkoord=None)
    vast = Vastgelegd(**{naam: getattr(akkoord, naam) for naam in Vastgelegd.model_fields})
    return AkkoordUit(categorie=categorie, geldt=akkoord.geldt(dag), akkoord=vast)
