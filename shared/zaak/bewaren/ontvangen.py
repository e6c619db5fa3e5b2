"""A received item under the covenant's own rows: the same answer as for everything else. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.convenant.begrippen import Convenantregels, Plichtregel
from shared.convenant.bewaren.oordeel import Stap, eerste_dag_na
from shared.convenant.bewaren.regels import VERNIETIGEN, Bewaarregels
from shared.convenant.verzoek import Kenmerken
from shared.zaak.lijsten.termijnen import geldende_dagen


def stappen_van(
    regels: Convenantregels,
    bewaard: Bewaarregels,
    kop: Mapping[str, Any],
    deel: Mapping[str, Any],
    ontvangen: date,
    vastgesteld: date | None,
) -> list[tuple[Plichtregel, date, Stap]]:
    """Every row of the covenant that holds for an item now, with its last day and what happens
    after it; the earliest first. ``vastgesteld``: when its person was last put on a final list.
    """
    kenmerken = Kenmerken.model_validate(deel.get("kenmerken") or {})
    stappen = []
    for plicht, laatste in geldende_dagen(regels, kop, deel, ontvangen, vastgesteld):
        opnieuw = vastgesteld is not None and plicht.bij_afloop != VERNIETIGEN
        begin = vastgesteld if opnieuw and vastgesteld is not None else ontvangen
        if plicht.vanaf is not None:
            begin = getattr(kenmerken, plicht.vanaf) or begin
        assert plicht.termijn is not None  # noqa: S101 - for the type checker: it gave a last day
        op = eerste_dag_na(begin, plicht.termijn)
        stappen.append((plicht, laatste, Stap(op, bewaard.plichten[plicht], begin)))
    return stappen
