"""Elke code heeft een korte naam en een zin, en een code van het convenant een artikel."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from shared.convenant.regels.laden import standaard_convenant
from shared.leesbaar.begrippen import begrippen_van

REGELS = standaard_convenant()
MET_ARTIKEL = (
    "doelen", "grondslagen", "gegevenssoorten", "stukken", "soorten", "stappen", "kanalen",
    "randvoorwaarden", "eindcriteria", "functies", "plichten", "redenen", "taakgrondslagen",
    "uitzonderingsgronden",
)  # fmt: skip


def test_elke_code_leest_als_een_zin() -> None:
    for soort, lijst in begrippen_van(REGELS).soorten.items():
        assert lijst.begrippen, soort
        for een in lijst.begrippen:
            assert een.kort.strip(), (soort, een.code)
            assert een.zin[:1] == een.zin[:1].upper(), een.zin
            assert een.zin.endswith((".", "?")), een.zin
            assert not een.zin.endswith(".."), een.zin
            assert "{" not in een.zin, een.zin


@pytest.mark.parametrize("soort", MET_ARTIKEL)
def test_wat_mag_noemt_het_artikel_waar_het_op_rust(soort: str) -> None:
    zonder = [
        een.code for een in begrippen_van(REGELS).soorten[soort].begrippen
        if een.mag and not een.convenant
    ]  # fmt: skip
    assert not zonder


def test_een_stap_heeft_haar_vragen_en_een_functie_haar_rechten() -> None:
    soorten = begrippen_van(REGELS).soorten
    vragen = {een.code: een.vragen for een in soorten["stappen"].begrippen}
    assert vragen == {str(nr): list(stap.vragen) for nr, stap in REGELS.stappen.items()}
    rechten = {(een.partij, een.code): een.rechten for een in soorten["functies"].begrippen}
    for partij in REGELS.partijen:
        for code, functie in REGELS.functies[partij].items():
            assert rechten[partij, code] == list(functie.rechten)


def test_wie_een_uitleg_noemt_geeft_haar_zin_erbij() -> None:
    soorten = begrippen_van(REGELS).soorten
    (grond,) = [een for een in soorten["grondslagen"].begrippen if een.code == "AVG6_1_E"]
    assert grond.uitleg == REGELS.interpretaties[grond.interpretatie or ""]


def test_een_lijst_die_er_niet_meer_is_heeft_geen_rij_meer() -> None:
    bron = files("shared.leesbaar").joinpath("begripslijsten.toml").read_text(encoding="utf-8")
    assert set(tomllib.loads(bron)["lijsten"]) == set(begrippen_van(REGELS).soorten)
