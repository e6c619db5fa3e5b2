"""Een rapport zegt alles, en niets vaker dan nodig."""

from __future__ import annotations

import pytest

from shared.leesbaar.bladtekst import Leesregel
from shared.leesbaar.samenvatting import samengevat


def _delen(*rijen: dict[str, str], naam: str = "Onderdeel") -> list[Leesregel]:
    regels = []
    for nummer, rij in enumerate(rijen, 1):
        regels.append(Leesregel(f"{naam} {nummer}", None))
        regels += [Leesregel(lid, waarde, 1) for lid, waarde in rij.items()]
    return regels


@pytest.mark.parametrize(
    ("regels", "samen"),
    [
        ([], []),
        ([Leesregel("Van", "politie")], [("Van", "politie")]),
        ([Leesregel("Leeg", None)], []),
        (
            _delen({"Soort": "NAW", "Over": "x"}, {"Soort": "WPG8", "Over": "x"}),
            [("Onderdeel 1, 2", "soort: NAW, WPG8; over: x")],
        ),
        (
            _delen(*({"Deel": str(nummer), "Wet": "a"} for nummer in (1, 2, 3))),
            [("Onderdeel 1 tot en met 3", "deel: 1 tot en met 3; wet: a")],
        ),
        (
            _delen({"Soort": "NAW", "Over": "x"}, {"Soort": "WPG8", "Over": "y"}),
            [("Onderdeel 1", "soort: NAW; over: x"), ("Onderdeel 2", "soort: WPG8; over: y")],
        ),
        (
            _delen({"Soort": "NAW"}, {"Soort": "NAW", "Extra": "ja"}),
            [("Onderdeel 1", "soort: NAW"), ("Onderdeel 2", "soort: NAW; extra: ja")],
        ),
        (
            # Van elk nummer een waarde: anders weet niemand welke soort bij 3 hoort.
            _delen({"A": "1", "B": "x"}, {"A": "2", "B": "x"}, {"A": "2", "B": "x"}),
            [("Onderdeel 1 tot en met 3", "a: 1, 2, 2; b: x")],
        ),
        (
            _delen({"A": "1", "B": "x"}, {"A": "1", "B": "x"}, {"A": "2", "B": "x"}),
            [("Onderdeel 1 tot en met 3", "a: 1, 1, 2; b: x")],
        ),
        (
            _delen({"A": "1"}, {"A": "1"}, {"A": "1"}),
            [("Onderdeel 1 tot en met 3", "a: 1")],
        ),
        (
            # Wat eerst in het een verschilt en dan in het ander, blijft uit elkaar.
            _delen({"A": "1", "B": "1"}, {"A": "2", "B": "1"}, {"A": "2", "B": "2"}),
            [("Onderdeel 1, 2", "a: 1, 2; b: 1"), ("Onderdeel 3", "a: 2; b: 2")],
        ),
        (
            [*_delen({"A": "1"}), Leesregel("Van", "om"), *_delen({"A": "1"}, naam="Plicht")],
            [("Onderdeel 1", "a: 1"), ("Van", "om"), ("Plicht 1", "a: 1")],
        ),
        (
            [Leesregel("Kop", None), Leesregel("Dieper", None, 1), Leesregel("A", "1.", 2)],
            [("Kop", "a: 1")],
        ),
    ],
)
def test_wat_bij_elkaar_hoort_staat_bij_elkaar(
    regels: list[Leesregel], samen: list[tuple[str, str]]
) -> None:
    assert list(samengevat(regels)) == samen
