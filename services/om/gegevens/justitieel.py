"""Justitiële gegevens: only what the OM already had, never looked up for this (3.2; B7, D13)."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from services.om.gegevens.tabellen import JustitieelRij
from services.om.gegevens.vormen import (
    VOORBEELD_VERKLARING,
    Ominvoer,
    attestatie,
    omschrijving_en_datum,
)
from shared.bestand.dossier.bronnen import Dossierbron, Gegevens
from shared.bestand.dossier.dossier import Dossiersoort, Dossierstuk
from shared.partij.web.vormen import Tekst, Versiekop


class JustitieelGegevenInvoer(Ominvoer):
    """A justitieel gegeven as the OM records it for the approach."""

    omschrijving: Tekst = Field(description="Wat er is vastgelegd, zonder gegevens over anderen.")
    datum: date | None = Field(default=None, description="De dag waarop het gegeven slaat.")
    reeds_beschikbaar: bool = Field(
        description="Het OM beschikte al over dit gegeven, los van deze aanpak."
    )


class JustitieelGegevenUit(JustitieelGegevenInvoer, Versiekop):
    """A recorded justitieel gegeven."""

    id: str
    persoon_id: str


JUSTITIEEL: Dossiersoort[JustitieelRij, JustitieelGegevenInvoer] = Dossiersoort(
    code="justitieel",
    gegevenssoort="JUSTITIEEL",
    pad="justitiele-gegevens",
    naam="justitieel gegeven",
    naam_meervoud="justitiële gegevens",
    tabel=JustitieelRij,
    invoer=JustitieelGegevenInvoer,
    uitvoer=JustitieelGegevenUit,
    verzegeld=frozenset({"omschrijving", "datum"}),
    voorbeeld={
        "aard": "feit",
        "bijzonder": False,
        "derdenVerwijderd": True,
        **VOORBEELD_VERKLARING,
        "omschrijving": "Onherroepelijke taakstraf voor vernieling (verzonnen).",
        "datum": "2026-04-02",
        "reedsBeschikbaar": True,
    },
)


def _kenmerken(stuk: Dossierstuk[JustitieelGegevenInvoer]) -> Gegevens:
    return {**attestatie(stuk.invoer), "reedsBeschikbaar": stuk.invoer.reeds_beschikbaar}


BRON = Dossierbron(
    gegevenssoort="JUSTITIEEL",
    soort=JUSTITIEEL,
    gegevens=omschrijving_en_datum,
    kenmerken=_kenmerken,
)
