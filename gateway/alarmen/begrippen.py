"""An alarm and its life: new, taken up by somebody, dealt with; and open again with a reason. Pure.

Whoever an alarm is about does not deal with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """How far an alarm is."""

    NIEUW = "nieuw"
    IN_BEHANDELING = "in_behandeling"
    AFGEHANDELD = "afgehandeld"


class Alarmuitkomst(StrEnum):
    """What it turned out to be."""

    TERECHT = "terecht"
    VALS = "vals"
    ONDUIDELIJK = "onduidelijk"


class Handeling(StrEnum):
    """What somebody does with it."""

    NEEM_OVER = "neem-over"
    HANDEL_AF = "handel-af"
    HEROPEN = "heropen"


_MAG_VANUIT = {
    Handeling.NEEM_OVER: {Status.NIEUW, Status.IN_BEHANDELING},
    Handeling.HANDEL_AF: {Status.IN_BEHANDELING},
    Handeling.HEROPEN: {Status.AFGEHANDELD},
}
_WAAROM_NIET = {
    Handeling.NEEM_OVER: "Dit alarm is al afgehandeld. Heropen het eerst, met een reden.",
    Handeling.HANDEL_AF: "Handel een alarm pas af als iemand het in behandeling heeft.",
    Handeling.HEROPEN: "Dit alarm staat nog open.",
}


class OvergangKanNiet(Exception):
    """Not from this state; `melding` says what to do first."""

    def __init__(self, melding: str) -> None:
        super().__init__(melding)
        self.melding = melding


@dataclass(frozen=True, slots=True)
class Alarmstand:
    """An alarm as it stands. `onderwerp` is a reference; `partijen` may see it."""

    id: str
    bladnummer: int
    tijdstip: datetime
    bron: str
    gemeld_door: str | None
    digest: str | None
    regel: str
    ernst: str
    per: str
    onderwerp: str
    begin: datetime
    einde: datetime
    stil_tot: datetime
    aantal: int
    bladen: list[int]
    partijen: list[str]
    status: str
    eigenaar: str | None
    uitkomst: str | None
    toelichting: str | None
    versie: int
    gewijzigd_op: datetime

    def betreft(self, autorisatie: str) -> bool:
        """Whether the alarm is about this very employee."""
        return autorisatie in self.onderwerp.split("/")


@dataclass(frozen=True, slots=True)
class Overgang:
    """What is done: by whom (`door`), for whom (`eigenaar`), with what outcome or reason."""

    handeling: Handeling
    eigenaar: str | None = None
    uitkomst: Alarmuitkomst | None = None
    toelichting: str | None = None


def pas_toe(alarm: Alarmstand, overgang: Overgang, nu: datetime) -> Alarmstand:
    """The alarm after it. Raises `OvergangKanNiet`."""
    if Status(alarm.status) not in _MAG_VANUIT[overgang.handeling]:
        raise OvergangKanNiet(_WAAROM_NIET[overgang.handeling])
    verder = replace(alarm, versie=alarm.versie + 1, gewijzigd_op=nu)
    if overgang.handeling is Handeling.NEEM_OVER:
        return replace(verder, status=Status.IN_BEHANDELING.value, eigenaar=overgang.eigenaar)
    if overgang.handeling is Handeling.HEROPEN:
        return replace(
            verder, status=Status.NIEUW.value, eigenaar=None, uitkomst=None,
            toelichting=overgang.toelichting,
        )  # fmt: skip
    return replace(
        verder, status=Status.AFGEHANDELD.value, uitkomst=overgang.uitkomst,
        toelichting=overgang.toelichting,
    )  # fmt: skip
