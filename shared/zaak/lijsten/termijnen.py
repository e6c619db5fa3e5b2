"""When a list, a received item or a group's data must be gone. Pure: days in, days out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from shared.bestand.ontvangen.herkomst import laatste_dagen
from shared.convenant.begrippen import Plichtregel
from shared.convenant.berichtsoorten import ledencategorie
from shared.convenant.regels.laden import Convenantregels

VERNIETIGEN = "vernietigen"


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
    return _eerste(dag for _, dag in geldende_dagen(regels, kop, deel, ontvangen, vastgesteld))


def geldende_dagen(
    regels: Convenantregels,
    kop: Mapping[str, Any],
    deel: Mapping[str, Any],
    ontvangen: date,
    vastgesteld: date | None,
) -> list[tuple[Plichtregel, date]]:
    """Every retention row that holds for an item now, with its last day; the earliest one first.

    ``vastgesteld``: when its person was last put on a final list, ``None`` if that never was.
    """
    if vastgesteld is None:
        rijen = laatste_dagen(regels, kop, deel, ontvangen)
    else:
        volgende = _volgende(regels, kop)
        rijen = [
            *_met_afloop(laatste_dagen(regels, volgende, deel, vastgesteld), weg=False),
            *_met_afloop(laatste_dagen(regels, volgende, deel, ontvangen), weg=True),
        ]
    return sorted(((rij, dag) for rij, dag in rijen if dag is not None), key=lambda een: een[1])


def _met_afloop(
    rijen: Iterable[tuple[Plichtregel, date | None]], *, weg: bool
) -> list[tuple[Plichtregel, date | None]]:
    return [(rij, dag) for rij, dag in rijen if (rij.bij_afloop == VERNIETIGEN) is weg]


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
