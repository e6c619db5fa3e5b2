"""Een waarde heeft één schrijfwijze: wat iets anders kan betekenen dan bedoeld, is een fout."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from gateway.bundels.vormen import Bundelvraag
from gateway.web.vormen import Periode, Tijdgrens
from shared.web.verzoek.vormen import Cijfers, Dag, Geheel, Tijdstip

SOORTEN = {
    "tijdstip": Tijdstip,
    "grens": Tijdgrens,
    "dag": Dag,
    "geheel": Geheel,
    "cijfers": Cijfers,
}


@pytest.mark.parametrize(
    ("soort", "waarde"),
    [
        ("tijdstip", "2026-11-23T12:00:00Z"),
        ("tijdstip", "2026-11-23t12:00:00.123456789z"),
        ("tijdstip", "2026-11-23T12:00:00+01:00"),
        ("grens", "0001-01-02T00:00:00Z"),
        ("grens", "1970-01-01T00:00:00Z"),
        ("grens", "9999-12-30T00:00:00Z"),
        ("dag", "2026-11-23"),
        ("geheel", 5),
        ("geheel", 5.0),
        ("cijfers", "5"),
        ("cijfers", "-1"),
    ],
)
def test_wat_het_schema_zegt_wordt_aangenomen(soort: str, waarde: object) -> None:
    TypeAdapter(SOORTEN[soort]).validate_python(waarde)


@pytest.mark.parametrize(
    ("soort", "waarde"),
    [
        ("tijdstip", 1767225600),
        ("tijdstip", 1767225600.5),
        ("tijdstip", "1767225600"),
        ("tijdstip", "2026-11-23 12:00:00Z"),
        ("tijdstip", "2026-11-23T12:00Z"),
        ("tijdstip", "2026-11-23T12:00:00"),
        ("tijdstip", "2026-11-23"),
        ("tijdstip", "2026-11-23T12:00:00+99:00"),
        ("tijdstip", "2026-12-31T23:59:60Z"),
        ("tijdstip", "２026-11-23T12:00:00Z"),
        ("tijdstip", True),
        ("grens", "0001-01-01T00:00:00+14:00"),
        ("grens", "9999-12-31T23:59:59-14:00"),
        ("dag", 0),
        ("dag", "0"),
        ("dag", "20261123"),
        ("dag", "2026-11-23T00:00:00Z"),
        ("dag", "2026-02-30"),
        ("geheel", "5"),
        ("geheel", True),
        ("geheel", 5.5),
        ("cijfers", "1_0"),
        ("cijfers", "+1"),
        ("cijfers", "01"),
        ("cijfers", "1.0"),
        ("cijfers", "١"),
        ("cijfers", " 1"),
        ("cijfers", ""),
    ],
)
def test_wat_er_alleen_op_lijkt_niet(soort: str, waarde: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(SOORTEN[soort]).validate_python(waarde)


def test_een_bundel_vraagt_om_bladen_en_om_een_periode_die_bestaat() -> None:
    for vraag in (
        {"bladnummers": ["1"]},
        {"bladnummers": [True]},
        {"periode": {"van": "2026-11-24T00:00:00Z", "tot": "2026-11-23T00:00:00Z"}},
        {"periode": {"van": 0, "tot": "2026-11-23T00:00:00Z"}},
    ):
        with pytest.raises(ValidationError):
            Bundelvraag.model_validate(vraag)
    heel = {"van": "2026-11-23T00:00:00Z", "tot": "2026-11-24T00:00:00Z"}
    assert Bundelvraag.model_validate({"periode": heel}).periode == Periode.model_validate(heel)
