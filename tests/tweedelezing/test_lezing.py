"""De tweede lezing van het profiel: zij volgt de gevallen, en haar maker bereikt elke poort."""

from __future__ import annotations

import json
import random
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.tweedelezing.lezing import (
    POORTEN_VAN_SOORT,
    beslis,
    gesloten,
    invoerfouten,
    invoerfouten_zonder_schema,
)
from tests.tweedelezing.lezing_bericht import Bericht, maanden_verder
from tests.tweedelezing.lezing_vorm import profielmap
from tests.tweedelezing.maker import maak, maak_met_fout, maak_ongeldig
from tests.tweedelezing.maker_fouten import FOUTEN, Fout

AANTAL = 5_000
AANTAL_ONGELDIG = 300


def _gevallen(map_: str) -> list[Path]:
    return sorted((profielmap() / map_).glob("*.json"))


def _lees(pad: Path) -> dict[str, Any]:
    geval: dict[str, Any] = json.loads(pad.read_text(encoding="utf-8"))
    return geval


@pytest.fixture(scope="module")
def gemaakt() -> list[dict[str, Any]]:
    return [maak(random.Random(zaad)) for zaad in range(AANTAL)]


def test_het_profiel_geeft_gevallen_om_aan_te_toetsen() -> None:
    assert _gevallen("gevallen")
    assert _gevallen("ongeldig")


@pytest.mark.parametrize("pad", _gevallen("gevallen"), ids=lambda pad: pad.stem)
def test_elk_geval_krijgt_het_besluit_dat_het_profiel_erbij_zet(pad: Path) -> None:
    geval = _lees(pad)
    verwacht = geval["verwacht"]
    mag_ook = set(verwacht.get("mag", []))

    moet, mag = beslis(geval["toetsverzoek"])

    assert invoerfouten(geval["toetsverzoek"]) == []
    assert sorted(moet - mag_ook) == verwacht["poorten"]
    assert mag_ook <= mag | moet
    assert (verwacht["besluit"] == "geweigerd") == bool(moet)


@pytest.mark.parametrize("pad", _gevallen("ongeldig"), ids=lambda pad: pad.stem)
def test_wat_het_profiel_ongeldig_noemt_wordt_niet_beslist(pad: Path) -> None:
    assert invoerfouten(_lees(pad)["toetsverzoek"])


def test_wat_de_maker_maakt_kan_altijd_worden_beslist(gemaakt: list[dict[str, Any]]) -> None:
    fouten = {zaad: gevonden for zaad, v in enumerate(gemaakt) if (gevonden := invoerfouten(v))}

    assert fouten == {}


def test_van_elke_soort_bericht_mag_er_genoeg(gemaakt: list[dict[str, Any]]) -> None:
    alle: Counter[str] = Counter()
    mag: Counter[str] = Counter()
    for verzoek in gemaakt:
        soort = verzoek["kop"]["soort"]
        alle[soort] += 1
        mag[soort] += not beslis(verzoek)[0]

    assert set(alle) == set(POORTEN_VAN_SOORT)
    assert mag.total() >= 0.2 * AANTAL
    assert {soort for soort in alle if mag[soort] < 0.03 * alle[soort]} == set()


def test_elke_poort_sluit_ook_als_enige(gemaakt: list[dict[str, Any]]) -> None:
    alleen = Counter(tuple(sorted(beslis(verzoek)[0])) for verzoek in gemaakt)

    assert [poort for poort in range(1, 17) if not alleen[poort,]] == []


def test_wat_dicht_moet_en_mag_past_bij_de_soort(gemaakt: list[dict[str, Any]]) -> None:
    for verzoek in gemaakt:
        moet, mag = beslis(verzoek)
        assert moet <= gesloten(verzoek) <= moet | mag
        assert moet.isdisjoint(mag)
        assert moet | mag <= POORTEN_VAN_SOORT[verzoek["kop"]["soort"]]


def test_hetzelfde_zaad_geeft_hetzelfde_toetsverzoek(gemaakt: list[dict[str, Any]]) -> None:
    for zaad in range(0, AANTAL, 25):
        assert json.dumps(maak(random.Random(zaad))) == json.dumps(gemaakt[zaad])
        assert maak_ongeldig(random.Random(zaad)) == maak_ongeldig(random.Random(zaad))


def test_een_toets_verandert_het_toetsverzoek_niet(gemaakt: list[dict[str, Any]]) -> None:
    for verzoek in gemaakt[:300]:
        voor = json.dumps(verzoek)
        beslis(verzoek)
        invoerfouten_zonder_schema(verzoek)
        assert json.dumps(verzoek) == voor


@pytest.mark.parametrize("fout", FOUTEN, ids=lambda fout: fout.__name__)
def test_elke_fout_maakt_het_toetsverzoek_ongeldig(fout: Fout) -> None:
    for zaad in range(4):
        verzoek = maak_met_fout(random.Random(zaad), fout)
        assert invoerfouten(verzoek), zaad


def test_een_ongeldig_gemaakt_toetsverzoek_heeft_altijd_een_fout() -> None:
    zonder = [
        zaad
        for zaad in range(AANTAL_ONGELDIG)
        if not invoerfouten(maak_ongeldig(random.Random(zaad)))
    ]

    assert zonder == []


@pytest.mark.parametrize(
    ("dag", "maanden", "verwacht"),
    [
        (date(2025, 11, 23), 12, date(2026, 11, 23)),
        (date(2026, 9, 1), -12, date(2025, 9, 1)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(9999, 12, 31), 12, date.max),
        (date(1, 1, 1), -12, date.min),
    ],
)
def test_een_dag_die_een_maand_niet_heeft_is_haar_laatste(
    dag: date, maanden: int, verwacht: date
) -> None:
    assert maanden_verder(dag, maanden) == verwacht


@pytest.mark.parametrize(
    ("nu", "verwacht"),
    [
        ("2026-11-22T22:59:59.999999Z", date(2026, 11, 22)),
        ("2026-11-22T23:00:00Z", date(2026, 11, 23)),
        ("2026-06-30T21:59:59Z", date(2026, 6, 30)),
        ("2026-06-30T22:00:00Z", date(2026, 7, 1)),
        ("2026-10-24T22:00:00Z", date(2026, 10, 25)),
        ("2026-10-25T22:59:59Z", date(2026, 10, 25)),
        ("2026-10-25T23:00:00Z", date(2026, 10, 26)),
    ],
)
def test_een_dag_begint_om_middernacht_in_amsterdam(nu: str, verwacht: date) -> None:
    assert Bericht({}, {"nu": nu}).vandaag == verwacht
