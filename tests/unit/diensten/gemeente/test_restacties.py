"""Wat er bij afsluiten openstaat krijgt een eigenaar, hoe de lijst er ook uitziet."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.gemeente.afsluiting.begrippen import OpenActie, Restactie, restactiefouten

VANDAAG = date(2026, 11, 27)
EIGENAARS = {"ada": "gemeente", "bo": "politie"}
OPEN = [
    OpenActie(naam, 1, "Toezicht.", partij, "oud", VANDAAG)
    for naam, partij in (("a1", "gemeente"), ("a2", "politie"))
]
_DAGEN = st.integers(-2, 2).map(lambda dagen: VANDAAG + timedelta(days=dagen))
_RIJEN = st.lists(
    st.builds(
        Restactie,
        st.sampled_from(["a1", "a2", "a3"]),
        st.sampled_from(["ada", "bo", "weg", None]),
        _DAGEN,
    ),
    max_size=4,
)


def _goed(rest: list[Restactie]) -> bool:
    return sorted((een.actie, een.eigenaar or "") for een in rest) == [
        ("a1", "ada"),
        ("a2", "bo"),
    ] and all(een.uiterlijk >= VANDAAG for een in rest)


@given(_RIJEN)
def test_alleen_een_volledige_verdeling_gaat_door(rest: list[Restactie]) -> None:
    assert (not list(restactiefouten(OPEN, rest, EIGENAARS, VANDAAG))) == _goed(rest)


def test_een_volledige_verdeling_bestaat() -> None:
    rest = [Restactie("a2", "bo", VANDAAG), Restactie("a1", "ada", VANDAAG)]
    assert list(restactiefouten(OPEN, rest, EIGENAARS, VANDAAG)) == []
