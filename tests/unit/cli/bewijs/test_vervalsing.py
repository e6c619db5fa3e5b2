"""Wat er met een bundel gedaan kan zijn, en hoe `driehoek bewijs verifieer` dat bij naam noemt."""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from shared.cli.hoofd import main
from tests.unit.bewijsbundel.proefbundel import (
    Proefbundel,
    Wijziging,
    besluitblad,
    herschrijf,
    standaardbladen,
    wijzig_regels,
)

Regels = list[dict[str, Any]]
ANDER_LOG = [*standaardbladen()[:5], besluitblad("kind-van-elf", nummer=5), *standaardbladen()[6:]]


def _regels_van(bundel: Path) -> Regels:
    with zipfile.ZipFile(bundel) as zip_:
        return [json.loads(regel) for regel in zip_.read("bladen.jsonl").splitlines()]


def _checkpoint_van(bundel: Path) -> bytes:
    with zipfile.ZipFile(bundel) as zip_:
        return zip_.read("checkpoint")


def _gewijzigd(regels: Regels) -> None:
    blad = base64.b64decode(regels[3]["blad"]).replace(b'"geweigerd"', b'"toegestaan"', 1)
    regels[3]["blad"] = base64.b64encode(blad).decode()


def _verwisseld(regels: Regels) -> None:
    regels[2], regels[5] = regels[5], regels[2]


def _vals_medeondertekend(notitie: bytes) -> bytes:
    *regels, laatste = notitie.decode().splitlines()
    streep, naam, gegevens = laatste.split(" ")
    ruw = bytearray(base64.b64decode(gegevens))
    ruw[-1] ^= 1
    return "\n".join([*regels, f"{streep} {naam} {base64.b64encode(ruw).decode()}", ""]).encode()


def _vreemd_blad(ander: Path) -> Mapping[str, Wijziging]:
    """Een heel blad uit een ander log, met het bewijs dat het daar heeft."""
    vreemd = _regels_van(ander)[5]
    return {"bladen.jsonl": wijzig_regels(lambda regels: regels.__setitem__(5, vreemd))}


def _bewijs_van_elders(ander: Path) -> Mapping[str, Wijziging]:
    vreemd = _regels_van(ander)[1]["bewijs"]
    return {"bladen.jsonl": wijzig_regels(lambda regels: regels[1].update(bewijs=vreemd))}


VERVALSINGEN: dict[str, tuple[Callable[[Path], Mapping[str, Wijziging]], tuple[str, ...]]] = {
    "gewijzigd": (
        lambda _: {"bladen.jsonl": wijzig_regels(_gewijzigd)},
        ("[bewijs-ongeldig] blad 3:", "[besluit-verschilt] blad 3:"),
    ),
    "weggelaten": (
        lambda _: {"bladen.jsonl": wijzig_regels(lambda regels: regels.pop(2))},
        ("[blad-ontbreekt] blad 2:",),
    ),
    "verwisseld": (
        lambda _: {"bladen.jsonl": wijzig_regels(_verwisseld)},
        ("[blad-verplaatst] blad 3:",),
    ),
    "blad uit een ander log": (_vreemd_blad, ("[bewijs-ongeldig] blad 5:",)),
    "bewijs uit een andere boom": (_bewijs_van_elders, ("[bewijs-ongeldig] blad 1:",)),
    "medeondertekening vals": (
        lambda _: {"checkpoint": _vals_medeondertekend},
        ("[medeondertekening-ongeldig] De medeondertekening door 'politie'",),
    ),
}


@pytest.mark.parametrize(("vervals", "genoemd"), VERVALSINGEN.values(), ids=VERVALSINGEN.keys())
def test_elke_vervalsing_staat_met_naam_en_blad_in_de_uitvoer(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    vervals: Callable[[Path], Mapping[str, Wijziging]],
    genoemd: tuple[str, ...],
) -> None:
    ander = Proefbundel(bladen=ANDER_LOG).schrijf(tmp_path / "ander.zip")
    bundel = herschrijf(Proefbundel().schrijf(tmp_path / "bewijs.zip"), vervals(ander))
    assert main(["bewijs", "verifieer", str(bundel)]) == 1
    uitvoer = capsys.readouterr().out
    for regel in genoemd:
        assert f"FOUT  {regel}" in uitvoer
    assert "NIET IN ORDE" in uitvoer


def test_een_oud_checkpoint_bewijst_niet_wat_er_later_bij_kwam(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twee bladen zijn jonger dan het checkpoint dat iemand erbij deed."""
    oud = _checkpoint_van(Proefbundel(bladen=standaardbladen()[:6]).schrijf(tmp_path / "oud.zip"))
    bundel = Proefbundel().schrijf(tmp_path / "bewijs.zip")
    herschrijf(bundel, {"checkpoint": lambda _: oud})
    assert main(["bewijs", "verifieer", str(bundel)]) == 1
    uitvoer = capsys.readouterr().out
    for nummer in (6, 7):
        assert f"FOUT  [checkpoint-te-oud] blad {nummer}:" in uitvoer
    assert "FOUT  [bewijs-ongeldig] blad 0:" in uitvoer
