"""Een groep heet naar plaats, jaar en nummer; nooit naar een woord van iemand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.convenant.regels.laden import standaard_convenant
from shared.convenant.schuilnaam import is_schuilnaam, volgende_schuilnaam, vorm_van_schuilnaam

REGELS = standaard_convenant()


@pytest.mark.parametrize("naam", ["RTM-2026-001", "RTM-2019-999", "RTM-2026-1000"])
def test_plaats_jaar_en_nummer_is_een_schuilnaam(naam: str) -> None:
    assert is_schuilnaam(REGELS, naam)


@pytest.mark.parametrize(
    "naam",
    ["", "KADE-7", "RTM-2026-01", "RTM-2026-1", "rtm-2026-001", "RTM-1999-001", "RTM-2026-001 ",
     "RTM-2026-001\n", "RTM-2026-Jan", "AMS-2026-001", "RTM-2026-٠٠١", "RTM-2026-0000001",
     "XRTM-2026-001"],
)  # fmt: skip
def test_een_woord_van_iemand_is_geen_schuilnaam(naam: str) -> None:
    assert not is_schuilnaam(REGELS, naam)


@pytest.mark.parametrize(
    ("bestaande", "volgende"),
    [
        ([], "RTM-2026-001"),
        (["RTM-2026-001", "RTM-2026-002"], "RTM-2026-003"),
        (["RTM-2026-007"], "RTM-2026-008"),  # een gat wordt niet opgevuld
        (["RTM-2025-044"], "RTM-2026-001"),  # elk jaar begint opnieuw
        (["KADE-7", "rtm-2026-009"], "RTM-2026-001"),
        (["RTM-2026-999"], "RTM-2026-1000"),
    ],
)
def test_het_systeem_geeft_het_volgende_vrije_nummer(bestaande: list[str], volgende: str) -> None:
    assert volgende_schuilnaam(REGELS, bestaande, 2026) == volgende


def test_een_mens_leest_hoe_een_schuilnaam_eruitziet() -> None:
    assert vorm_van_schuilnaam(REGELS) == "RTM-jjjj-nnn"


@given(st.lists(st.integers(1, 2000)), st.integers(2000, 2099))
def test_wat_het_systeem_geeft_is_nieuw_en_heeft_de_vorm(nummers: list[int], jaar: int) -> None:
    bestaande = [f"RTM-{jaar}-{nummer:03}" for nummer in nummers]
    nieuw = volgende_schuilnaam(REGELS, bestaande, jaar)
    assert nieuw not in bestaande
    assert is_schuilnaam(REGELS, nieuw)
