"""De leeftijd van het convenant: één antwoord, voor elke dag en elke geboortedatum (A4 en D6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.bericht.personen.geboortedatum import Deeldatum, laatst, vroegst
from shared.bericht.personen.leeftijd import mogelijke_klassen, strengste_klasse
from shared.convenant.bestand.leeftijd import (
    ONBEKEND,
    eerste_dag_erbuiten,
    leeftijd_erbuiten,
    leeftijdsklasse,
    past,
)
from shared.convenant.bestand.model import Categorie
from shared.convenant.regels.laden import standaard_convenant

CATEGORIEEN = standaard_convenant().categorieen
LID = next(rij for rij in CATEGORIEEN.values() if rij.ondergrens)
KIND = next(rij for rij in CATEGORIEEN.values() if rij.kind_verplicht)
VRIJ = next(rij for rij in CATEGORIEEN.values() if not rij.leeftijdsklassen)

GEBOREN = st.dates(date(1950, 1, 1), date(2026, 1, 1))
DAGEN = st.integers(0, 40_000)


@pytest.mark.parametrize(
    ("geboren", "categorie", "dag"),
    [
        (date(2002, 11, 24), LID, date(2026, 11, 24)),
        (date(2010, 11, 24), KIND, date(2026, 11, 24)),
        (date(2008, 2, 29), KIND, date(2024, 2, 29)),
        (date(2011, 2, 28), KIND, date(2027, 2, 28)),
        (date(2004, 2, 29), LID, date(2028, 2, 29)),
        (date(2003, 3, 1), LID, date(2027, 3, 1)),
        (date(2010, 11, 25), KIND, date(2026, 11, 25)),
        (date(2020, 1, 1), VRIJ, None),
    ],
)
def test_de_verjaardag_zelf_is_de_eerste_dag(
    geboren: date, categorie: Categorie, dag: date | None
) -> None:
    assert eerste_dag_erbuiten(geboren, categorie) == dag


def test_wie_op_29_februari_is_geboren_verjaart_anders_op_1_maart() -> None:
    negentien = KIND.model_copy(update={"leeftijdsklassen": ("18-22",)})
    assert leeftijd_erbuiten(negentien) == 23
    assert eerste_dag_erbuiten(date(2004, 2, 29), negentien) == date(2027, 3, 1)


def test_een_open_klasse_kent_geen_dag_erbuiten() -> None:
    ouder = KIND.model_copy(update={"leeftijdsklassen": ("23", "24+")})
    assert eerste_dag_erbuiten(date(2004, 2, 29), ouder) is None


@given(geboren=GEBOREN, dagen=DAGEN, categorie=st.sampled_from([LID, KIND]))
def test_wie_past_is_nog_niet_buiten_en_wie_buiten_is_past_nooit_meer(
    geboren: date, dagen: int, categorie: Categorie
) -> None:
    op = geboren + timedelta(days=dagen)
    dag = eerste_dag_erbuiten(geboren, categorie)
    assert dag is not None
    klasse = leeftijdsklasse(geboren, op)
    if past(categorie, [klasse]):
        assert op < dag
    if op >= dag:
        assert not past(categorie, [klasse])
    assert past(categorie, [leeftijdsklasse(geboren, dag - timedelta(days=1))])


@given(geboren=GEBOREN, dagen=DAGEN)
def test_zonder_klassen_past_iedereen(geboren: date, dagen: int) -> None:
    assert past(VRIJ, [leeftijdsklasse(geboren, geboren + timedelta(days=dagen))])
    assert past(VRIJ, [ONBEKEND, None])


@given(
    geboren=st.builds(
        Deeldatum,
        jaar=st.integers(1990, 2020),
        maand=st.none() | st.integers(1, 12),
    ),
    op=st.dates(date(2021, 1, 1), date(2040, 1, 1)),
    categorie=st.sampled_from([LID, KIND]),
)
def test_van_een_deel_van_een_datum_past_alleen_wat_op_elke_dag_past(
    geboren: Deeldatum, op: date, categorie: Categorie
) -> None:
    elke_dag = [
        vroegst(geboren) + timedelta(days=n)
        for n in range((laatst(geboren) - vroegst(geboren)).days + 1)
    ]
    zeker = all(past(categorie, [leeftijdsklasse(dag, op)]) for dag in elke_dag)
    assert past(categorie, mogelijke_klassen(geboren, op)) == zeker
    assert past(categorie, [strengste_klasse(geboren, op, categorie)]) == zeker
