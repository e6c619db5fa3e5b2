"""Paden en inhoud van tegels, en de rand waaraan het log groeit.

Uit de norm C2SP tlog-tiles komen het pad van tegel 1234067 en de tegels van een log van 70.000
bladen.
"""

from __future__ import annotations

import pytest

from shared.logboek.aangroei import Aangroei
from shared.logboek.fouten import MerkleFout
from shared.logboek.merkle import HASH_BYTES, bladhash
from shared.logboek.tegels import (
    Tegelhashes,
    Tegelpad,
    bladtegel,
    lees_bladtegel,
    lees_tegelpad,
    tegelbreedte,
    tegelpad,
)

PADEN = {
    "tile/0/000": Tegelpad(0, 0),
    "tile/0/x001/x234/067": Tegelpad(0, 1234067),
    "tile/63/255.p/1": Tegelpad(63, 255, 1),
    "tile/1/x001/000.p/255": Tegelpad(1, 1000, 255),
    "tile/entries/x123/456": Tegelpad(None, 123456),
    "tile/entries/000.p/8": Tegelpad(None, 0, 8),
}


@pytest.mark.parametrize(("pad", "tegel"), PADEN.items())
def test_pad_van_een_tegel_gaat_heen_en_terug(pad: str, tegel: Tegelpad) -> None:
    assert lees_tegelpad(pad) == tegel
    assert str(tegel) == pad


@pytest.mark.parametrize(
    "pad",
    [
        "",
        "/tile/0/000",
        "tile/0/0",
        "tile/0/1000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/08",
        "tile/0/000.p/",
        "tile/entries/../000",
        "tile/0/000\n",
        "tile/0/\u0660\u0660\u0660",
        "tile/0/" + "x001/" * 400 + "001",
    ],
)
def test_ander_geschreven_pad_bestaat_niet(pad: str) -> None:
    with pytest.raises(MerkleFout):
        lees_tegelpad(pad)


@pytest.mark.parametrize(
    ("niveau", "nummer", "breedte"), [(64, 0, 1), (0, -1, 1), (0, 0, 0), (0, 0, 257)]
)
def test_onmogelijke_tegel_heeft_geen_pad(niveau: int, nummer: int, breedte: int) -> None:
    with pytest.raises(MerkleFout):
        tegelpad(niveau, nummer, breedte)


def test_zeventigduizend_bladen_hebben_de_tegels_uit_de_norm() -> None:
    assert [tegelbreedte(0, n, 70_000) for n in (0, 272, 273, 274)] == [256, 256, 112, 0]
    assert [tegelbreedte(1, n, 70_000) for n in (0, 1, 2)] == [256, 17, 0]
    assert [tegelbreedte(2, n, 70_000) for n in (0, 1)] == [1, 0]
    assert (tegelbreedte(0, 0, 256), tegelbreedte(0, 1, 256), tegelbreedte(1, 0, 256)) == (
        256,
        0,
        1,
    )


def test_tegel_met_bladen_gaat_heen_en_terug() -> None:
    bladen = [b"", b"a", b"b" * 0xFFFF]
    assert bladtegel([b"ab"]) == b"\x00\x02ab"
    assert lees_bladtegel(bladtegel(bladen)) == bladen


def test_te_groot_blad_en_afgebroken_tegel_worden_geweigerd() -> None:
    with pytest.raises(MerkleFout, match="64 KiB"):
        bladtegel([b"b" * 0x10000])
    for kapot in (b"\x00", b"\x00\x03ab", bladtegel([b"ab"])[:-1], b"\x00\x00" * 257):
        with pytest.raises(MerkleFout, match="niet heel"):
            lees_bladtegel(kapot)


def test_opgeslagen_tegel_met_kromme_maat_wordt_geweigerd() -> None:
    for tegel in (b"x" * 33, b"x" * HASH_BYTES * 257):
        with pytest.raises(MerkleFout, match="256 hashes"):
            Tegelhashes(lambda _n, _i, t=tegel: t)(0, 0)
    with pytest.raises(MerkleFout, match="smaller dan gevraagd"):
        Tegelhashes(lambda _n, _i: b"x" * HASH_BYTES)(0, 1)
    with pytest.raises(MerkleFout, match="smaller dan gevraagd"):
        Tegelhashes(lambda _n, _i: b"x" * HASH_BYTES * 3)(1, 1)


def test_alleen_tegels_die_veranderden_worden_opnieuw_bewaard() -> None:
    rand = Aangroei()
    rand.voeg_toe(bladhash(bytes([n])) for n in range(255))
    assert [(t.niveau, t.nummer) for t in rand.neem_gewijzigde_tegels()] == [(0, 0)]
    assert rand.neem_gewijzigde_tegels() == []
    rand.voeg_toe([bladhash(b"256e")])
    gewijzigd = {(t.niveau, t.nummer): len(t.hashes) // 32 for t in rand.neem_gewijzigde_tegels()}
    assert gewijzigd == {(0, 0): 256, (1, 0): 1}
    rand.voeg_toe([bladhash(b"257e")])
    assert [(t.niveau, t.nummer) for t in rand.neem_gewijzigde_tegels()] == [(0, 1)]
