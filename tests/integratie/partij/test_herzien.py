"""Niet langer dan nodig: elk half jaar kijkt een mens opnieuw, en die hoort dat op tijd (8.1)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hulp.klok import VasteKlok
from tests.integratie.partij.bureau import Klant
from tests.integratie.partij.driehoek import Driehoek
from tests.integratie.partij.opstelling import Wereld


@pytest.fixture
def driehoek(gedeelde_driehoek: Wereld) -> Driehoek:
    gedeelde_driehoek.klok.nu = VasteKlok().nu
    return Driehoek.richt_in(gedeelde_driehoek)


def _werk(driehoek: Driehoek, klant: Klant) -> set[tuple[str, Any]]:
    lijst = klant.haal(f"/werklijst?groep={driehoek.groep}&paginagrootte=200")["werk"]
    soorten = ("lijst-herzien", "bewaren-herzien")
    return {(stuk["soort"], stuk["uiterlijk"]) for stuk in lijst if stuk["soort"] in soorten}


def test_een_half_jaar_na_de_nettolijst_ligt_er_werk_bij_wie_weegt_en_wie_bewaart(
    driehoek: Driehoek,
) -> None:
    driehoek.naar_netto()
    driehoek.ruim_op()
    driehoek.geef_wie_blijft_aan_om()
    driehoek.kantoor.naar_stap(6, prioritering="ja")
    mensen = (driehoek.kantoor.regisseur, driehoek.secretaris)
    driehoek.wereld.klok.vooruit(days=100)
    assert [_werk(driehoek, klant) for klant in mensen] == [set(), set()]
    driehoek.wereld.klok.vooruit(days=79)
    gevonden = [_werk(driehoek, klant) for klant in mensen]
    assert [{soort for soort, _ in werk} for werk in gevonden] == [
        {"lijst-herzien"}, {"bewaren-herzien"},
    ]  # fmt: skip
    assert all(dag <= "2027-05-24" for werk in gevonden for _, dag in werk)
