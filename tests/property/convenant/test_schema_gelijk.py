"""The reader accepts exactly what the profile's schema and vocabulary accept, formats asserted.

Left out on purpose is where the validator's helpers are laxer than the standards they check: a
trailing newline after a pattern.
"""

import copy
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.verzoek import OngeldigToetsverzoek, lees_toetsverzoek
from tests.hulp.omvang import omvang
from tests.hulp.profiel import lees
from tests.property.convenant.mutaties import wordt_gelezen
from tests.property.convenant.naslag_woorden import is_invoerfout
from tests.unit.convenant.gevallen import PER_SOORT, TOEGESTAAN, vernietigd
from tests.unit.convenant.gevallenbouw import UITING, Document, met

SCHEMA = jsonschema.Draft202012Validator(
    lees("toetsverzoek.schema.json"),
    format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
)
VOL = {
    "toestand/convenant/beeindigdPer": "2030-01-01",
    "toestand/convenant/opzeggingen": [
        {"partij": "om", "per": "2029-01-01", "voortgezet": True},
    ],
    "toestand/groep/strafrechtelijkOnderzoek": {"van": "2026-01-01", "tot": "2026-12-31"},
    "toestand/verwijzing/stuk": None,
}  # fmt: skip
WAARDEN = st.sampled_from(
    [
        None, True, False, 0, 1, 2, 3, 7, 8, 39, 40, -1, 1.0, 2.0, 7.0, 8.0, 1.5, 10**30, "", "a",
        "1", "2", "8", "feit", "ja", "eigen", "politie", "Politie", "-politie", "a" * 40,
        "a" * 41, "a" * 63, "a" * 64, "é", "actief", "om", "gemeente", "politie-", "D1", "D6",
        "NAW", "WPG8", "BSN", "FOTO-", "AVG6_1_E", "AVG6_1_F", "AVG6_1_G", "GEMW172B", "0-11",
        "24+", "elders", "fax", "usb", "signaal", "incident", "roman", "correctie", "anders",
        "doelen_gehaald", "doelen-gehaald", "UAVG41_1_j", "UAVG41_1_k", "12-15", "verstrekking",
        "2026-11-23", "2026-02-29", "2024-02-29", "0000-01-01", "2026-13-01", "2026-1-1",
        "20261123", "2026-11-23T12:00:00Z", "2026-11-23t12:00:00z", "2026-11-23T12:00:00",
        "2026-11-23T12:00:00.1+01:00", "2026-11-23T24:00:00Z", "2026-11-23T12:00:60Z",
        "2026-11-23T12:00:00.123456Z", "2026-11-23T12:00:00.1234567Z", "2026-11-23 12:00:00Z",
        "2026-11-23T12:00:00+24:00", "0000-11-23T12:00:00Z", "2026-02-29T12:00:00Z",
        UITING, UITING.upper(), UITING[:-1], UITING[:-1] + "g", UITING.replace("-7", "-9"),
        UITING.replace("-8", "-c"), "A" * 43, "A" * 42, "A" * 42 + "=", "A" * 42 + "+", "a b",
        [], {}, [None], [{}], [UITING], {"x": 1}, {"status": "open"},
        {"van": "2026-01-01"}, {"actief": True, "dpiaGoedgekeurd": False},
        {"berichten": [], "betrokkenen": [], "heleGroep": True},
        {"berichten": [], "betrokkenen": [UITING] * 201, "heleGroep": True},
        {"jdsBevraagd": False}, {"taakgrondslag": "PW11"}, {"subdoel": "a"}, {"zaak": "A" * 43},
        {"gerelateerd": True}, {"extraMotivering": True}, {"toezicht": "horeca"},
    ]
).map(copy.deepcopy)  # fmt: skip
EXTRA = ["onbekend", "stap", "kind", "tot", "vervangt", "stuk", "vernietigd", "ingetrokken"]


def _vol(naam: str) -> Document:
    verzoek = TOEGESTAAN[naam]()
    if verzoek["toestand"]["verwijzing"] is None:
        verzoek["toestand"]["verwijzing"] = TOEGESTAAN["intrekking"]()["toestand"]["verwijzing"]
    if verzoek["toestand"]["overleg"] is None:
        verzoek["toestand"]["overleg"] = TOEGESTAAN["in een overleg"]()["toestand"]["overleg"]
    return met(verzoek, VOL)


def is_geldig(document: object) -> bool:
    """Whether the profile calls this no input error."""
    if not SCHEMA.is_valid(document):
        return False
    assert isinstance(document, dict)
    return not is_invoerfout(document)


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
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        deel = draw(st.sampled_from(["kop", "kop", "toestand"]))
        pad = (deel, *draw(st.sampled_from(list(_plekken(document.get(deel))))))
        houder: Any = document
        for stuk in pad[:-1]:
            houder = houder[stuk]
        handeling = draw(st.sampled_from(["vervang", "vervang", "null", "verwijder", "voeg toe"]))
        if handeling == "verwijder" and len(pad) > 1:
            del houder[pad[-1]]
        elif handeling == "voeg toe" and isinstance(
            houder.get(pad[-1]) if isinstance(houder, dict) else None, dict
        ):
            houder[pad[-1]][draw(st.sampled_from(EXTRA))] = draw(WAARDEN)
        else:
            houder[pad[-1]] = None if handeling == "null" else draw(WAARDEN)
    return document  # fmt: skip


@settings(max_examples=omvang(150), deadline=None)
@given(documenten())
def test_de_modellen_oordelen_zoals_het_schema(document: Any) -> None:
    assert wordt_gelezen(document) is is_geldig(document)


@pytest.mark.parametrize(
    "naam", [*PER_SOORT.values(), "om aan gemeente", "over een ouder", "deelnemer om aan politie"]
)
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
            assert wordt_gelezen(document) is is_geldig(document), (pad, weg)


def test_meer_dan_het_profiel_toelaat_past_niet() -> None:
    for aantal, mag in ((200, True), (201, False)):
        document = vernietigd(betrokkenen=[UITING] * aantal)
        assert wordt_gelezen(document) is mag is is_geldig(document)
    deel = TOEGESTAAN["politie aan gemeente"]()["kop"]["onderdelen"][0]
    for aantal, mag in ((40, True), (41, False)):
        document = met(TOEGESTAAN["politie aan gemeente"](), {"kop/onderdelen": [deel] * aantal})
        assert wordt_gelezen(document) is mag is is_geldig(document)


@settings(max_examples=omvang(50), deadline=None)
@given(documenten())
def test_elke_fout_wijst_een_plaats_in_het_document_aan(document: Any) -> None:
    try:
        lees_toetsverzoek(document, standaard_convenant())
    except OngeldigToetsverzoek as gevonden:
        paden = [fout.pad for fout in gevonden.fouten]
        assert len(set(paden)) == len(paden)
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
