"""Een regel anders zetten schrijft een stuk van het convenantbestand dat de gateway aanneemt."""

from __future__ import annotations

from pathlib import Path

import shared.convenant
from shared.convenant.regels.laden import laad_convenant
from shared.portaal.audit.hefbomen import gewijzigd, hefbomen

(_BESTAND,) = Path(shared.convenant.__file__).parent.glob("*.toml")
_TEKST = _BESTAND.read_text(encoding="utf-8")
_PARTIJEN = ["politie", "om", "gemeente"]


def test_elke_regel_staat_een_keer_in_het_bestand_en_zonder_wijziging_blijft_zij_zo() -> None:
    alle = list(hefbomen(_TEKST, _PARTIJEN))
    assert len({een.naam for een in alle}) == len(alle) > 10
    for een in alle:
        assert _TEKST.count(een.blok) == 1
        assert een.gevers
        assert een.stappen
        assert gewijzigd(een, een.gevers, een.stappen) == een.blok


def test_wat_iemand_aanvinkt_is_een_convenant_dat_te_laden_is() -> None:
    for een in hefbomen(_TEKST, _PARTIJEN):
        blok = gewijzigd(een, een.gevers, een.stappen[:1])
        assert f"stappen = [{een.stappen[0]}]" in blok
        nieuw = _TEKST.replace(een.blok, blok)
        [zelfde] = [x for x in hefbomen(nieuw, _PARTIJEN) if x.blok == blok]
        assert (zelfde.gevers, zelfde.stappen) == (een.gevers, een.stappen[:1])
    een = next(hefbomen(_TEKST, _PARTIJEN))
    minder = gewijzigd(een, een.gevers[:1], een.stappen)
    laad_convenant(_TEKST.replace(een.blok, minder).encode())
    assert f'van = ["{een.gevers[0]}"]' in minder
