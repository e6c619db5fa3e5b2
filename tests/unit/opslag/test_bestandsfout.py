"""Waarom een bestand niet te gebruiken is, leest iemand in het Nederlands en met wat er wel kan."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from shared.opslag.bestandsfout import waarom_niet, waarom_niet_zin


def test_wat_er_niet_is_heet_bij_lezen_en_schrijven_anders(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="weg") as lezen:
        (tmp_path / "weg.json").read_bytes()
    assert waarom_niet(lezen.value) == "het bestand bestaat niet"
    with pytest.raises(OSError, match="weg") as schrijven:
        (tmp_path / "weg" / "nieuw.json").write_bytes(b"")
    assert waarom_niet_zin(schrijven.value, schrijven=True) == "De map bestaat niet."


def test_een_map_en_een_pad_door_een_bestand_heen(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as map_:
        tmp_path.read_bytes()
    assert "een map, geen bestand" in waarom_niet(map_.value)
    bestand = tmp_path / "brief.txt"
    bestand.write_text("Verzonnen.")
    with pytest.raises(NotADirectoryError) as door:
        (bestand / "erin").read_bytes()
    assert waarom_niet(door.value) == "een deel van het pad is geen map"


@pytest.mark.parametrize("schrijven", [False, True])
def test_geen_enkele_zin_is_die_van_het_besturingssysteem(*, schrijven: bool) -> None:
    for nummer, naam in errno.errorcode.items():
        fout = OSError(nummer, f"engels {naam}")
        assert "engels" not in waarom_niet(fout, schrijven=schrijven)
    onbekend = waarom_niet(OSError(errno.EIO, "Input/output error"), schrijven=schrijven)
    assert onbekend == f"het besturingssysteem weigert het (fout {errno.EIO})"
