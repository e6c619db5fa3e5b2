"""That another party found an incident, as a signal: its kind, and no text (9.3, I2)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import inspect

from shared.convenant.regels.laden import Convenantregels
from shared.partij.poorten.sein import Sein, Seinbron
from shared.zaak.incidenten.tabellen import IncidentRij

_DOEN = "Lees het in het register, neem kennis en doe wat er nodig is."


def _nieuw(rij: IncidentRij, regels: Convenantregels) -> Iterator[Sein]:
    if not rij.eigen:
        yield _sein(rij, regels, "incident.ontvangen", "meldt een incident")


def _gewijzigd(rij: IncidentRij, regels: Convenantregels) -> Iterator[Sein]:
    """The mail says that there is more, and not what."""
    anders = inspect(rij).attrs["stukversie"].history
    if not rij.eigen and any(anders.deleted):
        yield _sein(rij, regels, "incident.bijgewerkt", "vertelt meer over een incident")


def _sein(rij: IncidentRij, regels: Convenantregels, wat: str, zin: str) -> Sein:
    naam = regels.titel_van(rij.van)
    data = {
        "partij": rij.van,
        "aard": rij.aard,
        "titel": f"{naam[0].upper()}{naam[1:]} {zin} ({rij.aard})",
        "watTeDoen": _DOEN,
    }
    return Sein(wat, rij.id, f"/incidenten/{rij.id}", data, ook_post=True)


INCIDENTSEINEN = Seinbron(IncidentRij, nieuw=_nieuw, gewijzigd=_gewijzigd)
