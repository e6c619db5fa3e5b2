"""Elke bewaartermijn is een rij, en wat er wanneer weg moet volgt daaruit."""

from __future__ import annotations

from datetime import date

import pytest

from shared.convenant.bewaren.oordeel import Ding, moet_weg, oordeel
from shared.convenant.bewaren.regels import bewaarregels
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.termijnen import Termijn
from shared.zaak.bewaren.klok import Waarom
from shared.zaak.bewaren.zinnen import stapzin, termijn_tekst

REGELS = standaard_convenant()
BEWAARD = bewaarregels(REGELS)
DAG = date(2020, 2, 29)


def _eigen(**begin: date) -> Ding:
    soort = "WPG8" if "eersteVerwerking" in begin else "WPG13"
    return Ding("1", "eigen", begin, gegevenssoort=soort, regime="Wpg")


@pytest.mark.parametrize(
    ("code", "termijn"),
    [
        ("brutolijst-zonder-netto", "P30D"),
        ("laatste-melding", "P2Y"),
        ("wpg-8-verwijderen", "P5Y"),
        ("wpg-8-vernietigen", "P10Y"),
        ("ouder-na-verjaardag", "P30D"),
        ("ontvangen-bron", "P5Y"),
        ("ontvangen-context-1", "P30D"),
        ("signaal", "P12M"),
        ("blad-1", "P4Y"),
        ("lezingen", "P4Y"),
    ],
)
def test_de_termijn_is_die_van_de_tabel_met_constanten(code: str, termijn: str) -> None:
    """Met de hand overgenomen uit de constanten van de juridische lezing."""
    assert BEWAARD.regels[code].termijn == Termijn.lees(termijn)


def test_elke_termijn_van_het_convenant_heeft_een_zin() -> None:
    assert set(BEWAARD.plichten) == set(REGELS.bewaartermijnen)
    bladen = [code for code in BEWAARD.regels if code.startswith("blad-")]
    assert len(bladen) == len(REGELS.logboek.termijnen)
    assert {str(een) for een in Waarom} <= set(BEWAARD.regels)


def test_elke_rij_zegt_waar_zij_op_rust() -> None:
    for regel in BEWAARD.regels.values():
        assert regel.convenant, regel.code
        assert regel.wet or regel.interpretatie, regel.code


def test_een_politiegegeven_gaat_na_vijf_jaar_uit_het_gebruik_en_na_tien_weg() -> None:
    gevonden = oordeel(BEWAARD.over("eigen"), _eigen(eersteVerwerking=DAG))
    assert gevonden.weg is not None
    assert [een.op for een in gevonden.eerst] == [date(2025, 3, 1)]
    assert gevonden.weg.op == date(2030, 3, 1)
    assert stapzin(gevonden.weg).endswith(
        "Wordt vernietigd op 1 maart 2030, omdat het 10 jaar na de eerste verwerking, "
        "29 februari 2020, ook niet meer nodig is voor klachten en verantwoording."
    )


def test_artikel_13_gaat_na_de_vastgelegde_dag_weg_zonder_jaren_erna() -> None:
    gevonden = oordeel(BEWAARD.over("eigen"), _eigen(termijnTot=DAG))
    assert gevonden.weg is not None
    assert (gevonden.weg.op, gevonden.eerst) == (date(2020, 3, 1), ())


def test_de_laatste_dag_telt_nog_mee() -> None:
    ding = _eigen(termijnTot=DAG)
    assert list(moet_weg(BEWAARD, [ding], DAG)) == []
    assert len(list(moet_weg(BEWAARD, [ding], date(2020, 3, 1)))) == 1


@pytest.mark.parametrize(
    ("houdt", "tot", "weg"),
    [
        (False, None, date(2022, 3, 1)),
        (True, None, None),
        (False, date(2024, 5, 6), date(2024, 5, 7)),
        (False, date(2021, 5, 6), date(2022, 3, 1)),
    ],
)
def test_een_eigen_gegeven_blijft_zolang_er_een_aanpak_is(
    houdt: bool, tot: date | None, weg: date | None
) -> None:
    ding = Ding("1", "eigen", {"vastgelegd": DAG}, regime="AVG", houdt=houdt, tot=tot)
    gevonden = oordeel(BEWAARD.over("eigen"), ding)
    assert (None if gevonden.weg is None else gevonden.weg.op) == weg


def test_zonder_wjsg_termijn_wordt_iemand_herinnerd_en_gaat_er_niets_weg() -> None:
    ding = Ding("1", "eigen", {"vastgelegd": DAG}, gegevenssoort="STRAFVORDERLIJK", regime="Wjsg")
    gevonden = oordeel(BEWAARD.over("eigen"), ding)
    assert gevonden.weg is None
    assert [(een.op, een.regel.bij_afloop) for een in gevonden.eerst] == [
        (date(2020, 3, 31), "herinneren")
    ]


@pytest.mark.parametrize(
    ("termijn", "tekst"),
    [("P5Y", "5 jaar"), ("P1M", "1 maand"), ("P30D", "30 dagen"), ("P12M", "1 jaar"),
     ("P0D", "dezelfde dag")],
)  # fmt: skip
def test_een_termijn_in_woorden(termijn: str, tekst: str) -> None:
    assert termijn_tekst(Termijn.lees(termijn)) == tekst
