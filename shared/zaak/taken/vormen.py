"""Shapes of the tasks' API, and its examples."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from shared.bestand.zonderpersonen.bevestiging import Groepstekstinvoer
from shared.convenant.begrippen import Convenantregels
from shared.partij.web.afspraken import AARD, AardUit, aard_uit
from shared.partij.web.voorbeelden import VOORBEELD_MEDEWERKER, VOORBEELD_TIJD
from shared.partij.web.vormen import Kenmerk, Regel, Tekst, Uitvoermodel
from shared.zaak.taken.tabellen import TaakRij, TaakverloopRij
from shared.zaak.taken.taken import Handeling, Taakstand

VOORBEELD_GROEP = "0193aaaa-0000-7000-8000-000000000001"
VOORBEELD_TAAK = "0193aaaa-0000-7000-8000-0000000000f1"


class Taakinvoer(Groepstekstinvoer):
    """A task to be given."""

    groep: Kenmerk
    titel: Regel = Field(description="Wat er te doen is; over niemand herkenbaar.")
    eigenaar: Kenmerk | None = Field(
        default=None, description="De autorisatie van wie het doet; leeg: uzelf."
    )
    uiterlijk: date


class Taakwijziging(Groepstekstinvoer):
    """Another title or day; what is left out stays as it was."""

    titel: Regel | None = None
    uiterlijk: date | None = None


class Overdracht(Groepstekstinvoer):
    """To whom the task goes."""

    eigenaar: Kenmerk = Field(description="De autorisatie van een collega bij deze partij.")
    toelichting: Tekst | None = None


class Afronding(Groepstekstinvoer):
    """What came of the task."""

    stand: Literal["klaar", "vervallen"] = "klaar"
    uitkomst: Tekst = Field(description="Wat eruit kwam; over niemand herkenbaar.")


class TaakUit(Uitvoermodel):
    """A task as it is now."""

    id: str
    groep: str
    titel: str
    eigenaar: str
    uiterlijk: date
    stand: Taakstand
    uitkomst: str | None
    versie: int
    gemaakt_op: datetime
    gewijzigd_op: datetime
    gewijzigd_door: str
    aard: AardUit


class TakenUit(Uitvoermodel):
    """A page of tasks."""

    taken: list[TaakUit]
    volgende: str | None = Field(description="Geef dit mee als 'na' voor de volgende pagina.")


class TaakverloopUit(Uitvoermodel):
    """One version of a task: what happened, and how it stood then."""

    versie: int
    handeling: Handeling
    titel: str
    eigenaar: str
    uiterlijk: date
    toelichting: str | None
    tijdstip: datetime
    door: str


class TaakverlopenUit(Uitvoermodel):
    """Everything that happened to a task."""

    verloop: list[TaakverloopUit]


def taak_uit(rij: TaakRij, regels: Convenantregels) -> TaakUit:
    """A task as the API shows it."""
    velden = {naam: getattr(rij, naam) for naam in TaakUit.model_fields if naam != "aard"}
    return TaakUit(**velden, aard=aard_uit(regels))


def verloop_uit(rij: TaakverloopRij) -> TaakverloopUit:
    """A version as the API shows it."""
    return TaakverloopUit(**{naam: getattr(rij, naam) for naam in TaakverloopUit.model_fields})


VOORBEELD_INVOER: dict[str, Any] = {
    "groep": VOORBEELD_GROEP,
    "titel": "Plan een schouw bij het winkelcentrum",
    "eigenaar": VOORBEELD_MEDEWERKER,
    "uiterlijk": "2026-12-01",
}
VOORBEELD_UIT: dict[str, Any] = {
    **VOORBEELD_INVOER,
    "id": VOORBEELD_TAAK,
    "stand": "open",
    "uitkomst": None,
    "versie": 1,
    "gemaaktOp": VOORBEELD_TIJD,
    "gewijzigdOp": VOORBEELD_TIJD,
    "gewijzigdDoor": VOORBEELD_MEDEWERKER,
    "aard": AARD,
}
VOORBEELD_VERLOOP: dict[str, Any] = {
    "versie": 1,
    "handeling": "gemaakt",
    "titel": VOORBEELD_INVOER["titel"],
    "eigenaar": VOORBEELD_MEDEWERKER,
    "uiterlijk": "2026-12-01",
    "toelichting": None,
    "tijdstip": VOORBEELD_TIJD,
    "door": VOORBEELD_MEDEWERKER,
}
