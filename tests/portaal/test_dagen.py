"""De strook boven een tijdlijn: elke dag op zijn plaats, en hetzelfde in een zin."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from shared.portaal.beeld.dagen import teken_dagen
from shared.portaal.schermen.tijdlijn import zin_van

BEGIN = date(2026, 3, 2)
DAGEN = [BEGIN, BEGIN, BEGIN, BEGIN + timedelta(10), BEGIN + timedelta(30)]


def _strepen(beeld: str) -> list[tuple[int, int]]:
    vorm = r'class="balk-toetsing" x="(\d+)" y="\d+" width="6" height="(\d+)"'
    return [(int(x), int(hoog)) for x, hoog in re.findall(vorm, beeld)]


@pytest.mark.parametrize("smal", [False, True])
def test_elke_dag_is_een_streep_en_een_gat_blijft_een_gat(smal: bool) -> None:
    beeld = teken_dagen("Wanneer", zin_van(DAGEN), DAGEN, ("2 maart", "1 april"), smal=smal)
    (eerste, hoog), (tweede, laag), (derde, ook) = _strepen(beeld)
    assert hoog > laag == ook
    assert (derde - tweede) == pytest.approx(2 * (tweede - eerste), abs=2)
    breed = 330 if smal else 640
    assert derde + 6 <= breed - 8
    assert zin_van(DAGEN) in beeld
    assert beeld.count("2 maart<") == beeld.count("1 april<") == 1


def test_de_zin_zegt_hoeveel_en_hoe_lang_het_stil_was() -> None:
    assert zin_van(DAGEN) == (
        "5 gebeurtenissen op 3 dagen, van 2 maart 2026 tot en met 1 april 2026. "
        "Het langst stil was het voor 1 april 2026: 19 dagen."
    )
    assert "stil" not in zin_van([BEGIN, BEGIN + timedelta(1)])
    assert zin_van([BEGIN]) == "1 gebeurtenis op 2 maart 2026."
    assert zin_van([]) == "Er is nog niets gebeurd."
    assert _strepen(teken_dagen("Wanneer", "Niets.", [], ("", ""))) == []
