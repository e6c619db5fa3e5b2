"""Strafvorderlijke gegevens: bound to a case, whose number travels sealed (Wjsg 39f; B7).

The kop holds a commitment on that number under the message's own salt, so the gateway learns
nothing of it and nothing is kept for it here.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from services.om.gegevens.tabellen import StrafvorderlijkRij
from services.om.gegevens.vormen import (
    VOORBEELD_VERKLARING,
    Ominvoer,
    attestatie,
    omschrijving_en_datum,
)
from shared.bestand.dossier.bronnen import Dossierbron, Gegevens
from shared.bestand.dossier.dossier import Dossiersoort, Dossierstuk
from shared.partij.web.vormen import Regel, Tekst, Versiekop


class StrafvorderlijkGegevenInvoer(Ominvoer):
    """A strafvorderlijk gegeven as the OM records it for the approach."""

    zaaknummer: Regel = Field(
        description="Het nummer van de strafzaak waar het gegeven vandaan komt."
    )
    omschrijving: Tekst = Field(description="Wat er is vastgelegd, zonder gegevens over anderen.")
    datum: date | None = Field(default=None, description="De dag waarop het gegeven slaat.")


class StrafvorderlijkGegevenUit(StrafvorderlijkGegevenInvoer, Versiekop):
    """A recorded strafvorderlijk gegeven."""

    id: str
    persoon_id: str


STRAFVORDERLIJK: Dossiersoort[StrafvorderlijkRij, StrafvorderlijkGegevenInvoer] = Dossiersoort(
    code="strafvorderlijk",
    gegevenssoort="STRAFVORDERLIJK",
    pad="strafvorderlijke-gegevens",
    naam="strafvorderlijk gegeven",
    naam_meervoud="strafvorderlijke gegevens",
    tabel=StrafvorderlijkRij,
    invoer=StrafvorderlijkGegevenInvoer,
    uitvoer=StrafvorderlijkGegevenUit,
    verzegeld=frozenset({"zaaknummer", "omschrijving", "datum"}),
    voorbeeld={
        "aard": "feit",
        "bijzonder": False,
        "derdenVerwijderd": True,
        **VOORBEELD_VERKLARING,
        "zaaknummer": "10/000000-26",
        "omschrijving": "Verdacht van openlijke geweldpleging tegen goederen (verzonnen).",
        "datum": "2026-09-12",
    },
)


def _gegevens(stuk: Dossierstuk[StrafvorderlijkGegevenInvoer]) -> Gegevens:
    return {"zaak": stuk.invoer.zaaknummer, **omschrijving_en_datum(stuk)}


BRON = Dossierbron(
    gegevenssoort="STRAFVORDERLIJK",
    soort=STRAFVORDERLIJK,
    gegevens=_gegevens,
    kenmerken=lambda stuk: attestatie(stuk.invoer),
)
