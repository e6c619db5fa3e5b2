"""Een tekst is woorden: geen script, geen sjabloon, geen formule; en gewone zinnen mogen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.partij.web.teksten import keur
from shared.vrijetekst.opmaak import vind_opmaak


@pytest.mark.parametrize(
    ("tekst", "plekken"),
    [
        ("Zij riepen <script>alert(1)</script>.", [11, 27]),
        ("Zie <!-- hier", [4]),
        ("Lawaai {{7*7}} en ${geheim}", [7, 18]),
        ("=HYPERLINK(1)", [0]),
        ("Het was druk.\n  @SOM(A1)\n-1+cmd", [16, 25]),
        ("Druk.\n\u200b=HYPERLINK(1)", [7]),
        ("\ufeff -1+cmd", [2]),
        ("＝SOM(1) en ＜script＞", [0, 11]),
    ],
)
def test_wat_geen_woorden_zijn_valt_op_met_de_plek(tekst: str, plekken: list[int]) -> None:
    assert [een.begin for een in vind_opmaak(tekst)] == plekken
    meldingen = [fout.melding for fout in keur("/omschrijving", tekst, bevestigd=True)]
    for plek in plekken:
        assert any(een.startswith(f"teken {plek + 1}:") for een in meldingen)


@pytest.mark.parametrize(
    "tekst",
    [
        "Er waren < 10 jongeren, en 3 > 2.",
        "- een punt\n- nog een punt",
        "Vaker lawaai, 20% meer dan vorig jaar (zie ook de vorige keer).",
        "Van 20.00-22.00 uur; 'rustig' tot -",
        "",
    ],
)
def test_een_gewone_zin_mag(tekst: str) -> None:
    assert vind_opmaak(tekst) == ()


@given(st.text(max_size=60))
def test_elke_plek_ligt_in_de_tekst_en_staat_er_een_keer(tekst: str) -> None:
    plekken = [een.begin for een in vind_opmaak(tekst)]
    assert plekken == sorted(set(plekken))
    assert all(0 <= plek < len(tekst) for plek in plekken)
