"""How long what is kept."""

from __future__ import annotations

from pathlib import Path

from shared.partij.onderwerp import Onderwerp
from shared.zaak.bewaren.eigen import ruim_eigen
from shared.zaak.bewaren.leeg import ruim_lege
from shared.zaak.bewaren.regelrouter import bewaartermijnen_router
from shared.zaak.bewaren.router import bewaardagen_router

ONDERWERP = Onderwerp(
    naam="zaak/bewaren",
    routers=(bewaardagen_router, bewaartermijnen_router),
    migraties=Path(__file__).parent / "migraties",
    onderhoud=(ruim_eigen, ruim_lege),
)
