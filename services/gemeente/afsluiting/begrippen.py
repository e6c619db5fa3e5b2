"""What an end of a group's approach leaves behind, and what is wrong with a proposal for it. Pure.

Every action that has not ended becomes a rest action, with an owner and a day (4.1, step 7).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shared.web.meldingen import Invoerfout


@dataclass(frozen=True)
class OpenActie:
    """An action that has not ended. ``versie``: of the row that was shown."""

    id: str
    versie: int
    omschrijving: str
    partij: str
    eigenaar: str | None
    uiterlijk: date


@dataclass(frozen=True)
class Restactie:
    """What still has to be done after the closing: by whom, and by when."""

    actie: str
    eigenaar: str | None
    uiterlijk: date


def restactiefouten(
    open_acties: Sequence[OpenActie],
    restacties: Sequence[Restactie],
    eigenaars: Mapping[str, str],
    vandaag: date,
) -> Iterator[Invoerfout]:
    """Everything that keeps these rest actions from being allotted, with the spot.

    ``eigenaars``: authorisations that are valid today, with their party.
    """
    bekend = {actie.id: actie for actie in open_acties}
    genoemd: set[str] = set()
    for nummer, rest in enumerate(restacties):
        pad = f"/restacties/{nummer}"
        actie = bekend.get(rest.actie)
        if actie is None:
            yield Invoerfout(f"{pad}/actie", "is geen actie van deze groep die nog openstaat")
            continue
        if rest.actie in genoemd:
            yield Invoerfout(f"{pad}/actie", "staat er twee keer")
        genoemd.add(rest.actie)
        yield from _eigenaarsfouten(pad, rest.eigenaar, actie.partij, eigenaars)
        if rest.uiterlijk < vandaag:
            yield Invoerfout(f"{pad}/uiterlijk", "is al voorbij; kies een nieuwe datum")
    yield from _niet_genoemd(bekend, genoemd)


def _eigenaarsfouten(
    pad: str, eigenaar: str | None, partij: str, eigenaars: Mapping[str, str]
) -> Iterator[Invoerfout]:
    if eigenaar is None:
        yield Invoerfout(f"{pad}/eigenaar", "ontbreekt; wijs iemand aan die hiervoor zorgt")
    elif eigenaars.get(eigenaar) != partij:
        zin = f"is geen geldige autorisatie van {partij}; wijs iemand anders aan"
        yield Invoerfout(f"{pad}/eigenaar", zin)


def _niet_genoemd(bekend: Collection[str], genoemd: Collection[str]) -> Iterator[Invoerfout]:
    for kenmerk in bekend:
        if kenmerk not in genoemd:
            zin = f"actie {kenmerk} staat nog open; rond haar af of maak er een rest-actie van"
            yield Invoerfout("/restacties", zin)
