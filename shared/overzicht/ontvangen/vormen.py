"""Shapes and examples of the answers about what was received."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from shared.bestand.ontvangen.tabellen import OntvangenGegevenRij
from shared.partij.dienst import Dienst
from shared.partij.web import voorbeelden
from shared.partij.web.vormen import Uitvoermodel
from shared.zaak.verbetering.begrippen import Verbeterstand
from shared.zaak.verbetering.tabellen import VerbeteringRij

VOORBEELD_GEGEVEN: dict[str, Any] = {
    "id": "0193aaaa-0000-7000-8000-0000000000c1",
    "bericht": voorbeelden.VOORBEELD_BERICHT,
    "persoon": "0193aaaa-0000-7000-8000-0000000000a1",
    "betrokkene": "5f0c9d1e-3f55-4b3e-9a53-0c8f4f2b7a10",
    "groep": "0193aaaa-0000-7000-8000-000000000001",
    "categorie": 1,
    "bron": voorbeelden.GEVER,
    "regime": voorbeelden.GEVER_REGIME,
    "gegevenssoort": voorbeelden.GEGEVENSSOORT,
    "grondslag": voorbeelden.GEVER_GRONDSLAG,
    "convenantartikel": voorbeelden.GEVER_CONVENANT,
    "taakBron": "de taak van de bron (het artikel)",
    "eigenGrondslag": "het artikel van de eigen wet",
    "doel": "D1",
    "aard": "feit",
    "eersteVerwerking": None,
    "status": "actief",
    "vervangenDoor": None,
    "verbetering": None,
    "betwist": False,
    "vervaltOp": "2026-12-23",
    "bewaaruitleg": "Wordt vernietigd op 23 december 2026, omdat de termijn dan om is.",
    "ontvangenOp": voorbeelden.VOORBEELD_ONTVANGEN,
    "gegevens": {"geboortedatum": "2010-02-03"},
}


class OntvangenGegevenUit(Uitvoermodel):
    """One received item with what binds its use."""

    id: str
    bericht: str
    persoon: str
    betrokkene: str
    groep: str
    categorie: int
    bron: str = Field(description="De partij van wie het gegeven is.")
    regime: str = Field(description="De wet waaronder de bron het verwerkte.")
    gegevenssoort: str
    grondslag: str | None = Field(description="Alleen leeg als het is ingetrokken.")
    convenantartikel: str | None
    taak_bron: str | None = Field(
        description="De wettelijke taak waarvoor de bron het gaf, met het artikel."
    )
    eigen_grondslag: str | None = Field(
        description="Het artikel waarop deze partij het zelf verwerkt."
    )
    doel: str | None = Field(description="Het enige doel waarvoor het gebruikt mag worden.")
    aard: str | None
    eerste_verwerking: date | None
    status: str = Field(description="actief, opgeschort, vervangen of ingetrokken.")
    vervangen_door: str | None
    verbetering: str | None = Field(description="De laatste verbetering hiervan, als die er is.")
    betwist: bool = Field(
        description="Iemand vond dit onjuist of onvolledig; de bron wijzigde het niet."
    )
    vervalt_op: date | None = Field(description="De laatste dag dat het bewaard mag worden.")
    bewaaruitleg: str | None = Field(
        default=None, description="Wanneer het weggaat en waarom, of wat het vasthoudt."
    )
    ontvangen_op: datetime
    gegevens: dict[str, Any] | None = Field(
        description="Leeg als het is ingetrokken of als de persoon is vernietigd."
    )


class OntvangenGegevensUit(Uitvoermodel):
    """A page of received items."""

    ontvangen_gegevens: list[OntvangenGegevenUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


def gegeven_uit(
    dienst: Dienst,
    rij: OntvangenGegevenRij,
    gegevens: dict[str, Any] | None,
    verbetering: VerbeteringRij | None = None,
    bewaaruitleg: str | None = None,
) -> OntvangenGegevenUit:
    """From row and opened content to answer, with what was found wrong with it."""
    partijen = dienst.regels.partijen
    bron, hier = (partijen[een].taak for een in (rij.bron, dienst.partij.code))
    return OntvangenGegevenUit(
        id=rij.id,
        bericht=rij.bericht_id,
        persoon=rij.persoon_id,
        betrokkene=rij.betrokkene,
        groep=rij.groep,
        categorie=rij.categorie,
        bron=rij.bron,
        regime=rij.regime,
        gegevenssoort=rij.gegevenssoort,
        grondslag=rij.grondslag,
        convenantartikel=rij.convenantartikel,
        taak_bron=None if bron is None else f"{bron.titel} ({bron.wet})",
        eigen_grondslag=None if hier is None else hier.ontvangen,
        doel=rij.doel,
        aard=rij.aard,
        eerste_verwerking=rij.eerste_verwerking,
        status=rij.status,
        vervangen_door=rij.vervangen_door,
        verbetering=None if verbetering is None else verbetering.id,
        betwist=verbetering is not None and verbetering.stand == Verbeterstand.AFGEWEZEN,
        vervalt_op=rij.vervalt_op,
        bewaaruitleg=bewaaruitleg,
        ontvangen_op=rij.ontvangen_op,
        gegevens=gegevens,
    )
