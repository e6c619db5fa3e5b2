"""Een burgerservicenummer wordt gevonden hoe het ook is opgeschreven; een gewoon adres nooit."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from shared.vrijetekst.burgernummer import Schrift, bevat_burgernummer


def _klopt(nummer: int) -> bool:
    """De elfproef, los van de code geschreven."""
    rest, som = divmod(nummer, 10)[0], -(nummer % 10)
    for gewicht in range(2, 10):
        som += gewicht * (rest % 10)
        rest //= 10
    return som % 11 == 0


def _eerste_vanaf(nummer: int) -> str | None:
    return next((str(een) for een in range(nummer, nummer + 110) if _klopt(een)), None)


_NUMMERS = st.integers(10_000_000, 999_999_000).map(_eerste_vanaf).filter(lambda een: een)
_TEKENS = st.text(" .,-_/:;#+*'\"()|\u2013\u00a0\u200b", min_size=1, max_size=3)
_VOOR = st.sampled_from(
    ["", "BSN", "bsn ", "Bsn: ", "SOFI", "sofinummer ", "burgerservicenummer=", "#", "+", "0",
     "00", "X", "Wolkje ", "Verzonnenstraat 12, ", "nr. 7 "]
)  # fmt: skip


@st.composite
def _opgeschreven(draw: st.DrawFn) -> str:
    """Een nummer met voor, tussen en na de cijfers wat iemand er maar neerzet."""
    nummer = draw(_NUMMERS)
    assert nummer is not None
    knippen = sorted(draw(st.sets(st.integers(1, len(nummer) - 1), max_size=8)))
    grenzen = [0, *knippen, len(nummer)]
    delen = [nummer[van:tot] for van, tot in pairwise(grenzen)]
    tekst = delen[0]
    for deel in delen[1:]:
        tekst += draw(_TEKENS) + deel
    return draw(_VOOR) + tekst + draw(st.sampled_from(["", " ", ".", " a", '"']))


@given(_opgeschreven())
@example("１１１２２２３３３")
@example("١١١٢٢٢٣٣٣")
def test_een_nummer_wordt_gevonden_hoe_het_ook_is_opgeschreven(tekst: str) -> None:
    for schrift in (Schrift.KENMERK, Schrift.NAAM):
        assert bevat_burgernummer(tekst, schrift), schrift
    # Ook in een zin of adres, als erbij staat wat het is.
    assert bevat_burgernummer(f"BSN {tekst}", Schrift.ADRES)
    assert bevat_burgernummer(f"bsn: {tekst}", Schrift.ZIN)


_STRATEN = st.sampled_from(["Verzonnenstraat", "Plein 1940", "'t Nergenspad", "Laan van 1813"])
_LETTERS = st.text("ABCDEFGHJKLMNPRSTVWXYZ", min_size=2, max_size=2)
_HUIS = st.integers(1, 99_999)
_TOEVOEGING = st.sampled_from(["", "a", "-2", " bis", " III", "-12", "/4"])


@given(_STRATEN, _HUIS, _TOEVOEGING, st.integers(1000, 9999), _LETTERS, st.booleans())
def test_een_gewoon_adres_wordt_nooit_tegengehouden(
    straat: str, huis: int, toevoeging: str, cijfers: int, letters: str, spatie: bool
) -> None:
    postcode = f"{cijfers}{' ' if spatie else ''}{letters}"
    for tekst in (
        f"{straat} {huis}{toevoeging}",
        f"{straat} {huis}{toevoeging}, {postcode}",
        f"{straat} {huis} {postcode} Rotterdam",
        f"{straat} {huis}-{huis + 2}",
        f"Postbus {huis}, {postcode}",
    ):
        assert not bevat_burgernummer(tekst, Schrift.ADRES), tekst
        assert not bevat_burgernummer(f"Woont op {tekst}.", Schrift.ZIN), tekst


@given(st.integers(1, 9), st.text("0123456789", min_size=8, max_size=8), st.booleans())
def test_een_nederlands_telefoonnummer_wordt_nooit_tegengehouden(
    eerste: int, rest: str, land: bool
) -> None:
    kern = f"{eerste}{rest}"
    vormen = [f"+31{kern}", f"+31 {kern[:1]} {kern[1:]}", f"+31 (0){kern}"] if land else [
        f"0{kern}", f"0{kern[:1]}-{kern[1:]}", f"0{kern[:2]} {kern[2:5]} {kern[5:7]} {kern[7:]}"
    ]  # fmt: skip
    for tekst in vormen:
        assert not bevat_burgernummer(tekst, Schrift.TELEFOON), tekst
        assert not bevat_burgernummer(f"Gebeld met {tekst}.", Schrift.ZIN), tekst


@given(st.uuids(), st.integers(2000, 2099), st.integers(0, 99_999))
def test_een_zaaknummer_of_uuid_wordt_nooit_tegengehouden(
    kenmerk: object, jaar: int, volg: int
) -> None:
    assert not bevat_burgernummer(str(kenmerk), Schrift.KENMERK)
    for tekst in (f"Z-{jaar}-{volg:05d}", f"zaak/{jaar}/{volg}", f"Z{jaar}-{volg:05d}"):
        assert not bevat_burgernummer(tekst, Schrift.KENMERK), tekst


def test_een_getal_dat_de_elfproef_niet_doorstaat_mag() -> None:
    kapot = [een for een in range(999900000, 999900022) if not _klopt(een)]
    assert len(kapot) == 20
    assert not any(bevat_burgernummer(str(een), Schrift.KENMERK) for een in kapot)
