"""Wie een code of een poort in audit.md opzoekt, vindt haar: de tabellen daar zijn heel."""

from __future__ import annotations

import re

from shared.bewijsbundel.rapport import Foutsoort
from shared.convenant.regels.laden import standaard_convenant
from tests.hulp.handleiding import WORTEL

AUDIT = (WORTEL / "docs" / "audit.md").read_text(encoding="utf-8")


def _rijen(kop: str) -> list[list[str]]:
    """De cellen van de tabel onder deze kopregel."""
    tabel = AUDIT.split(f"\n{kop}\n", 1)[1].split("\n\n", 1)[0]
    return [[cel.strip() for cel in rij.strip("|").split("|")] for rij in tabel.splitlines()[1:]]


def test_elke_fout_die_een_controle_kan_noemen_staat_uitgelegd() -> None:
    rijen = _rijen("| code | wat er is gebeurd |")
    genoemd = [code for eerste, _ in rijen for code in re.findall(r"`([a-z-]+)`", eerste)]
    assert sorted(genoemd) == sorted(soort.value for soort in Foutsoort)
    assert all(uitleg for _, uitleg in rijen)


def test_de_poorten_in_de_uitleg_zijn_die_van_het_convenant() -> None:
    rijen = _rijen("| poort | heet | gaat over |")
    assert {int(nummer): heet for nummer, heet, _ in rijen} == dict(standaard_convenant().poorten)
