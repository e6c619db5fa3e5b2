"""That another party found an incident, as a signal: its kind, and what was done (9.3, I2).

Mailed too, so never with a text that may point at somebody: that waits until a human let it
through. What happened is read in the register.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import inspect

from shared.convenant.regels.laden import Convenantregels
from shared.partij.poorten.sein import Sein, Seinbron
from shared.zaak.incidenten.tabellen import IncidentRij

_DOEN = "Lees het in het register, neem kennis en doe wat er nodig is."
_GEEN = "Maatregelen zijn niet genoemd."
_APART = (
    "In de tekst staat misschien iemand; wat ertegen is gedaan volgt als een mens haar vrijgeeft."
)


def _nieuw(rij: IncidentRij, regels: Convenantregels) -> Iterator[Sein]:
    if not rij.eigen:
        yield _sein(rij, regels, "incident.ontvangen", "meldt een incident")


def _gewijzigd(rij: IncidentRij, regels: Convenantregels) -> Iterator[Sein]:
    """Another version counts; the first too, when its texts had to wait."""
    anders = inspect(rij).attrs["stukversie"].history
    if not rij.eigen and anders.deleted:
        yield _sein(rij, regels, "incident.bijgewerkt", "vertelt meer over een incident")


def _sein(rij: IncidentRij, regels: Convenantregels, wat: str, zin: str) -> Sein:
    naam = regels.titel_van(rij.van)
    data = {
        "partij": rij.van,
        "aard": rij.aard,
        "titel": f"{naam[0].upper()}{naam[1:]} {zin} ({rij.aard})",
        "watTeDoen": f"{_gedaan(rij)}\n\n{_DOEN}",
    }
    return Sein(wat, rij.id, f"/incidenten/{rij.id}", data, ook_post=True)


def _gedaan(rij: IncidentRij) -> str:
    if rij.stukversie == 0:
        return _APART
    return _GEEN if rij.maatregelen is None else f"Wat ertegen is gedaan: {rij.maatregelen}"


INCIDENTSEINEN = Seinbron(IncidentRij, nieuw=_nieuw, gewijzigd=_gewijzigd)
