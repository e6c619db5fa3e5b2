"""Aan het hoofd van elke kamer staat wat er woont, wat zij mag kennen en wat u eerst leest."""

from __future__ import annotations

import pytest

from tests.architectuur.bron import WORTEL, meld
from tests.architectuur.leesmij import BEGIN, EINDE, MEESTE_REGELS, fouten_in, kamers, wet

KAART = WORTEL / "docs/architectuur.md"


@pytest.mark.parametrize("kamer", kamers())
def test_elke_kamer_heeft_een_leesmij_die_klopt(kamer: str) -> None:
    pad = WORTEL / kamer / "README.md"
    assert pad.is_file(), f"Schrijf {kamer}/README.md: wat woont er, en wat leest iemand eerst?"
    fouten = fouten_in(kamer, pad.read_text(encoding="utf-8"))
    assert not fouten, meld("Een README van een kamer klopt niet meer.", fouten)


def test_de_kaart_noemt_elke_kamer_en_is_een_pagina() -> None:
    tekst = KAART.read_text(encoding="utf-8")
    fouten = [kamer for kamer in kamers() if f"`{kamer}`" not in tekst]
    assert not fouten, meld("Zet deze kamers op de kaart (docs/architectuur.md).", fouten)
    assert len(tekst.splitlines()) <= 100, "De kaart is een pagina: de rest hoort bij de kamers."


GOED = (
    f"# shared/kluis\n\nSleutels.\n\nLees eerst `kluis.py`: de poort.\n\n"
    f"{BEGIN}{wet('shared/kluis')}{EINDE}"
)


def test_een_goede_leesmij_blijft_met_rust() -> None:
    assert fouten_in("shared/kluis", GOED) == []


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ("# shared/kluis", "# shared/kluizen"),
        ("Lees eerst", "Begin met"),
        ("`opslag`", "`web`"),
        ("Sleutels.", "Zie `nergens.py` en `nergens/`."),
        ("Sleutels.", "Regel.\n" * MEESTE_REGELS),
    ],
)
def test_een_leesmij_die_niet_klopt_valt_op(oud: str, nieuw: str) -> None:
    assert GOED.replace(oud, nieuw) != GOED
    assert fouten_in("shared/kluis", GOED.replace(oud, nieuw))
