"""De tijdlijn van dichtbij en van veraf: elke hoofdlijn zit in alles, in dezelfde volgorde."""

from __future__ import annotations

import operator
from datetime import UTC, datetime, timedelta
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gemeente.partij import GEMEENTE
from services.om.partij import OM
from services.politie.partij import POLITIE
from shared.partij.bladeren import Plek, blader
from shared.partij.partij import Partij
from shared.partij.poorten.tijdlijnfeit import Tijdlijnfeit, Volgorde, Zoom, stel_samen
from shared.partijdienst.onderwerpen import bijdragen_van

SOORTEN = [s for b in bijdragen_van(GEMEENTE).tijdlijn for s in b.soorten.values()]
WOORDEN = {
    woord: "x" for soort in SOORTEN for _, woord, _, _ in Formatter().parse(soort.titel) if woord
}
"""Elk woord dat in een titel wordt ingevuld."""
BEGIN = datetime(2026, 11, 1, 9, tzinfo=UTC)


@st.composite
def tijdlijnen(draw: st.DrawFn) -> list[Tijdlijnfeit]:
    namen = draw(
        st.lists(
            st.tuples(st.sampled_from(SOORTEN), st.integers(0, 5), st.integers(0, 40)),
            max_size=40,
            unique_by=lambda een: (een[0].code, een[1]),
        )
    )
    return [
        soort.feit(str(nummer), BEGIN + timedelta(hours=uren), woorden=WOORDEN)
        for soort, nummer, uren in namen
    ]


@given(tijdlijnen(), st.sampled_from(Volgorde))
def test_elke_hoofdlijn_zit_in_alles_op_dezelfde_plek(
    feiten: list[Tijdlijnfeit], volgorde: Volgorde
) -> None:
    alles = stel_samen(feiten, Zoom.ALLES, volgorde)
    hoofdlijnen = stel_samen(feiten, Zoom.HOOFDLIJNEN, volgorde)
    assert [feit for feit in alles if feit.hoofdlijn] == hoofdlijnen
    assert sorted(alles, key=lambda f: f.sleutel) == sorted(feiten, key=lambda f: f.sleutel)


@given(tijdlijnen(), st.sampled_from(Zoom))
def test_oudste_eerst_is_nieuwste_eerst_omgekeerd(feiten: list[Tijdlijnfeit], zoom: Zoom) -> None:
    oudste = stel_samen(feiten, zoom, Volgorde.OUDSTE)
    assert stel_samen(feiten, zoom, Volgorde.NIEUWSTE) == oudste[::-1]


@given(tijdlijnen(), st.integers(1, 9))
def test_wie_van_nieuw_naar_oud_bladert_ziet_alles_een_keer(
    feiten: list[Tijdlijnfeit], grootte: int
) -> None:
    lijn = stel_samen(feiten, Zoom.ALLES, Volgorde.NIEUWSTE)
    gezien: list[Tijdlijnfeit] = []
    plek: Plek | None = None
    while True:
        blad = blader(lijn, plek, grootte, operator.gt)
        gezien += blad.stukken
        if blad.volgende is None:
            break
        plek = blad.volgende
    assert gezien == lijn


@pytest.mark.parametrize("partij", [GEMEENTE, OM, POLITIE], ids=lambda partij: partij.code)
def test_elke_soort_van_een_partij_komt_een_keer_voor(partij: Partij) -> None:
    bijdragen = bijdragen_van(partij)
    assert bijdragen.tijdlijn
    rechten = {soort.recht for soort in bijdragen.werksoorten.values()}
    assert "verstrekken" in rechten
