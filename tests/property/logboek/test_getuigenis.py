"""Het verzoek aan een getuige: heen en terug hetzelfde, en verder wordt niets geraden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.logboek.fouten import NotitieOngeldig
from shared.logboek.getuigenis import MAX_BEWIJS, lees_grootte, lees_verzoek, schrijf_verzoek

NOTITIE = "log.example/proef\n3\nSNwzCjsAPDvgXc/mcVcKfHVU2b8Tf4g45cV4mlYuq7Y=\n\n— x AAAA\n"
HASHES = st.lists(st.binary(min_size=32, max_size=32), max_size=MAX_BEWIJS)


@given(oud=st.integers(0, 2**62), bewijs=HASHES)
def test_een_verzoek_gaat_heen_en_terug(oud: int, bewijs: list[bytes]) -> None:
    gelezen = lees_verzoek(schrijf_verzoek(oud, bewijs, NOTITIE))
    assert (gelezen.oud, list(gelezen.bewijs), gelezen.notitie) == (oud, bewijs, NOTITIE)


@given(st.binary(max_size=300))
def test_willekeurige_bytes_worden_geweigerd_of_gelezen(body: bytes) -> None:
    try:
        gelezen = lees_verzoek(body)
    except NotitieOngeldig:
        return
    assert schrijf_verzoek(gelezen.oud, gelezen.bewijs, gelezen.notitie) == body


@pytest.mark.parametrize(
    "body",
    [
        b"", b"old 1", b"old 1\n\n", b"old 01\n\nx", b"old -1\n\nx", b"Old 1\n\nx", b"old 1 \n\nx",
        b"old 1\nAAAA\n\nx", b"old 1\n!!\n\nx", b"old \xd9\xa1\n\nx", b"\xff\n\nx",
        b"old 1\n" + b"A" * 43 + b"=\n" * 1 + b"A" * 42 + b"B=\n\nx",
        b"old 1\n" + (b"A" * 43 + b"=\n") * (MAX_BEWIJS + 1) + b"\nx",
        b"old 1\n\n" + b"x" * 70_000,
    ],
)  # fmt: skip
def test_wat_de_norm_niet_beschrijft_wordt_geweigerd(body: bytes) -> None:
    with pytest.raises(NotitieOngeldig):
        lees_verzoek(body)


@pytest.mark.parametrize("tekst", [b"", b"-1", b"1 ", b"een", b"9" * 30])
def test_een_getuige_noemt_een_gewoon_getal(tekst: bytes) -> None:
    assert lees_grootte(b"12\n") == 12
    with pytest.raises(NotitieOngeldig):
        lees_grootte(tekst)
