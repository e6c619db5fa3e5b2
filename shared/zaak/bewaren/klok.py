"""When somebody leaves the file after a group ended (covenant 5.1, 8.1; H1, H2, H3, H16). Pure.

Per person, not per group: what counts is the last report in which that person is involved, dated
and recorded up to and including the day the group really closed. What is typed later, or dated
later, moves nothing; so a run that comes late finds what a run on the day would have found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.convenant.termijnen import plus
from shared.partij.meldingenbron import Melding


class Waarom(StrEnum):
    """Why somebody leaves on this day; the sentences are in ``bewaarredenen.toml``."""

    BEWAART_NIET = "bewaart-niet"
    NIET_OPGEPAKT = "niet-opgepakt"
    LAATSTE_MELDING = "laatste-melding"
    MELDING_VERLOPEN = "melding-verlopen"
    GEEN_MELDING = "geen-melding"
    OUDER = "ouder"


@dataclass(frozen=True, slots=True)
class Einde:
    """The day on which a group's approach really ended, and whether it was taken on at all."""

    gesloten_op: date
    opgepakt: bool = True


@dataclass(frozen=True, slots=True)
class Plaats:
    """Somebody's place in a group. ``kind``: the pseudonym of the member whose parent it is."""

    persoon: str
    betrokkene: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Bewaardag:
    """The day on which somebody leaves; ``melding``: the day of the report it was counted from."""

    dag: date
    waarom: Waarom
    melding: date | None = None


def vernietigdag(gesloten_op: date, laatste_melding: date | None, termijn: str | None) -> date:
    """``max(closing, min(last report, closing) + term)``; without a report the closing itself.

    ``termijn`` is ``None`` for whoever may keep nothing.
    """
    if termijn is None or laatste_melding is None:
        return gesloten_op
    return max(gesloten_op, plus(min(laatste_melding, gesloten_op), termijn))


def laatste_melding(meldingen: Iterable[Melding], gesloten_op: date) -> date | None:
    """The day of the last report that was of, and known on, the day of closing or before."""
    return max(
        (
            melding.datum
            for melding in meldingen
            if melding.datum <= gesloten_op and melding.vastgelegd_op <= gesloten_op
        ),
        default=None,
    )


def bewaardagen(
    einde: Einde,
    termijn: str | None,
    plaatsen: Sequence[Plaats],
    meldingen: Mapping[str, Iterable[Melding]],
) -> dict[str, Bewaardag]:
    """By person the day on which they leave. A parent stays as long as the child does.

    ``termijn``: how long this party keeps after closing, ``None`` if it does not; ``meldingen``:
    by person the reports that person is involved in.
    """
    leden = {
        plaats.persoon: _van_lid(einde, termijn, meldingen.get(plaats.persoon, ()))
        for plaats in plaatsen
        if plaats.kind is None
    }
    van_naam: dict[str, Bewaardag] = {}
    for plaats in plaatsen:
        if plaats.persoon in leden:
            van_naam[plaats.betrokkene] = _later(
                van_naam.get(plaats.betrokkene), leden[plaats.persoon]
            )
    dagen = dict(leden)
    for plaats in plaatsen:
        if plaats.kind is None:
            # Two entries under one pseudonym are one human.
            dagen[plaats.persoon] = _later(dagen[plaats.persoon], van_naam[plaats.betrokkene])
        else:
            ouder = _van_ouder(einde, termijn, van_naam.get(plaats.kind))
            dagen[plaats.persoon] = _later(dagen.get(plaats.persoon), ouder)
    return dagen


def _van_lid(einde: Einde, termijn: str | None, meldingen: Iterable[Melding]) -> Bewaardag:
    weg = _direct(einde, termijn)
    if weg is not None:
        return weg
    laatste = laatste_melding(meldingen, einde.gesloten_op)
    dag = vernietigdag(einde.gesloten_op, laatste, termijn)
    if laatste is None:
        return Bewaardag(dag, Waarom.GEEN_MELDING)
    verlopen = dag == einde.gesloten_op
    return Bewaardag(dag, Waarom.MELDING_VERLOPEN if verlopen else Waarom.LAATSTE_MELDING, laatste)


def _van_ouder(einde: Einde, termijn: str | None, kind: Bewaardag | None) -> Bewaardag:
    weg = _direct(einde, termijn)
    if weg is not None:
        return weg
    return Bewaardag(einde.gesloten_op if kind is None else kind.dag, Waarom.OUDER)


def _direct(einde: Einde, termijn: str | None) -> Bewaardag | None:
    """Where nobody stays beyond the closing."""
    if not einde.opgepakt:
        return Bewaardag(einde.gesloten_op, Waarom.NIET_OPGEPAKT)
    return Bewaardag(einde.gesloten_op, Waarom.BEWAART_NIET) if termijn is None else None


def _later(een: Bewaardag | None, ander: Bewaardag) -> Bewaardag:
    return ander if een is None or ander.dag > een.dag else een
