"""Het beeld van een groep: zuiver, na te rekenen zonder browser."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from shared.portaal.beeld.kring import MEESTE, Lid, plaatsen, teken_kring, zin_van

KIND, ZUS, OUDER = "a20e…41b8", "b31f…52c9", "c420…63da"
GEZIN = [
    Lid(KIND, ("de politie", "ons eigen bestand")),
    Lid(ZUS, ("de politie",)),
    Lid(OUDER, ("ons eigen bestand",), KIND, "ouder"),
]


def groep(leden: int, ouders: int) -> list[Lid]:
    """Every member two parents, as far as they go."""
    uit = [Lid(f"{nummer:04}…lid.") for nummer in range(leden)]
    uit += [
        Lid(f"{nummer:04}…oud.", (), f"{nummer // 2:04}…lid.", "ouder") for nummer in range(ouders)
    ]
    return uit


def test_het_beeld_zegt_wie_bij_wie_hoort_en_wie_hen_kent() -> None:
    beeld = teken_kring("Wie hoort erbij", GEZIN)
    woorden = re.findall(r"<text[^>]*>([^<]*)</text>", beeld)
    assert sorted(woorden) == sorted(
        [KIND, ZUS, OUDER, "hoort bij", "bekend bij de politie", "bekend bij ons eigen bestand"]
    )
    assert beeld.count('class="lijn--dik"') == 1
    assert beeld.count('class="lijn--dun"') == 3, "wie iemand om een kind heen kent, zegt de tabel"


def test_wie_het_beeld_niet_ziet_hoort_hetzelfde() -> None:
    zin = zin_van(GEZIN)
    assert zin == (
        f"2 in de kring; {OUDER} is ouder van {KIND}; de politie kent er 2; "
        "ons eigen bestand kent er 1."
    )
    assert f"Wie hoort erbij. {zin}" in teken_kring("Wie hoort erbij", GEZIN)


@pytest.mark.parametrize(("leden", "ouders"), [(1, 0), (1, 2), (3, 5), (12, 14), (20, 20), (40, 0)])
def test_geen_twee_vakken_liggen_over_elkaar(leden: int, ouders: int) -> None:
    plekken = plaatsen(groep(leden, ouders))
    assert len(plekken) == leden + ouders
    for (x1, y1), (x2, y2) in combinations(plekken.values(), 2):
        assert abs(x1 - x2) > 104 or abs(y1 - y2) > 32


def test_wat_niemand_meer_kan_lezen_wordt_niet_getekend() -> None:
    assert teken_kring("Groep", groep(20, 20))
    assert len(groep(20, 21)) > MEESTE
    assert teken_kring("Groep", groep(20, 21)) == ""
    assert teken_kring("Groep", []) == ""


def test_een_ouder_van_wie_er_niet_staat_staat_zelf_in_de_kring() -> None:
    beeld = teken_kring("Groep", [Lid(ZUS), Lid(OUDER, (), KIND, "ouder")])
    assert OUDER in beeld
    assert KIND not in beeld
    assert "lijn--dik" not in beeld


def test_wat_erin_staat_blijft_tekst() -> None:
    assert "<b>" not in teken_kring("<b>", [Lid("<b>", ("<b>",))])
