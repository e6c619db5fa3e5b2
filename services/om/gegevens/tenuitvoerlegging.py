"""Tenuitvoerleggingsgegevens: only where the OM itself is controller (Wjsg 51c; reading B3)."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from services.om.gegevens.tabellen import TenuitvoerleggingRij
from services.om.gegevens.vormen import (
    VOORBEELD_VERKLARING,
    Ominvoer,
    attestatie,
    omschrijving_en_datum,
)
from shared.bestand.dossier.bronnen import Dossierbron, Gegevens
from shared.bestand.dossier.dossier import Dossiersoort, Dossierstuk
from shared.partij.web.vormen import Tekst, Versiekop


class TenuitvoerleggingsgegevenInvoer(Ominvoer):
    """A tenuitvoerleggingsgegeven as the OM records it for the approach."""

    omschrijving: Tekst = Field(description="Wat er is vastgelegd, zonder gegevens over anderen.")
    datum: date | None = Field(default=None, description="De dag waarop het gegeven slaat.")
    om_verwerkingsverantwoordelijk: bool = Field(
        description="Het College van procureurs-generaal is voor dit gegeven verantwoordelijk."
    )


class TenuitvoerleggingsgegevenUit(TenuitvoerleggingsgegevenInvoer, Versiekop):
    """A recorded tenuitvoerleggingsgegeven."""

    id: str
    persoon_id: str


TENUITVOERLEGGING: Dossiersoort[TenuitvoerleggingRij, TenuitvoerleggingsgegevenInvoer] = (
    Dossiersoort(
        code="tenuitvoerlegging",
        gegevenssoort="TENUITVOERLEGGING",
        pad="tenuitvoerleggingsgegevens",
        naam="tenuitvoerleggingsgegeven",
        naam_meervoud="tenuitvoerleggingsgegevens",
        tabel=TenuitvoerleggingRij,
        invoer=TenuitvoerleggingsgegevenInvoer,
        uitvoer=TenuitvoerleggingsgegevenUit,
        verzegeld=frozenset({"omschrijving", "datum"}),
        voorbeeld={
            "aard": "feit",
            "bijzonder": False,
            "derdenVerwijderd": True,
            **VOORBEELD_VERKLARING,
            "omschrijving": "Taakstraf van 40 uur loopt (verzonnen).",
            "datum": "2026-08-20",
            "omVerwerkingsverantwoordelijk": True,
        },
    )
)


def _kenmerken(stuk: Dossierstuk[TenuitvoerleggingsgegevenInvoer]) -> Gegevens:
    return {
        **attestatie(stuk.invoer),
        "omVerwerkingsverantwoordelijk": stuk.invoer.om_verwerkingsverantwoordelijk,
    }


BRON = Dossierbron(
    gegevenssoort="TENUITVOERLEGGING",
    soort=TENUITVOERLEGGING,
    gegevens=omschrijving_en_datum,
    kenmerken=_kenmerken,
)
