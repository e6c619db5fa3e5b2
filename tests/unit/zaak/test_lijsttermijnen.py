"""Wanneer een lijst, een gegeven of een groep weg moet zijn (H1, H7, E16)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import strategies as st

from shared.bericht.personen.geboortedatum import Deeldatum, Geboortedatum
from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.termijnen import na_werkdagen
from shared.partij.persoon import Persoon
from shared.zaak.lijsten.begrippen import gelijkenis
from shared.zaak.lijsten.termijnen import (
    bruto_tot,
    na_nettolijst,
    vernietigen_na_nettolijst,
    vernietigen_op,
)

REGELS = standaard_convenant()
DAGEN = st.dates(date(2019, 7, 17), date(2090, 1, 1))
DAG = date(2026, 11, 23)


def test_een_brutolijst_zonder_nettolijst_heeft_dertig_dagen() -> None:
    assert {bruto_tot(REGELS, partij, DAG) for partij in REGELS.partijen} == {date(2026, 12, 23)}


@pytest.mark.parametrize(
    ("begin", "aantal", "einde"),
    [
        (date(2026, 11, 23), 5, date(2026, 11, 30)),  # maandag
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # vrijdag
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # zaterdag
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_in_het_weekend_telt_een_termijn_niet_door(begin: date, aantal: int, einde: date) -> None:
    assert na_werkdagen(begin, aantal) == einde


def test_wie_op_de_nettolijst_komt_valt_niet_meer_onder_de_termijn_van_de_brutolijst() -> None:
    kop = {"afzender": "politie", "ontvanger": "gemeente", "stap": 2}
    deel = {"gegevenssoort": "NAW", "categorie": 1, "kenmerken": None}
    assert vernietigen_op(REGELS, kop, deel, DAG) == date(2026, 12, 23)
    assert vernietigen_na_nettolijst(REGELS, kop, deel, DAG) is None
    assert na_nettolijst(REGELS, kop, deel, DAG, DAG) == date(2027, 5, 23)


def test_een_herziening_verlengt_alleen_wat_een_mens_mag_verlengen() -> None:
    kop = {"afzender": "politie", "ontvanger": "gemeente", "stap": 5}
    later = date(2027, 5, 1)
    naw = {"gegevenssoort": "NAW", "categorie": 1, "kenmerken": None}
    assert na_nettolijst(REGELS, kop, naw, DAG, later) == date(2027, 11, 1)
    wpg = {"gegevenssoort": "WPG8", "categorie": 1, "kenmerken": {"eersteVerwerking": "2022-08-01"}}
    assert na_nettolijst(REGELS, kop, wpg, DAG, later) == date(2027, 8, 1)


def test_een_politiegegeven_blijft_nooit_langer_dan_bij_de_bron() -> None:
    kop = {"afzender": "politie", "ontvanger": "gemeente", "stap": 3}
    deel = {
        "gegevenssoort": "WPG8",
        "categorie": 1,
        "kenmerken": {"eersteVerwerking": "2022-01-05", "gerelateerd": True},
    }
    assert vernietigen_na_nettolijst(REGELS, kop, deel, DAG) == date(2027, 1, 5)


def _persoon(naam: str | None, geboren: Geboortedatum | None) -> Persoon:
    return Persoon("p", naam, geboren, None, None, None, None, "s", "eigen", 1)


@pytest.mark.parametrize(
    ("een", "ander", "gelijk"),
    [
        (("Faas Verzonnenstijn", DAG), ("F. Versonnenstein", DAG), ["geboortedatum", "klank"]),
        (("Faas Bedenksel", DAG), ("Mees Fabelaar", DAG), ["geboortedatum"]),
        (("Faas Bedenksel", DAG), ("Mees Bedenksel", date(2026, 1, 2)), ["klank"]),
        (("Faas Bedenksel", DAG), ("Faas Bedenksel", date(2009, 1, 2)), []),
        (("Faas Bedenksel", None), ("Faas Bedenksel", DAG), []),
        ((None, DAG), ("Faas Bedenksel", DAG), ["geboortedatum"]),
        (("…", DAG), ("Faas Bedenksel", DAG), ["geboortedatum"]),
        (("Jan El Verzonni", DAG), ("Elverzonni Jan", DAG), ["geboortedatum", "letters"]),
        (("Faas Bedenksel", Deeldatum(2026)), ("Mees Fabelaar", DAG), ["geboortedatum"]),
        (("Faas Bedenksel", Deeldatum(2025)), ("Mees Fabelaar", DAG), []),
    ],
)
def test_waarin_twee_regels_op_elkaar_lijken(
    een: tuple[str | None, Geboortedatum | None],
    ander: tuple[str | None, Geboortedatum | None],
    gelijk: list[str],
) -> None:
    assert gelijkenis(_persoon(*een), _persoon(*ander)) == gelijk
