"""Vanaf welke dag het convenant voor een partij niet meer geldt (15.3, H14, K7)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shared.convenant.einde import eindigt_op

PER, EERDER = "2027-07-16", "2027-03-01"


def _opzegging(partij: str, per: str, *, voortgezet: bool) -> dict[str, Any]:
    return {"partij": partij, "per": per, "voortgezet": voortgezet}


@pytest.mark.parametrize(
    ("beeindigd", "opzeggingen", "dag"),
    [
        (None, [], None),
        (PER, [], date(2027, 7, 16)),
        (None, [_opzegging("a", EERDER, voortgezet=True)], date(2027, 3, 1)),
        (None, [_opzegging("b", EERDER, voortgezet=True)], None),
        (None, [_opzegging("b", EERDER, voortgezet=False)], date(2027, 3, 1)),
        (PER, [_opzegging("a", EERDER, voortgezet=True)], date(2027, 3, 1)),
        (EERDER, [_opzegging("b", PER, voortgezet=False)], date(2027, 3, 1)),
    ],
)
def test_de_eerste_dag_zonder_convenant(
    beeindigd: str | None, opzeggingen: list[dict[str, Any]], dag: date | None
) -> None:
    convenant = {"beeindigdPer": beeindigd, "opzeggingen": opzeggingen}
    assert eindigt_op(convenant, "a") == dag


def test_zonder_iets_over_het_convenant_eindigt_er_niets() -> None:
    assert eindigt_op({}, "a") is None
