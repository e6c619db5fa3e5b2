"""Strafvorderlijke gegevens: bound to a case; the kop only commits to it (Wjsg 39f; B9)."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from services.om.tabellen import StrafvorderlijkRij
from services.om.vormen import Ominvoer, attestatie
from shared.partij.bronnen import Dossierbron, Gegevens
from shared.partij.dossier import Dossiersoort, Dossierstuk
from shared.partij.modelbasis import Regel, Tekst, Versiekop


class StrafvorderlijkGegevenInvoer(Ominvoer):
    """A strafvorderlijk gegeven as the OM records it for the approach."""

    zaaknummer: Regel = Field(
        description="Alleen de ontvanger leest het; de gateway ziet er alleen een commitment van."
    )
    omschrijving: Tekst = Field(description="Wat er is vastgelegd, zonder gegevens over anderen.")
    datum: date | None = Field(default=None, description="De dag waarop het gegeven slaat.")


class StrafvorderlijkGegevenUit(StrafvorderlijkGegevenInvoer, Versiekop):
    """A recorded strafvorderlijk gegeven."""

    id: str
    persoon_id: str


STRAFVORDERLIJK: Dossiersoort[StrafvorderlijkRij, StrafvorderlijkGegevenInvoer] = Dossiersoort(
    code="strafvorderlijk",
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
        "herleidingAnderenVoorkomen": True,
        "zaaknummer": "10/000000-26",
        "omschrijving": "Verdacht van openlijke geweldpleging tegen goederen (verzonnen).",
        "datum": "2026-09-12",
    },
)


def _gegevens(stuk: Dossierstuk[StrafvorderlijkGegevenInvoer]) -> Gegevens:
    datum = stuk.invoer.datum
    return {
        "zaak": stuk.invoer.zaaknummer,
        "omschrijving": stuk.invoer.omschrijving,
        "datum": None if datum is None else datum.isoformat(),
    }


BRON = Dossierbron(
    gegevenssoort="STRAFVORDERLIJK",
    soort=STRAFVORDERLIJK,
    gegevens=_gegevens,
    kenmerken=attestatie,
)
