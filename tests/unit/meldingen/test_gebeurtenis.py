"""Een melding als CloudEvent volgens het profiel van de overheid."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.meldingen.gebeurtenis import (
    MAX_BYTES,
    CloudEvent,
    OngeldigeGebeurtenis,
    bron_urn,
    lees_gebeurtenis,
    schrijf_gebeurtenis,
)

MELDING = CloudEvent(
    id="0193aaaa-0000-7000-8000-000000000e01",
    source=bron_urn("00000001999999990000", "driehoek-gateway"),
    type="nl.driehoek.alarm.nieuw",
    subject="0193aaaa-0000-7000-8000-000000000e02",
    time=datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
    data={"regel": "proef"},
)


def test_een_melding_heeft_de_vorm_van_het_profiel() -> None:
    assert json.loads(schrijf_gebeurtenis(MELDING)) == {
        "specversion": "1.0",
        "id": "0193aaaa-0000-7000-8000-000000000e01",
        "source": "urn:nld:oin:00000001999999990000:systeem:driehoek-gateway",
        "type": "nl.driehoek.alarm.nieuw",
        "subject": "0193aaaa-0000-7000-8000-000000000e02",
        "time": "2026-11-23T10:00:00Z",
        "datacontenttype": "application/json",
        "data": {"regel": "proef"},
    }


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9),
        st.one_of(st.booleans(), st.none(), st.integers(-9, 9)),
        max_size=5,
    )
)
def test_wat_is_geschreven_wordt_zo_gelezen(data: dict[str, Any]) -> None:
    melding = replace(MELDING, data=data)
    assert lees_gebeurtenis(schrijf_gebeurtenis(melding)) == melding


@pytest.mark.parametrize(
    "anders",
    [
        {"source": "https://gateway.example"},
        {"type": "com.example.alarm"},
        {"type": "nl.alarm"},
        {"id": ""},
        {"subject": ""},
        {"time": datetime(2026, 11, 23, 10, 0)},  # noqa: DTZ001 - juist zonder tijdzone
    ],
)
def test_wat_niet_in_het_profiel_past_wordt_geen_melding(anders: dict[str, Any]) -> None:
    with pytest.raises(OngeldigeGebeurtenis):
        replace(MELDING, **anders)


def test_een_te_grote_melding_wordt_geweigerd() -> None:
    with pytest.raises(OngeldigeGebeurtenis, match="64 KiB"):
        schrijf_gebeurtenis(replace(MELDING, data={"veel": "x" * MAX_BYTES}))


@pytest.mark.parametrize(
    "anders", [{"specversion": "0.3"}, {"time": "gisteren"}, {"data": [1]}, {"id": 7}]
)
def test_wat_geen_melding_is_wordt_niet_gelezen(anders: dict[str, Any]) -> None:
    with pytest.raises(OngeldigeGebeurtenis):
        lees_gebeurtenis(json.dumps({**MELDING.als_dict(), **anders}).encode())
    with pytest.raises(OngeldigeGebeurtenis):
        lees_gebeurtenis(b"geen json")
