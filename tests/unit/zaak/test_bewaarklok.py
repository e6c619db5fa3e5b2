"""Wanneer iemand na het afsluiten weggaat: per persoon, van eigen meldingen (H1, H2, H3, H16)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.convenant.termijnen import plus
from shared.partij.meldingenbron import Melding
from shared.zaak.bewaren.klok import (
    Bewaardag,
    Einde,
    Plaats,
    Waarom,
    bewaardagen,
    laatste_melding,
    vernietigdag,
)

TERMIJN = "P2Y"
DICHT = date(2026, 11, 23)
DAGEN = st.dates(date(2019, 7, 17), date(2090, 1, 1))
MELDINGEN = st.lists(st.builds(Melding, DAGEN, DAGEN), max_size=5)


def dag_van(
    meldingen: Iterable[Melding], dicht: date = DICHT, termijn: str | None = TERMIJN
) -> Bewaardag:
    """Van één lid met deze meldingen."""
    return bewaardagen(Einde(dicht), termijn, [Plaats("lid", "p1")], {"lid": meldingen})["lid"]


def op_tijd(*dagen: date) -> list[Melding]:
    """Meldingen die op hun eigen dag zijn vastgelegd."""
    return [Melding(dag, dag) for dag in dagen]


@given(dicht=DAGEN, melding=st.none() | DAGEN)
def test_na_sluiten_blijft_niemand_korter_dan_tot_het_sluiten_of_langer_dan_twee_jaar(
    dicht: date, melding: date | None
) -> None:
    dag = vernietigdag(dicht, melding, TERMIJN)
    assert dicht <= dag <= plus(dicht, TERMIJN)
    assert vernietigdag(dicht, melding, None) == dicht
    assert melding is not None or dag == dicht, "zonder melding bewaart niets iemand"


@given(dicht=DAGEN, melding=DAGEN, later=st.integers(0, 4000))
def test_een_latere_melding_bewaart_nooit_korter(dicht: date, melding: date, later: int) -> None:
    nog_een = min(melding + timedelta(days=later), date(2099, 1, 1))
    assert vernietigdag(dicht, melding, TERMIJN) <= vernietigdag(dicht, nog_een, TERMIJN)


@given(dicht=DAGEN, meldingen=MELDINGEN, los=DAGEN, erna=st.integers(1, 4000))
def test_wat_na_het_sluiten_gebeurt_of_wordt_vastgelegd_verandert_niets(
    dicht: date, meldingen: list[Melding], los: date, erna: int
) -> None:
    """Dus vindt een ronde die te laat komt wat een ronde op de dag zelf had gevonden."""
    later = dicht + timedelta(days=erna)
    anders = [*meldingen, Melding(later, later), Melding(min(los, dicht), later)]
    assert laatste_melding(anders, dicht) == laatste_melding(meldingen, dicht)
    assert dag_van(anders, dicht) == dag_van(meldingen, dicht)


def test_een_aanpak_van_830_dagen_telt_van_de_laatste_melding_en_niet_van_de_eerste() -> None:
    begin = DICHT - timedelta(days=830)
    alleen_begin = dag_van(op_tijd(begin))
    assert alleen_begin == Bewaardag(DICHT, Waarom.MELDING_VERLOPEN, begin)
    recent = date(2026, 9, 1)
    dag = dag_van(op_tijd(begin, recent))
    assert dag == Bewaardag(date(2028, 9, 1), Waarom.LAATSTE_MELDING, recent)


def test_iedereen_heeft_zijn_eigen_dag_en_een_melding_over_een_ander_bewaart_niemand() -> None:
    plaatsen = [Plaats("een", "p1"), Plaats("twee", "p2"), Plaats("drie", "p3")]
    meldingen = {"een": op_tijd(date(2026, 9, 1)), "twee": op_tijd(date(2025, 3, 1))}
    dagen = bewaardagen(Einde(DICHT), TERMIJN, plaatsen, meldingen)
    assert {wie: (een.dag, een.waarom) for wie, een in dagen.items()} == {
        "een": (date(2028, 9, 1), Waarom.LAATSTE_MELDING),
        "twee": (date(2027, 3, 1), Waarom.LAATSTE_MELDING),
        "drie": (DICHT, Waarom.GEEN_MELDING),
    }


def test_een_ouder_blijft_zolang_het_kind_blijft() -> None:
    plaatsen = [
        Plaats("ouder", "o1", kind="p1"),
        Plaats("ouder", "o2", kind="p2"),
        Plaats("alleen", "o3", kind="p9"),
        Plaats("jong", "p1"),
        Plaats("oud", "p2"),
    ]
    meldingen = {
        "jong": op_tijd(date(2025, 3, 1)),
        "oud": op_tijd(date(2026, 9, 1)),
        "ouder": op_tijd(DICHT),
    }
    dagen = bewaardagen(Einde(DICHT), TERMIJN, plaatsen, meldingen)
    assert dagen["ouder"] == Bewaardag(date(2028, 9, 1), Waarom.OUDER)
    assert dagen["alleen"].dag == DICHT, "van wie geen kind (meer) in de groep is"


def test_wie_onder_een_pseudoniem_dubbel_staat_gaat_met_de_laatste_mee() -> None:
    plaatsen = [Plaats("een", "p1"), Plaats("nog-eens", "p1")]
    meldingen = {"een": op_tijd(date(2026, 9, 1))}
    dagen = bewaardagen(Einde(DICHT), TERMIJN, plaatsen, meldingen)
    assert {een.dag for een in dagen.values()} == {date(2028, 9, 1)}


@pytest.mark.parametrize(
    ("opgepakt", "termijn", "waarom"),
    [
        (True, None, Waarom.BEWAART_NIET),
        (False, TERMIJN, Waarom.NIET_OPGEPAKT),
        (False, None, Waarom.NIET_OPGEPAKT),
    ],
)
def test_wie_niet_bewaart_en_wat_niet_is_opgepakt_is_weg_op_de_dag_zelf(
    opgepakt: bool, termijn: str | None, waarom: Waarom
) -> None:
    plaatsen = [Plaats("lid", "p1"), Plaats("ouder", "o1", kind="p1")]
    meldingen = {"lid": op_tijd(DICHT)}
    dagen = bewaardagen(Einde(DICHT, opgepakt), termijn, plaatsen, meldingen)
    assert {(een.dag, een.waarom) for een in dagen.values()} == {(DICHT, waarom)}
