"""Wat een generator van klanten niet begrijpt, staat in de beschrijving in woorden die hij kent."""

from __future__ import annotations

import json

import pytest

from shared.web.beschrijving.generatorvormen import geef_namen, zet_grenzen


def _met(*namen: str) -> dict[str, object]:
    return {
        "components": {"schemas": {naam: {"type": "object"} for naam in namen}},
        "wijst": [{"$ref": f"#/components/schemas/{naam}"} for naam in namen],
    }


@pytest.mark.parametrize(
    ("namen", "kort"),
    [
        (["dienst__lijsten__vormen__Reden"], ["LijstenReden"]),
        (["dienst__lijsten__vormen__Reden", "Reden"], ["LijstenReden", "Reden"]),
        (["Stand-Output"], ["Stand"]),
        (["Stand-Output", "Stand-Input"], ["StandOutput", "StandInput"]),
    ],
)
def test_elk_schema_krijgt_een_eigen_korte_naam(namen: list[str], kort: list[str]) -> None:
    document = geef_namen(_met(*namen))
    assert list(document["components"]["schemas"]) == kort
    assert [een["$ref"].rsplit("/", 1)[1] for een in document["wijst"]] == kort


def test_twee_schemas_met_een_naam_worden_niet_stil_samengevoegd() -> None:
    with pytest.raises(ValueError, match="RoodReden"):
        geef_namen(_met("x__rood__vormen__Reden", "y__rood__vormen__Reden"))


@pytest.mark.parametrize(
    ("schema", "gezet"),
    [
        ({"type": "integer", "ge": 1, "lt": 9}, {"minimum": 1, "exclusiveMaximum": 9}),
        ({"type": ["integer", "null"], "gt": 0, "le": 7}, {"exclusiveMinimum": 0, "maximum": 7}),
        ({"type": "string", "format": "date-time", "ge": "2000-01-01T00:00:00Z"}, {}),
        ({"type": "string", "maxLength": 5}, {"maxLength": 5}),
    ],
)
def test_een_grens_staat_er_in_woorden_van_json_schema(
    schema: dict[str, object], gezet: dict[str, object]
) -> None:
    over = {sleutel: waarde for sleutel, waarde in zet_grenzen(schema).items()}
    for sleutel in ("type", "format"):
        over.pop(sleutel, None)
    assert over == gezet, json.dumps(over)
