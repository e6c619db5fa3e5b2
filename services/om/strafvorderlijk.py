"""Strafvorderlijke gegevens: bound to a case whose number never leaves (Wjsg 39f; reading B9)."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from services.om.tabellen import StrafvorderlijkRij
from services.om.vormen import Ominvoer, attestatie, nieuw_zaakzout, zaakcommitment
from shared.partij.bronnen import Dossierbron, Gegevens
from shared.partij.dossier import Dossiersoort, Dossierstuk
from shared.partij.modelbasis import Regel, Tekst, Versiekop


class StrafvorderlijkGegevenInvoer(Ominvoer):
    """A strafvorderlijk gegeven as the OM records it for the approach."""

    zaaknummer: Regel = Field(description="Blijft bij het OM; alleen een commitment erop gaat mee.")
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
    geheim=nieuw_zaakzout,
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
        "omschrijving": stuk.invoer.omschrijving,
        "datum": None if datum is None else datum.isoformat(),
    }


def _kenmerken(stuk: Dossierstuk[StrafvorderlijkGegevenInvoer]) -> Gegevens:
    zaak = zaakcommitment(stuk.geheim["zaakzout"], stuk.invoer.zaaknummer)
    return {**attestatie(stuk), "zaak": zaak}


BRON = Dossierbron(
    gegevenssoort="STRAFVORDERLIJK",
    soort=STRAFVORDERLIJK,
    gegevens=_gegevens,
    kenmerken=_kenmerken,
)
