"""What an incident is, how it stands, and what its clocks say. Pure.

An incident is anything by which the confidentiality, correctness or availability of data about the
approach may have been harmed, under whichever law it falls (I7). No person is in it (I2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from shared.convenant.begrippen import Convenantregels
from shared.convenant.termijnen import datum_nl
from shared.web.meldingen import Invoerfout

MELDEN: Final = "incidenten.melden"
LEZEN: Final = "incidenten.lezen"
BEHANDELEN: Final = "incidenten.behandelen"
"""The rights to report one, to read all of them, and to deal with them."""


class Incidentstand(StrEnum):
    """Whether anything is still to be done about it."""

    OPEN = "open"
    GESLOTEN = "gesloten"


class Versiestand(StrEnum):
    """Of one version: it counts, waits because a text points at somebody, or was not let in."""

    GELDT = "geldt"
    APART = "apart"
    AFGEWEZEN = "afgewezen"


class Incidentgebeurtenis(StrEnum):
    """What happened to an incident."""

    GEMELD = "gemeld"
    ONTVANGEN = "ontvangen"
    BIJGEWERKT = "bijgewerkt"
    TEKST_VRIJ = "tekst_vrijgegeven"
    TEKST_AF = "tekst_afgewezen"
    GEZIEN = "kennisgenomen"
    VOORGESTELD = "besluit_voorgesteld"
    GOEDGEKEURD = "besluit_goedgekeurd"
    AFGEKEURD = "besluit_afgekeurd"
    TOEZICHT_GEMELD = "toezichthouder_gemeld"
    TAAK_GEGEVEN = "taak_gegeven"
    TAAK_AFGEROND = "taak_afgerond"
    GESLOTEN = "gesloten"


class Incidentbesluitsoort(StrEnum):
    """What is decided: whether it goes to the supervisor, and whether the betrokkenen are told."""

    TOEZICHT = "toezichthouder"
    BETROKKENE = "betrokkene"


class Incidentuitslag(StrEnum):
    """The outcome of such a decision."""

    MELDEN = "melden"
    NIET_MELDEN = "niet_melden"
    INFORMEREN = "informeren"
    LATER = "later"
    NIET = "niet"


class Incidentbesluitstand(StrEnum):
    """A decision counts once a second person approved it."""

    VOORSTEL = "voorstel"
    GELDT = "geldt"
    AFGEKEURD = "afgekeurd"
    VERVANGEN = "vervangen"


class Incidenttaaksoort(StrEnum):
    """What the parties do together: speaking to the outside, and finding out more (9.4); and what
    each does by itself: telling the betrokkenen."""

    WOORDVOERING = "woordvoering"
    ONDERZOEK = "onderzoek"
    INFORMEREN = "informeren"


KEUZES: Final[Mapping[Incidentbesluitsoort, tuple[Incidentuitslag, ...]]] = {
    Incidentbesluitsoort.TOEZICHT: (Incidentuitslag.MELDEN, Incidentuitslag.NIET_MELDEN),
    Incidentbesluitsoort.BETROKKENE: (
        Incidentuitslag.INFORMEREN, Incidentuitslag.LATER, Incidentuitslag.NIET,
    ),
}  # fmt: skip
UITGESTELD: Final = (Incidentuitslag.LATER, Incidentuitslag.NIET)
"""What takes a ground, a necessity and a day on which it is looked at again."""


@dataclass(frozen=True)
class Beschrijving:
    """One version of what is known about it."""

    aard: str
    ontdekt_op: datetime
    omschrijving: str = field(repr=False)
    maatregelen: str | None = field(repr=False)

    def gegevens(self, onderwerp: str, incident: str) -> dict[str, Any]:
        """The content of the stuk that tells the others; ``onderwerp``: its member for which."""
        alles = {
            onderwerp: incident,
            "aard": self.aard,
            "ontdekt": datum_nl(self.ontdekt_op).isoformat(),
            "omschrijving": self.omschrijving,
            "maatregelen": self.maatregelen,
        }
        return {naam: waarde for naam, waarde in alles.items() if waarde is not None}


def momentfouten(ontdekt_op: datetime, nu: datetime, vanaf: date) -> Iterator[Invoerfout]:
    """It was found already, and not before there was a covenant."""
    if datum_nl(ontdekt_op) < vanaf:
        zin = f"ligt voor het convenant; geef een moment vanaf {vanaf.isoformat()}"
        yield Invoerfout("/ontdektOp", zin)
    if ontdekt_op > nu:
        zin = "ligt in de toekomst; geef het moment waarop iemand het vond"
        yield Invoerfout("/ontdektOp", zin)


@dataclass(frozen=True)
class Klokstand:
    """One clock of one incident. ``gestopt_op``: when what it is about was done, if it was."""

    code: str
    uiterlijk: datetime
    gestopt_op: datetime | None
    nu: datetime

    @property
    def loopt(self) -> bool:
        """Whether it still has to be done."""
        return self.gestopt_op is None

    @property
    def over(self) -> timedelta:
        """What remains, or remained when it was done; below zero: too late."""
        return self.uiterlijk - (self.gestopt_op or self.nu)

    @property
    def te_laat(self) -> bool:
        """Whether it was not done in time."""
        return self.over < timedelta(0)


def klokken(
    regels: Convenantregels,
    ontdekt_op: datetime,
    gestopt: Mapping[str, datetime | None],
    nu: datetime,
) -> list[Klokstand]:
    """The clocks of an incident. ``gestopt``: by what stops one, when; without it there is none."""
    return [
        Klokstand(code, ontdekt_op + timedelta(hours=rij.uren), gestopt[rij.tot], nu)
        for code, rij in regels.incidenten.klokken.items()
        if rij.tot in gestopt
    ]


def dag_van(klok: Klokstand) -> date:
    """The day by which it has to be done."""
    return datum_nl(klok.uiterlijk)


def onderwerplid(regels: Convenantregels, stuk: str) -> str:
    """The member of a stuk about an incident that says which one; the covenant file has it."""
    lid = regels.stukken[stuk].onderwerp
    assert lid is not None  # noqa: S101 - for the type checker: checked when the file is loaded
    return lid
