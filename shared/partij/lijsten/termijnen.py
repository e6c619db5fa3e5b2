"""When a list, a received item or a group's data must be gone. Pure: days in, days out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from shared.convenant.berichtsoorten import ledencategorie
from shared.convenant.regels import Convenantregels
from shared.convenant.termijnen import plus
from shared.partij.herkomstregels import laatste_dagen

VERNIETIGEN = "vernietigen"


def vernietigdag(afsluiting: date, laatste_melding: date | None, termijn: str | None) -> date:
    """The day on which what was gathered about a closed group is destroyed (reading H1).

    ``termijn`` is ``None`` for whoever may keep nothing: then the day of closing itself. Never
    before the closing, and never longer than one term after it.
    """
    if termijn is None:
        return afsluiting
    begin = afsluiting if laatste_melding is None else min(laatste_melding, afsluiting)
    return max(afsluiting, plus(begin, termijn))


def eerste_gegevensstap(regels: Convenantregels) -> int:
    """The step in which persons first appear, and so the one of the first list."""
    return min(stap.nummer for stap in regels.stappen.values() if stap.persoonsgegevens)


def bruto_tot(regels: Convenantregels, partij: str, opgesteld: date) -> date | None:
    """The last day of a list that never became final (H7)."""
    kop = {"afzender": partij, "ontvanger": partij, "stap": eerste_gegevensstap(regels)}
    deel = {
        "gegevenssoort": regels.namenlijsten.gegevenssoort,
        "categorie": ledencategorie(regels),
    }
    return vernietigen_op(regels, kop, deel, opgesteld)


def vernietigen_op(
    regels: Convenantregels, kop: Mapping[str, Any], deel: Mapping[str, Any], ontvangen: date
) -> date | None:
    """The last day of an item; ``None`` where a person decides when that day comes."""
    return _eerste(
        dag for rij, dag in laatste_dagen(regels, kop, deel, ontvangen)
        if rij.bij_afloop == VERNIETIGEN
    )  # fmt: skip


def na_nettolijst(
    regels: Convenantregels,
    kop: Mapping[str, Any],
    deel: Mapping[str, Any],
    ontvangen: date,
    vastgesteld: date,
) -> date | None:
    """The last day of an item once its person is on the final list.

    A human has just looked at it, so a term that asks for that begins anew on ``vastgesteld``;
    one that ends in destruction goes on from the day it came.
    """
    volgende = _volgende(regels, kop)
    herzien = (
        dag
        for rij, dag in laatste_dagen(regels, volgende, deel, vastgesteld)
        if rij.bij_afloop != VERNIETIGEN
    )
    return _eerste([*herzien, vernietigen_op(regels, volgende, deel, ontvangen)])


def vernietigen_na_nettolijst(
    regels: Convenantregels, kop: Mapping[str, Any], deel: Mapping[str, Any], ontvangen: date
) -> date | None:
    """As ``vernietigen_op``, once the person is on the final list."""
    return vernietigen_op(regels, _volgende(regels, kop), deel, ontvangen)


def _volgende(regels: Convenantregels, kop: Mapping[str, Any]) -> dict[str, Any]:
    """As if given in the step after the one of the first list, unless it was given later."""
    volgende = eerste_gegevensstap(regels) + 1
    return {**kop, "stap": max(kop.get("stap") or volgende, volgende)}


def _eerste(dagen: Iterable[date | None]) -> date | None:
    return min((dag for dag in dagen if dag is not None), default=None)
