"""Paging and conditions on change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.web.problemen import ProbleemFout
from shared.web.verzoek.paginering import Cursors, eis_if_match, etag

CURSORS = Cursors(b"een geheim van dit onderdeel")
BINDING = {"pad": "/v1/personen", "sub": "analist@politie.example", "groep": "G1"}


def test_een_cursor_brengt_je_terug_waar_je_was() -> None:
    cursor = CURSORS.geef(["2026-11-23", 7], BINDING)
    assert CURSORS.lees(cursor, BINDING) == ["2026-11-23", 7]


def test_een_cursor_verraadt_zijn_plaats_niet() -> None:
    assert "Verzonnen" not in CURSORS.geef("Verzonnen", BINDING)
    assert CURSORS.geef(1, BINDING) != CURSORS.geef(1, BINDING)


@pytest.mark.parametrize(
    "ander",
    [
        BINDING | {"sub": "wijkagent@politie.example"},
        BINDING | {"groep": "G2"},
        BINDING | {"pad": "/v1/groepen"},
    ],
)
def test_de_cursor_van_een_ander_of_een_andere_vraag_is_een_400(ander: dict[str, str]) -> None:
    cursor = CURSORS.geef(7, ander)  # type: ignore[arg-type]
    with pytest.raises(ProbleemFout) as gevangen:
        CURSORS.lees(cursor, BINDING)  # type: ignore[arg-type]
    assert gevangen.value.status_code == 400


def test_een_cursor_van_een_ander_onderdeel_is_een_400() -> None:
    vreemd = Cursors(b"een ander geheim").geef(7, BINDING)  # type: ignore[arg-type]
    with pytest.raises(ProbleemFout):
        CURSORS.lees(vreemd, BINDING)  # type: ignore[arg-type]


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=80), st.binary(max_size=60).map(lambda b: b.hex())))
def test_elke_andere_tekst_is_een_400(tekst: str) -> None:
    with pytest.raises(ProbleemFout):
        CURSORS.lees(tekst, BINDING)  # type: ignore[arg-type]


VAST = CURSORS.geef(["a", 1], BINDING)  # type: ignore[arg-type]
"""No two are alike; what a property draws may not hang on that."""


@settings(max_examples=60)
@given(st.data())
def test_een_veranderde_cursor_is_een_400(data: st.DataObject) -> None:
    cursor = VAST
    plek = data.draw(st.integers(0, len(cursor) - 2))
    ander = data.draw(st.sampled_from("ABCxyz019-_").filter(lambda teken: teken != cursor[plek]))
    with pytest.raises(ProbleemFout):
        CURSORS.lees(cursor[:plek] + ander + cursor[plek + 1 :], BINDING)  # type: ignore[arg-type]


def test_wijzigen_kan_alleen_op_wat_je_las() -> None:
    huidig = etag("persoon-1", 3)
    eis_if_match(huidig, huidig)
    eis_if_match(f'"iets", {huidig}', huidig)


@pytest.mark.parametrize("kop", [None, "", "*", "  "])
def test_zonder_voorwaarde_wordt_niets_gewijzigd(kop: str | None) -> None:
    with pytest.raises(ProbleemFout) as gevangen:
        eis_if_match(kop, etag("persoon-1", 3))
    assert gevangen.value.status_code == 428


@pytest.mark.parametrize("kop", [etag("persoon-1", 2), "W/" + etag("persoon-1", 3), "x"])
def test_wie_een_oude_versie_las_moet_opnieuw_lezen(kop: str) -> None:
    with pytest.raises(ProbleemFout) as gevangen:
        eis_if_match(kop, etag("persoon-1", 3))
    assert gevangen.value.status_code == 412
    assert gevangen.value.probleem.koppen["ETag"] == etag("persoon-1", 3)


def test_twee_toestanden_hebben_nooit_dezelfde_etag() -> None:
    assert len({etag("a", 1), etag("a", 2), etag("b", 1), etag("a1"), etag("a", "1")}) == 5
