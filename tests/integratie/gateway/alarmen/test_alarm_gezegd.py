"""Wat zonder toestemming is gezegd, horen alle partijen meteen."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deploy.pki import Pki
from tests.hulp.klok import VasteKlok
from tests.integratie.gateway import koppen
from tests.integratie.gateway.controle import bladen_van, controleer_log
from tests.integratie.gateway.ontvanger import Net
from tests.integratie.gateway.opstelling import Opstelling, draaiende_gateway
from tests.integratie.gateway.zeggen import POLITIE, Spreker

REGEL = "gezegd-zonder-toestemming"


@pytest.fixture
def wakker(
    pki: Pki, tmp_path: Path, ingericht_url: str, vaste_klok: VasteKlok, net: Net
) -> Iterator[Opstelling]:
    """Een gateway die het log op de voet volgt."""
    limieten = {"alarmronde_seconden": 0.02}
    with draaiende_gateway(
        pki, tmp_path, ingericht_url, vaste_klok, net, migreren=False, limieten=limieten
    ) as gateway:
        gateway.naar_stap_3()
        yield gateway
    controleer_log(gateway)


def _alarmen(gateway: Opstelling, aantal: int, als: str = "om") -> list[dict[str, Any]]:
    for _ in range(500):
        gevonden = gateway.haal(f"/v1/alarmen?regel={REGEL}", als=als).json()["alarmen"]
        if len(gevonden) >= aantal:
            alarmen: list[dict[str, Any]] = gevonden
            return alarmen
        threading.Event().wait(0.01)
    raise AssertionError("er kwam geen alarm")


def _gezegd_zonder(gateway: Opstelling) -> Spreker:
    spreker = Spreker(gateway)
    kop = koppen.verstrekking(gateway.klok(), "politie", "gemeente", stap=3, doel="D5")
    assert spreker.bied_aan(kop).status_code == 403
    assert spreker.gezegd()["zonderToestemming"] is True
    return spreker


def test_elke_uiting_zonder_toestemming_is_een_incident_dat_alle_partijen_horen(
    wakker: Opstelling,
) -> None:
    goed = Spreker(wakker)
    goed.vraag(koppen.verstrekking(wakker.klok(), "politie", "gemeente", stap=3))
    goed.gezegd()
    # Twee in dezelfde minuut, van dezelfde medewerker: elk telt.
    sprekers = [_gezegd_zonder(wakker), _gezegd_zonder(wakker)]
    onderwerpen = {f"{POLITIE}/{spreker.uiting}" for spreker in sprekers}
    for partij in ("politie", "gemeente", "om"):
        alarmen = _alarmen(wakker, 2, partij)
        assert {alarm["onderwerp"] for alarm in alarmen} == onderwerpen
        assert {alarm["ernst"] for alarm in alarmen} == {"hoog"}
    bladen = [een for een in bladen_van(wakker, "incident") if een["regel"] == REGEL]
    assert len(bladen) == 2
    nummers = {nummer for een in bladen for nummer in een["bladen"]}
    assert len(nummers) == 2
