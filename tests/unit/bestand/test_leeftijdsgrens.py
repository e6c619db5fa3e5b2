"""De eerste dag waarop iemand te oud is (uitleg A4 en D6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.bericht.personen.leeftijd import leeftijdsklasse
from shared.bestand.leden.leeftijd import eerste_dag_erbuiten

LID, KIND = ("12-15", "16-17", "18-22", "23"), ("12-15",)


@pytest.mark.parametrize(
    ("geboren", "klassen", "dag"),
    [
        (date(2002, 11, 24), LID, date(2026, 11, 24)),
        (date(2010, 11, 24), KIND, date(2026, 11, 24)),
        (date(2008, 2, 29), KIND, date(2024, 2, 29)),
        (date(2010, 11, 25), KIND, None),
        (date(2020, 1, 1), KIND, None),
    ],
)
def test_de_verjaardag_zelf_is_de_eerste_dag(
    geboren: date, klassen: tuple[str, ...], dag: date | None
) -> None:
    assert eerste_dag_erbuiten(geboren, klassen, date(2026, 11, 24)) == dag


@given(
    geboren=st.dates(date(1950, 1, 1), date(2026, 1, 1)),
    dagen=st.integers(0, 40_000),
    klassen=st.sampled_from([LID, KIND]),
)
def test_de_dag_ervoor_mocht_het_nog_en_die_dag_niet_meer(
    geboren: date, dagen: int, klassen: tuple[str, ...]
) -> None:
    vandaag = geboren + timedelta(days=dagen)
    dag = eerste_dag_erbuiten(geboren, klassen, vandaag)
    klasse = leeftijdsklasse(geboren, vandaag)
    assert (dag is not None) == (klasse not in (*klassen, "0-11"))
    if dag is not None:
        assert dag <= vandaag
        assert leeftijdsklasse(geboren, dag - timedelta(days=1)) in klassen
        assert leeftijdsklasse(geboren, dag) not in klassen
