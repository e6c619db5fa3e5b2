"""Van een geboortedatum is soms alleen het jaar of de maand bekend; niets wordt erbij verzonnen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.bericht.personen.geboortedatum import (
    Deeldatum,
    kan_zelfde_dag_zijn,
    laatst,
    lees_geboortedatum,
    vroegst,
)
from shared.bericht.personen.leeftijd import mogelijke_klassen, strengste_klasse
from shared.bericht.personen.persoonscontrole import is_te_jong_als_ouder
from shared.convenant.bestand.leeftijd import leeftijdsklasse
from shared.convenant.regels.laden import standaard_convenant

NU = date(2026, 11, 23)
LID, OUDER = standaard_convenant().categorieen[1], standaard_convenant().categorieen[2]
DAGEN = st.dates(date(1990, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("tekst", "van", "tot"),
    [
        ("2010-00-00", date(2010, 1, 1), date(2010, 12, 31)),
        ("2012-02-00", date(2012, 2, 1), date(2012, 2, 29)),
        ("2010-02-03", date(2010, 2, 3), date(2010, 2, 3)),
    ],
)
def test_wat_bekend_is_blijft_bewaard_zoals_het_er_staat(tekst: str, van: date, tot: date) -> None:
    gelezen = lees_geboortedatum(tekst)
    assert (vroegst(gelezen), laatst(gelezen), gelezen.isoformat()) == (van, tot, tekst)


@pytest.mark.parametrize(
    "tekst",
    ["2010", "2010-02", "2010-00-15", "2010-13-00", "0000-00-00", "9999-00-00", "2010-2-0", "",
     "2010-02-30", "20100000", "2010-00-00T00:00:00Z", "٢٠١٠-00-00"],
)  # fmt: skip
def test_wat_geen_datum_en_geen_deel_ervan_is_wordt_niet_gelezen(tekst: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - elke reden is er een
        lees_geboortedatum(tekst)


@pytest.mark.parametrize(
    ("geboren", "mogelijk", "lid", "kind"),
    [
        (Deeldatum(2010), ("12-15", "16-17"), "12-15", "onbekend"),
        (Deeldatum(2009), ("16-17",), "16-17", "16-17"),
        (Deeldatum(2014), ("0-11", "12-15"), "0-11", "onbekend"),
        (Deeldatum(2014, 11), ("0-11", "12-15"), "0-11", "onbekend"),
        (Deeldatum(2014, 10), ("12-15",), "12-15", "12-15"),
        (Deeldatum(2003), ("18-22", "23"), "23", "onbekend"),
        (Deeldatum(2002), ("23", "24+"), "onbekend", "onbekend"),
        (Deeldatum(2026), ("0-11",), "0-11", "0-11"),
        (Deeldatum(2027), ("onbekend",), "onbekend", "onbekend"),
        (date(2010, 11, 24), ("12-15",), "12-15", "12-15"),
        (None, ("onbekend",), "onbekend", "onbekend"),
    ],
)
def test_wie_te_jong_of_te_oud_kan_zijn_telt_als_dat(
    geboren: date | Deeldatum | None, mogelijk: tuple[str, ...], lid: str, kind: str
) -> None:
    assert mogelijke_klassen(geboren, NU) == mogelijk
    assert strengste_klasse(geboren, NU, LID) == lid
    assert strengste_klasse(geboren, NU, OUDER) == kind


@given(dag=DAGEN, op=st.dates(date(2021, 1, 1), date(2030, 12, 31)))
def test_welke_dag_het_ook_blijkt_te_zijn_de_klasse_was_mogelijk_en_het_lid_niet_ouder(
    dag: date, op: date
) -> None:
    echt = leeftijdsklasse(dag, op)
    for deel in (Deeldatum(dag.year), Deeldatum(dag.year, dag.month)):
        assert kan_zelfde_dag_zijn(deel, dag)
        mogelijk = mogelijke_klassen(deel, op)
        assert echt in mogelijk
        genoemd = strengste_klasse(deel, op, LID)
        if genoemd in LID.leeftijdsklassen:
            assert set(mogelijk) <= set(LID.leeftijdsklassen)


@given(dag=DAGEN)
def test_buiten_zijn_maand_en_jaar_is_het_een_ander(dag: date) -> None:
    deel = Deeldatum(dag.year, dag.month)
    assert not kan_zelfde_dag_zijn(deel, vroegst(deel) - timedelta(days=1))
    assert not kan_zelfde_dag_zijn(laatst(deel) + timedelta(days=1), deel)


@pytest.mark.parametrize(
    ("ouder", "kind", "te_jong"),
    [
        (Deeldatum(2000), Deeldatum(2012), True),
        (Deeldatum(2000), Deeldatum(2013), False),
        (Deeldatum(2000, 1), date(2012, 1, 30), True),
        (Deeldatum(2000, 1), date(2012, 1, 31), False),
    ],
)
def test_een_ouder_die_te_jong_kan_zijn_is_te_jong(
    ouder: date | Deeldatum, kind: date | Deeldatum, te_jong: bool
) -> None:
    assert is_te_jong_als_ouder(ouder, kind, OUDER, NU) is te_jong
