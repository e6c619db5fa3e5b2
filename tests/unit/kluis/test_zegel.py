"""Een zegel opent alleen onder de eigen sleutel, op de eigen plek, en ongeschonden."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.kluis.fouten import ZegelGebroken
from shared.kluis.zegel import nieuwe_sleutel, ontzegel, samen, verzegel, zegelcontext

SLEUTEL = nieuwe_sleutel()
korte_tekst = st.text(max_size=12)


@settings(max_examples=50)
@given(plat=st.binary(max_size=200), context=st.binary(max_size=40))
def test_wat_verzegeld_is_komt_er_gelijk_uit(plat: bytes, context: bytes) -> None:
    assert ontzegel(SLEUTEL, verzegel(SLEUTEL, plat, context), context) == plat


@settings(max_examples=50)
@given(data=st.data(), plat=st.binary(max_size=40))
def test_een_veranderde_bit_breekt_het_zegel(data: st.DataObject, plat: bytes) -> None:
    verzegeld = bytearray(verzegel(SLEUTEL, plat, b"plek"))
    plaats = data.draw(st.integers(0, len(verzegeld) - 1))
    verzegeld[plaats] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(ZegelGebroken):
        ontzegel(SLEUTEL, bytes(verzegeld), b"plek")


@pytest.mark.parametrize("lengte", [0, 1, 12, 13, 28])
def test_een_afgeknipt_zegel_is_gebroken(lengte: int) -> None:
    with pytest.raises(ZegelGebroken):
        ontzegel(SLEUTEL, verzegel(SLEUTEL, b"", b"plek")[:lengte], b"plek")


@settings(max_examples=100)
@given(
    een=st.tuples(korte_tekst, korte_tekst, korte_tekst),
    ander=st.tuples(korte_tekst, korte_tekst, korte_tekst),
)
def test_twee_plekken_hebben_nooit_dezelfde_context(
    een: tuple[str, str, str], ander: tuple[str, str, str]
) -> None:
    assert (zegelcontext(*een) == zegelcontext(*ander)) == (een == ander)


def test_delen_schuiven_niet_in_elkaar() -> None:
    assert samen(b"ab", b"c") != samen(b"a", b"bc")
    assert samen(b"") != samen()
