"""De plaats van een fout bestaat uit namen van het profiel; een verzonnen woord komt er niet in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.invoerfouten.dienst import plaats_van

NAMEN = {
    "kop", "inhoud", "id", "onderdelen", "afweging", "motivering", "kenmerken", "zaak",
    "gegevenssoort", "vernietigd", "berichten",
}  # fmt: skip


@pytest.mark.parametrize(
    ("pad", "plaats"),
    [
        ("", "/"),
        ("/kop", "/kop"),
        ("/kop/onderdelen", "/kop/onderdelen"),
        ("/kop/onderdelen/3", "/kop/onderdelen/*"),
        ("/kop/onderdelen/3/kenmerken/zaak", "/kop/onderdelen/*/kenmerken/zaak"),
        ("/kop/onderdelen/3/kenmerken/naam", "/kop/onderdelen/*/kenmerken/(onbekend)"),
        ("/kop/onderdelen/x/kind", "/kop/onderdelen/(onbekend)"),
        ("/kop/vernietigd/berichten/199", "/kop/vernietigd/berichten/*"),
        ("/kop/3", "/kop/(onbekend)"),
        ("/jan", "/(onbekend)"),
        ("Digest", "Digest"),
        ("Kruimel", "(onbekend)"),
        ("/kop/afweging/motivering/jan", "/kop/afweging/motivering/(onbekend)"),
    ],
)
def test_de_plaats_van_een_fout(pad: str, plaats: str) -> None:
    assert plaats_van(pad) == plaats


@given(st.lists(st.one_of(st.sampled_from(sorted(NAMEN)), st.text(), st.integers()), max_size=6))
def test_uit_welk_pad_ook_komt_niets_dan_namen_van_het_profiel(delen: list[object]) -> None:
    plaats = plaats_van("/" + "/".join(str(deel) for deel in delen))
    assert len(plaats) <= 120
    bekend = set(NAMEN) | {"", "*", "(onbekend)"}
    vreemd = set(plaats.split("/")) - bekend
    # Wat er verder in staat is een naam die ook los als plaats in de kop bestaat.
    assert all("(onbekend)" not in plaats_van(_pad_met(naam)) for naam in vreemd)


def _pad_met(naam: str) -> str:
    """Een pad waarop deze naam in het profiel voorkomt, als dat er is."""
    plekken = (
        "/kop", "/kop/onderdelen/0", "/kop/onderdelen/0/kenmerken", "/kop/onderdelen/0/informatie",
        "/kop/afweging", "/kop/vernietigd",
    )  # fmt: skip
    goed = (
        f"{plek}/{naam}" for plek in plekken if "(onbekend)" not in plaats_van(f"{plek}/{naam}")
    )
    return next(goed, f"/kop/{naam}")
