"""De beelden van wie toezicht houdt: zuivere functies, na te rekenen zonder browser."""

from __future__ import annotations

import itertools
import re
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from shared.logboek.merkle import bladhash, consistentiebewijs, knoophash, wortel
from shared.portaal.beeld.groei import reken_groei
from shared.portaal.beeld.stroom import Stroom, samengenomen, teken_stroom, zin_van
from shared.portaal.toezicht.groep import gesorteerd

BLADEN = [f"blad {nummer}".encode() for nummer in range(130)]
STROMEN = [
    Stroom("de politie", "de burgemeester", 12, 3),
    Stroom("de burgemeester", "de politie", 4, 0),
    Stroom("de politie", "het Openbaar Ministerie", 0, 2),
]


def _hash(niveau: int, nummer: int) -> bytes:
    if niveau == 0:
        return bladhash(BLADEN[nummer])
    return knoophash(_hash(niveau - 1, 2 * nummer), _hash(niveau - 1, 2 * nummer + 1))


@given(st.integers(1, 130), st.data())
def test_elke_stap_van_toen_naar_nu_komt_uit_op_beide_wortels(
    tot: int, data: st.DataObject
) -> None:
    van = data.draw(st.integers(1, tot))
    bewijs = consistentiebewijs(van, tot, _hash)
    toen, nu = wortel(van, _hash), wortel(tot, _hash)
    groei = reken_groei(van, tot, bewijs, toen, nu)
    assert groei.klopt
    if groei.stappen:
        assert (groei.stappen[-1].toen, groei.stappen[-1].nu) == (toen, nu)
    else:
        assert van == tot
    anders = sha256(nu).digest()
    assert not reken_groei(van, tot, bewijs, toen, anders).klopt or van == tot
    if bewijs:
        plek = data.draw(st.integers(0, len(bewijs) - 1))
        bewijs[plek] = sha256(bewijs[plek]).digest()
        assert not reken_groei(van, tot, bewijs, toen, nu).klopt


def test_het_beeld_noemt_elk_getal_ook_in_een_zin() -> None:
    for smal in (False, True):
        beeld = teken_stroom("Wie gaf wie", STROMEN, smal=smal)
        assert beeld.startswith("<svg ")
        assert 'role="img"' in beeld
        for een in STROMEN:
            assert een.van in beeld
            assert een.naar in beeld
        assert "3 keer tegengehouden" in beeld
        assert "✗" in beeld
    zin = zin_van(STROMEN)
    assert "de politie aan de burgemeester: 12 keer, en 3 keer tegengehouden" in zin
    assert zin_van([]) == "Er is niets gegeven."


def test_wat_nooit_mocht_komt_niet_voorbij_de_toetsing() -> None:
    een = [Stroom("de politie", "het Openbaar Ministerie", 0, 2)]
    assert teken_stroom("x", een).count('class="stroom"') == 1
    assert teken_stroom("x", STROMEN[:1]).count('class="stroom"') == 2


def test_een_naam_in_een_beeld_is_nooit_opmaak() -> None:
    boos = [Stroom("<script>alert(1)</script>", '"><img src=x>', 1, 1)]
    for smal in (False, True):
        beeld = teken_stroom("</svg><script>", boos, smal=smal)
        assert "<script" not in beeld
        assert "<img" not in beeld


def test_stappen_samen_zijn_alles_en_een_kop_sorteert() -> None:
    samen = samengenomen([*STROMEN, STROMEN[0]])
    assert len(samen) == len(STROMEN)
    assert sum(een.mocht + een.niet for een in samen) == 21 + 15
    assert [een.niet for een in gesorteerd(samen, "niet")] == [6, 2, 0]
    assert [een.van for een in gesorteerd(samen, "van")] == [
        "de burgemeester", "de politie", "de politie",
    ]  # fmt: skip


def test_een_breed_beeld_past_en_vakken_liggen_niet_op_elkaar() -> None:
    alle = [Stroom(f"van {a}", f"naar {b}", 1, 1) for a in "abc" for b in "abc"]
    beeld = teken_stroom("x", alle)
    hoog = int(re.search(r'viewBox="0 0 640 (\d+)"', beeld)[1])  # type: ignore[index]
    vakken = [(int(x), int(y)) for x, y in re.findall(r'vak--partij" x="(\d+)" y="(\d+)"', beeld)]
    for zijde in {x for x, _ in vakken}:
        hoogten = sorted(y for x, y in vakken if x == zijde)
        assert all(na - voor >= 36 for voor, na in itertools.pairwise(hoogten))
    assert max(y for _, y in vakken) + 36 <= hoog
