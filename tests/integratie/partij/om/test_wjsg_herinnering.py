"""Staat er geen termijn van de Wjsg bij een eigen gegeven, dan hoort iemand dat (8.1)."""

from __future__ import annotations

from typing import Any

from tests.integratie.diensten.test_dossiers import STRAFVORDERLIJK
from tests.integratie.partij.opstelling import Wereld
from tests.integratie.partij.parket import Parket

SOORT = "wjsg-termijn-ontbreekt"


def _werk(parket: Parket) -> list[dict[str, Any]]:
    lijst = parket.driehoek.secretaris.haal(f"/werklijst?soort={SOORT}")["werk"]
    return [een for een in lijst if een["soort"] == SOORT]


def test_na_dertig_dagen_zonder_termijn_staat_het_op_de_werklijst(
    gedeelde_driehoek: Wereld,
) -> None:
    parket = Parket.richt_in(gedeelde_driehoek)
    klant, klok = parket.driehoek.secretaris, gedeelde_driehoek.klok
    persoon = klant.maak("/personen", {"naam": "Wimpel Verzinsel", "geboortedatum": "2009-05-06"})[
        "id"
    ]
    gegeven = klant.maak(f"/personen/{persoon}/strafvorderlijke-gegevens", STRAFVORDERLIJK)["id"]
    toen = klok.nu
    klok.vooruit(days=30)
    assert _werk(parket) == []
    klok.vooruit(days=1)
    (item,) = _werk(parket)
    assert item["titel"].endswith("bij 1 staat nog geen termijn van de Wjsg")
    zonder = klant.haal(item["pad"])["gegevens"]
    assert [een["id"] for een in zonder] == [gegeven]
    klok.nu = toen
    termijn = {"categorie": "overtreding", "afgedaanOp": "2026-11-01"}
    pad = f"/personen/{persoon}/wjsg-termijnen/{gegeven}"
    nog_geen = klant.vraag("GET", pad)
    assert (nog_geen.json()["termijn"], "etag" in nog_geen.headers) == (None, False)
    assert "overtreding" in {een["code"] for een in nog_geen.json()["mogelijk"]}
    assert klant.vraag("PUT", pad, json=termijn).status_code == 200
    assert klant.haal(pad)["termijn"]["vernietigenNa"] == "2031-11-01"
    assert klant.vraag("GET", pad).headers["etag"]
    klok.vooruit(days=31)
    assert _werk(parket) == []
    klok.nu = toen
