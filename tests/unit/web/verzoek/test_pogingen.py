"""Hoe vaak een onbekende het vanaf een adres mag proberen."""

from __future__ import annotations

import pytest
from fastapi import APIRouter, Depends
from structlog.testing import capture_logs

from shared.web.limieten import Limieten
from shared.web.problemen import ProbleemFout
from shared.web.verzoek import pogingen
from shared.web.verzoek.pogingen import Pogingen, eis_niet_te_vaak, waarschuw_zonder_portaal

KRAP = Limieten(max_pogingen_per_adres=2, pogingen_venster_seconden=60)


class Tik:
    """Een klok die alleen loopt als de proef dat zegt."""

    nu = 0.0

    def __call__(self) -> float:
        return self.nu


def _wacht(telling: Pogingen, adres: str) -> str:
    with pytest.raises(ProbleemFout) as fout:
        telling.tel(adres)
    assert fout.value.probleem.status == 429
    return fout.value.probleem.koppen["Retry-After"]


def test_een_adres_mag_een_aantal_keer_en_daarna_na_het_venster_weer() -> None:
    tik = Tik()
    telling = Pogingen(KRAP, tik)
    for _ in range(2):
        telling.tel("192.0.2.1")
    tik.nu = 20.5
    assert _wacht(telling, "192.0.2.1") == "40"
    telling.tel("192.0.2.2")
    # Wie doorgaat met proberen, wacht niet langer dan wie ophoudt.
    tik.nu = 59.9
    assert _wacht(telling, "192.0.2.1") == "1"
    tik.nu = 60.0
    for _ in range(2):
        telling.tel("192.0.2.1")
    assert _wacht(telling, "192.0.2.1") == "60"


def test_veel_adressen_kosten_geen_geheugen_zonder_grens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pogingen, "_MAX_ADRESSEN", 3)
    telling = Pogingen(KRAP, Tik())
    for nummer in range(50):
        telling.tel(f"192.0.2.{nummer}")
    assert list(telling._per_adres) == ["192.0.2.47", "192.0.2.48", "192.0.2.49"]


def test_wie_onbekenden_toelaat_en_geen_portaal_kent_hoort_dat_bij_het_starten() -> None:
    """Anders telt iedereen die via het portaal van de gemeente komt als een bezoeker."""
    router = APIRouter()
    router.add_api_route("/gewoon", lambda: None)
    with capture_logs() as regels:
        waarschuw_zonder_portaal(router.routes)
    assert regels == []
    router.add_api_route("/open", lambda: None, dependencies=[Depends(eis_niet_te_vaak)])
    with capture_logs() as regels:
        waarschuw_zonder_portaal(router.routes)
    assert [(een["log_level"], een["paden"]) for een in regels] == [("warning", ["/open"])]
