"""The OM's own records about people."""

from __future__ import annotations

from pathlib import Path

from services.om.gegevens import justitieel, recente_vervolging, strafvorderlijk, tenuitvoerlegging
from services.om.gegevens.tabellen import (
    JustitieelRij,
    RecenteVervolgingRij,
    StrafvorderlijkRij,
    TenuitvoerleggingRij,
)
from shared.bestand.dossier.router import dossier_router
from shared.partij.onderwerp import Onderwerp

ONDERWERP = Onderwerp(
    naam="om/gegevens",
    routers=(
        lambda: dossier_router(strafvorderlijk.STRAFVORDERLIJK),
        lambda: dossier_router(justitieel.JUSTITIEEL),
        lambda: dossier_router(tenuitvoerlegging.TENUITVOERLEGGING),
        lambda: dossier_router(recente_vervolging.RECENTE_VERVOLGING),
    ),
    migraties=Path(__file__).parents[1] / "migraties",
    dossiers=(
        StrafvorderlijkRij,
        JustitieelRij,
        TenuitvoerleggingRij,
        RecenteVervolgingRij,
    ),
)
