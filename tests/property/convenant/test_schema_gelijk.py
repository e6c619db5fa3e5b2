"""The models accept exactly what the profile's schema accepts, formats asserted.

Left out on purpose is where the validator's helpers are laxer than the standards they check: a
trailing newline after a pattern, and ids with braces or without hyphens.
"""

import copy
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.convenant.verzoek import OngeldigToetsverzoek, lees_toetsverzoek
from tests.unit.convenant.gevallenbouw import PROFIEL, TOEGESTAAN, Document, met

SCHEMA = jsonschema.Draft202012Validator(
    json.loads((PROFIEL / "toetsverzoek.schema.json").read_text("utf-8")),
    format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
)
VOL = {
    "kop/overleg": {"soort": "driehoek", "locatie": "x", "deelnemersVoorafGeregistreerd": True},
    "kop/onderdelen/0/kenmerken": {
        "eersteVerwerking": "2026-06-01", "gerelateerd": True, "subdoel": "a",
        "termijnTot": "2027-01-01", "bron": "8", "extraMotivering": True,
        "zaak": "Y29tbWl0bWVudC16YWFr", "reedsBeschikbaar": True, "jdsBevraagd": False,
        "uitkomst": "overig", "herleidingAnderenVoorkomen": True,
        "omVerwerkingsverantwoordelijk": True, "relevantVoorGroepsaanpak": True,
        "beslissing": "bevel-172a", "toezicht": "horeca", "helpdeskPrivacyAkkoord": True,
        "taakgrondslag": "GEMW172",
    },
    "kop/onderdelen/0/informatie": {
        "status": "uitzondering", "grond": "AVG14_5_a", "herbeoordeling": "2027-01-01",
    },
    "toestand/convenant/beeindigdPer": "2030-01-01",
    "toestand/convenant/opzeggingen": [{"partij": "om", "per": "2029-01-01", "x": 1}],
    "toestand/groep/strafrechtelijkOnderzoek": {"van": "2026-01-01", "tot": "2026-12-31"},
}  # fmt: skip
WAARDEN = st.sampled_from(
    [
        None, True, False, 0, 1, 2, 7, 8, -1, 1.0, 7.0, 8.0, 1.5, 10**30, "", "a", "1", "feit",
        "ja", "eigen", "politie", "Politie", "-politie", "a" * 63, "a" * 64, "é", "actief",
        "2026-11-23", "2026-02-29", "2024-02-29", "0000-01-01", "2026-13-01", "2026-1-1",
        "20261123", "2026-11-23T12:00:00Z", "2026-11-23t12:00:00z", "2026-11-23T12:00:00",
        "2026-11-23T12:00:00.1+01:00", "2026-11-23T24:00:00Z", "2026-11-23T12:00:60Z",
        "2026-11-23 12:00:00Z", "2026-11-23T12:00:00+24:00", "0000-11-23T12:00:00Z",
        "0199f000-0000-7000-8000-0000000000a1", "0199F000-0000-7000-8000-0000000000A1",
        "0199f000-0000-7000-8000-0000000000a", "0199f000-0000-7000-8000-0000000000g1",
        "Y29tbWl0bWVudC16YWFr", "a b", [], {}, [None], [{}], {"x": 1}, {"status": "open"},
        {"van": "2026-01-01"}, {"actief": True, "dpiaGoedgekeurd": False},
    ]
).map(copy.deepcopy)  # fmt: skip


def _vol(naam: str) -> Document:
    verzoek = TOEGESTAAN[naam]()
    return met(verzoek, VOL) if verzoek["kop"]["onderdelen"] else verzoek


def _plekken(waarde: Any, pad: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield pad
    if isinstance(waarde, dict):
        for naam, inhoud in waarde.items():
            yield from _plekken(inhoud, (*pad, naam))
    elif isinstance(waarde, list):
        for nummer, inhoud in enumerate(waarde):
            yield from _plekken(inhoud, (*pad, nummer))


@st.composite
def documenten(draw: st.DrawFn) -> Any:
    """A full request with one to three places replaced, removed or added to."""
    document: Any = copy.deepcopy(_vol(draw(st.sampled_from(sorted(TOEGESTAAN)))))
    for _ in range(draw(st.integers(1, 3))):
        pad = draw(st.sampled_from(list(_plekken(document))))
        if not pad:
            continue
        houder: Any = document
        for stuk in pad[:-1]:
            houder = houder[stuk]
        handeling = draw(st.sampled_from(["vervang", "null", "verwijder", "voeg toe"]))
        if handeling == "verwijder":
            del houder[pad[-1]]
        elif handeling == "voeg toe" and isinstance(houder[pad[-1]], dict):
            houder[pad[-1]][draw(st.sampled_from(["onbekend", "stap", "kind", "tot"]))] = draw(
                WAARDEN
            )
        else:
            houder[pad[-1]] = None if handeling == "null" else draw(WAARDEN)
    return document


def wordt_gelezen(document: object) -> bool:
    try:
        lees_toetsverzoek(document)
    except OngeldigToetsverzoek:
        return False
    return True


@settings(max_examples=400, deadline=None)
@given(documenten())
def test_de_modellen_oordelen_zoals_het_schema(document: Any) -> None:
    assert wordt_gelezen(document) is SCHEMA.is_valid(document)


@pytest.mark.parametrize("naam", ["politie aan gemeente", "informatieverzoek"])
def test_elk_lid_weggelaten_of_null_wordt_beoordeeld_zoals_het_schema(naam: str) -> None:
    vol = _vol(naam)
    for pad in list(_plekken(vol))[1:]:
        for weg in (True, False):
            document = copy.deepcopy(vol)
            houder: Any = document
            for stuk in pad[:-1]:
                houder = houder[stuk]
            if weg:
                del houder[pad[-1]]
            else:
                houder[pad[-1]] = None
            assert wordt_gelezen(document) is SCHEMA.is_valid(document), (pad, weg)


@settings(max_examples=100, deadline=None)
@given(documenten())
def test_elke_fout_wijst_een_plaats_in_het_document_aan(document: Any) -> None:
    try:
        lees_toetsverzoek(document)
    except OngeldigToetsverzoek as gevonden:
        for fout in gevonden.fouten:
            plek: Any = document
            *houders, laatste = fout.pad.split("/")[1:] or [""]
            for stuk in houders:
                naam = stuk.replace("~1", "/").replace("~0", "~")
                plek = plek[int(naam)] if isinstance(plek, list) else plek[naam]
            bestaat = (
                laatste in plek or fout.melding.startswith("ontbreekt") or isinstance(plek, list)
            )
            assert bestaat, fout
